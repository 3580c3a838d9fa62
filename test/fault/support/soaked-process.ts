// The server that is soaked, seen from outside: started on a folder, asked what is in it, stopped.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LogLine } from '../../support/server/server.ts'
import type { Answer, Look, Order, SoakSettings } from './soak-server.ts'

/** A look collects the garbage of every thread, on a busy machine. */
const LONGEST_ANSWER = 60_000

export class SoakedProcess {
  readonly port: number
  readonly web: number
  readonly #child: ChildProcess
  readonly #folder: string

  private constructor(child: ChildProcess, folder: string, ports: { port: number; web: number }) {
    this.#child = child
    this.#folder = folder
    this.port = ports.port
    this.web = ports.web
  }

  static async start(options: SoakSettings): Promise<SoakedProcess> {
    const child = fork(join(import.meta.dirname, 'soak-server.ts'), [JSON.stringify(options)])
    const ports = await answerOf<{ port: number; web: number }>(child)
    return new SoakedProcess(child, options.folder, ports)
  }

  async look(): Promise<Look> {
    return (await this.#ask<{ look: Look }>('look')).look
  }

  /** Resolves with what could not be saved. */
  async stop(): Promise<unknown[]> {
    const ended = once(this.#child, 'exit')
    const { problems } = await this.#ask<{ problems: unknown[] }>('stop')
    await ended
    return problems
  }

  /** At once, whatever it does. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }

  /** Lines of the log that are at least of this level. */
  log(level: number): LogLine[] {
    const lines = readFileSync(join(this.#folder, 'log'), 'utf8').split('\n')
    const read = lines.filter(line => line !== '').map(line => JSON.parse(line) as LogLine)
    return read.filter(line => line.level >= level)
  }

  #ask<A extends Answer>(order: Order): Promise<A> {
    this.#child.send(order)
    return answerOf<A>(this.#child)
  }
}

/** The next thing that it says; rejects when it ends instead. */
async function answerOf<A extends Answer>(child: ChildProcess): Promise<A> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(LONGEST_ANSWER)])
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the server ended with ${code}`)
  })
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Answer]
    if ('failed' in answer) throw new Error(answer.failed)
    return answer as A
  } finally {
    ended.catch(() => undefined)
    over.abort()
  }
}
