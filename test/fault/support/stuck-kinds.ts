// Every kind of loop, one after the other in one process: what `stack` and `interrupt` say of each, and that the server lives. It is
// killed only where its worker stays stuck, for the next kind to have another.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RawClient } from '../../support/client/raw-client.ts'
import { LOOPS, loopsProtocol } from '../../support/games/loops.ts'
import { ConsoleClient, ConsoleError } from '../../support/server/console-client.ts'
import { freeSettings, type ServerProcess, startProcess } from '../../support/server/process.ts'
import { until } from '../../support/until.ts'

interface Kind {
  kind: string
  /** The function that the stack must name. */
  at: RegExp
  /** Whether it must have thrown; others may, or it is said why they can't. */
  stops: boolean
}

const stopping = (kind: string, at = new RegExp(kind)): Kind => ({ kind, at, stops: true })
const fixed = (kind: string, at = new RegExp(kind)): Kind => ({ kind, at, stops: false })

const KINDS: readonly Kind[] = [
  stopping('loop'),
  stopping('counter'),
  stopping('arrow'),
  stopping('method'),
  stopping('getter', /endless/),
  stopping('callee', /callee|add/),
  stopping('nested', /look/),
  stopping('callback', /callback|anonymous/),
  stopping('cycle'),
  stopping('map'),
  stopping('text'),
  stopping('caught', /caught|attempt/),
  stopping('promises', /again/),
  stopping('service', /roll/),
  fixed('empty'),
  fixed('async'),
  fixed('generator', /generate/),
  fixed('recursion', /walk/),
  fixed('json'),
  fixed('sort'),
  fixed('regex'),
  fixed('wait'),
]

/** In a game's file, where each of them stands. */
const GAME = /test\/support\/games\/loops\.ts:\d+:\d+/
/** ms after which a thread counts as stuck for `interrupt`. */
const STUCK = 1200

interface Opened {
  server: ServerProcess
  /** Of its console. */
  port: number
  folder: string
}

export async function runKinds(times: number, seconds?: number): Promise<void> {
  let opened = await open()
  const end = performance.now() + (seconds ?? Number.POSITIVE_INFINITY) * 1000
  const kinds = seconds === undefined ? KINDS : KINDS.toSorted(() => Math.random() - 0.5)
  try {
    for (let round = 1; round <= times; round++)
      for (const each of kinds) {
        if (performance.now() > end) break
        const { said, isStuck } = await runKind(opened, each)
        console.log(`${round} ${each.kind}: ${said}`)
        if (!isStuck) continue
        await close(opened, 'SIGKILL')
        opened = await open()
      }
    const code = await close(opened, 'SIGTERM')
    if (code !== 0) throw new Error(`the server has ended with ${code}`)
  } catch (error) {
    console.error(opened.server.lines.slice(-30).join('\n'))
    throw error
  } finally {
    await close(opened, 'SIGKILL')
  }
}

async function open(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-loops-'))
  const args = [...freeSettings(folder), '--set', `game=${LOOPS}`, '--set', 'threads=2']
  const server = startProcess({ args })
  const { console: port } = (await server.ready()) as unknown as { console: number }
  return { server, port, folder }
}

/** Its exit code. */
async function close({ server, folder }: Opened, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  server.kill(signal)
  const { code } = await server.ended
  rmSync(folder, { recursive: true, force: true })
  return code
}

interface Done {
  said: string
  /** Its worker still is. */
  isStuck: boolean
}

async function runKind({ server, port }: Opened, wanted: Kind): Promise<Done> {
  const operator = await ConsoleClient.open(port)
  const [victim, other] = [await enter(server, 'victim'), await enter(server, 'other')]
  try {
    const slot = await slotOf(operator, 'victim')
    victim.sendText('cs_spin', { kind: wanted.kind }, 1)
    await until(
      () => ageOf(operator, slot),
      age => age > STUCK,
    )
    await checkStack(operator, slot, wanted)
    const done = await interrupt(operator, slot, wanted)
    await other.ask('cs_ping')
    await operator.ask('players')
    if (!done.isStuck) await goesOn(victim)
    await Promise.all([victim.vanish(), other.vanish()])
    if (!done.isStuck) await emptied(operator)
    return done
  } finally {
    operator.close()
  }
}

async function enter(server: ServerProcess, name: string): Promise<RawClient> {
  const client = await server.connect({ protocol: loopsProtocol })
  await client.login(name)
  return client
}

async function emptied(operator: ConsoleClient): Promise<void> {
  await until(
    () => operator.ask<{ total: number }>('players'),
    ({ total }) => total === 0,
  )
}

const slotOf = async (operator: ConsoleClient, account: string): Promise<number> =>
  (await operator.ask<{ thread: number }>(`player ${account}`)).thread

/** ms since the thread's loop has turned, as `stack` tells; 0 while it turns. */
async function ageOf(operator: ConsoleClient, slot: number): Promise<number> {
  const [first] = await operator.parts(`stack ${slot}`).catch(() => [undefined])
  const held = (first as Record<string, string> | undefined)?.['loop held for']
  return held === undefined ? 0 : Number.parseInt(held, 10)
}

async function checkStack(operator: ConsoleClient, slot: number, { kind, at }: Kind): Promise<void> {
  const frames = await operator.ask<{ function: string; at: string }[]>(`stack ${slot}`)
  const isFound = frames.some(frame => GAME.test(frame.at) && at.test(frame.function))
  if (!isFound) throw new Error(`${kind}: the stack is ${JSON.stringify(frames)}`)
}

/** As an operator does on a busy machine, where a step may take longer than it is waited for. */
async function tryTwice(operator: ConsoleClient, slot: number): Promise<Record<string, string>> {
  const line = `interrupt ${slot}`
  return operator.ask<Record<string, string>>(line).catch((error: Error) => {
    if (!error.message.includes('no next statement')) throw error
    return operator.ask<Record<string, string>>(line)
  })
}

async function interrupt(operator: ConsoleClient, slot: number, { kind, stops }: Kind): Promise<Done> {
  try {
    const done = await (stops
      ? tryTwice(operator, slot)
      : operator.ask<Record<string, string>>(`interrupt ${slot}`))
    if (done['has thrown'] === undefined || !GAME.test(done['has thrown']))
      throw new Error(`${kind}: interrupt says ${JSON.stringify(done)}`)
    return { said: `threw in ${done['has thrown']}`, isStuck: false }
  } catch (error) {
    if (!(error instanceof ConsoleError) || stops) throw new Error(`${kind}: ${(error as Error).message}`)
    return { said: error.message.replace(/;.*/, ''), isStuck: true }
  }
}

/** The player whose code has thrown is served. */
async function goesOn(victim: RawClient): Promise<void> {
  victim.sendText('cs_ping', {}, 2)
  for (;;) if ((await victim.nextText()).session === 2) return
}
