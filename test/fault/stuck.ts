// Code that does not come to an end, in a worker and on main: the log says within 10 s in which file and line, which service,
// command and player, and the other worker serves on. Then, N times, each kind of loop: `stack` finds it, `interrupt` has it throw
// or says why it can't, and the process lives.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RawClient } from '../support/client/raw-client.ts'
import { SICK, sickProtocol } from '../support/games/sick.ts'
import { ConsoleClient } from '../support/server/console-client.ts'
import { freeSettings, type ServerProcess, startProcess } from '../support/server/process.ts'
import { runKinds } from './support/stuck-kinds.ts'

export const DEFAULT_TIMES = 1

interface Case {
  message: string
  /** The line of the game that the stack must name. */
  at: RegExp
  /** Whether the log's line names the player. */
  hasAccount: boolean
}

const GAME = String.raw`test\/support\/games\/sick\.ts:\d+:\d+`
const CASES: readonly Case[] = [
  { message: 'loop', at: new RegExp(`^loop ${GAME}`), hasAccount: true },
  { message: 'regex', at: new RegExp(`^regex ${GAME}`), hasAccount: true },
  { message: 'microtasks', at: new RegExp(`^microtasks ${GAME}`), hasAccount: false },
  { message: 'later', at: new RegExp(`^later ${GAME}`), hasAccount: true },
  { message: 'main', at: new RegExp(`^Sleepless\\..* ${GAME}|${GAME}`), hasAccount: false },
]
const LOGGED_WITHIN = 10_000

interface StuckLine {
  stuck: number
  ms: number
  thread: number
  at?: string
  stack?: string[]
  service: string
  command: string
  account?: string
}

/** `seconds`: kinds of loops begin for so long, in another order each time; all of them when left out. */
export async function run(times: number, seconds?: number): Promise<void> {
  for (const each of CASES) await runCase(each)
  await runKinds(times, seconds)
}

async function runCase(wanted: Case): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-stuck-'))
  const settings = [...freeSettings(folder), '--set', `game=${SICK}`, '--set', 'threads=2']
  const server = startProcess({ args: settings })
  try {
    const { console: port } = (await server.ready()) as unknown as { console: number }
    const players = await twoPlayers(server)
    const since = performance.now()
    players.victim.sendText(`cs_${wanted.message}`)
    const line = await stuckLine(server)
    const took = Math.round(performance.now() - since)
    check(wanted, line, took)
    if (wanted.message !== 'main') {
      await players.other.ask('cs_ping')
      await checkCommands(port, line.stuck, wanted)
    }
    console.log(
      `${wanted.message}: ${line.at} after ${took} ms; ${line.service} ${line.command} ${line.account ?? ''}`,
    )
  } finally {
    server.kill('SIGKILL')
    await server.ended
    rmSync(folder, { recursive: true, force: true })
  }
}

/** On different workers: sockets go to them in turns. */
async function twoPlayers(server: ServerProcess): Promise<{ victim: RawClient; other: RawClient }> {
  const [victim, other] = [
    await server.connect({ protocol: sickProtocol }),
    await server.connect({ protocol: sickProtocol }),
  ]
  await victim.login('victim')
  await other.login('other')
  return { victim, other }
}

async function stuckLine(server: ServerProcess): Promise<StuckLine> {
  const text = await server.line(line => line.includes('"msg":"the loop of a thread is stuck"'))
  return JSON.parse(text.slice(text.indexOf('{'))) as StuckLine
}

function check({ message, at, hasAccount }: Case, line: StuckLine, took: number): void {
  const said = JSON.stringify(line)
  if (!line.stack?.some(frame => at.test(frame))) throw new Error(`${message}: no ${at} in ${said}`)
  if (!new RegExp(`^${GAME}$`).test(line.at ?? '')) throw new Error(`${message}: at ${line.at}`)
  if (hasAccount && line.account !== 'victim') throw new Error(`${message}: no account in ${said}`)
  if ((line.stuck === 0) !== (message === 'main')) throw new Error(`${message}: stuck is ${line.stuck}`)
  if (took > LOGGED_WITHIN) throw new Error(`${message}: logged after ${took} ms`)
}

/** What an operator types next, about a thread that is stuck. */
async function checkCommands(port: number, slot: number, { message, at }: Case): Promise<void> {
  const operator = await ConsoleClient.open(port)
  try {
    const frames = await operator.ask<{ function: string; at: string }[]>(`stack ${slot}`)
    if (!frames.some(frame => at.test(`${frame.function} ${frame.at}`)))
      throw new Error(`${message}: stack ${slot} says ${JSON.stringify(frames)}`)
    // V8 counts a loop that began before for its caller, or for none: of what is stuck `stack` tells more.
    const rows = await operator.ask<object[]>(`cpu ${slot} 1`)
    if (rows.length === 0) throw new Error(`${message}: cpu ${slot} says nothing`)
    if (message === 'loop') await checkAnswersOfOthers(operator, slot)
  } finally {
    operator.close()
  }
}

/** What is asked of all threads is answered by the others, and says which one is silent. */
async function checkAnswersOfOthers(operator: ConsoleClient, slot: number): Promise<void> {
  const silent = `thread ${slot} does not answer; \`stack ${slot}\` shows what it runs`
  for (const line of ['list', 'connections', 'stores', 'stat', 'errors', 'slow', 'calls']) {
    const parts = await operator.parts(line)
    if (!parts.includes(silent)) throw new Error(`${line} does not say which thread is silent`)
    const isEmpty = !JSON.stringify(parts.at(-1)).includes('{')
    if (isEmpty && !/errors|slow|calls/.test(line)) throw new Error(`${line} says nothing of the others`)
  }
  const answer = await operator.ask('task victim').catch(({ message }: Error) => message)
  if (answer !== silent) throw new Error(`task of a stuck player says ${JSON.stringify(answer)}`)
  await checkDrain(operator)
}

/** A drain waits for a thread that does not say what is unsaved there, and can be given up. */
async function checkDrain(operator: ConsoleClient): Promise<void> {
  let isToldOf = false
  const drained = operator.parts('drain', part => {
    if (!Array.isArray(part)) return
    isToldOf ||= (part as { silent?: number }[])[0]?.silent === 1
    if (isToldOf) operator.say('')
  })
  const end = await drained.catch(({ message }: Error) => message)
  if (end !== 'given up: players are let in again') throw new Error(`the drain has ended: ${end}`)
}
