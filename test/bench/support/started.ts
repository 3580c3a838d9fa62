// A program started as its user would start it: how long until it is ready, and how much memory it has a moment later.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Started {
  /** ms from the start of the process. */
  ready: number
  child: ChildProcess
}

/** Settings with which servers of a benchmark are out of each other's way. */
export const setsOf = (folder: string, ...more: string[]): string[] =>
  [
    'gate.host=127.0.0.1',
    'gate.port=0',
    'web.port=0',
    'console.port=0',
    'log.pretty=false',
    `store.path=${folder}`,
    ...more,
  ].flatMap(set => ['--set', set])

/** Resolves with the first line of its output that has `ready` in it. Throws when it ends before. */
export async function start(args: readonly string[], ready: string): Promise<Started> {
  const started = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout! }))
    if (line.includes(ready)) return { ready: performance.now() - started, child }
  throw new Error(`${args.join(' ')} ended before it was ready`)
}

/** Returns when it has ended. */
export async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

/** MB that it has resident a moment later, when what the start took has been given back. */
export async function memoryOf({ pid }: ChildProcess): Promise<number> {
  await sleep(3000)
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(status.match(/^VmRSS:\s+(\d+) kB/m)?.[1]) / 1024
}
