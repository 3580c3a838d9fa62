// A node is killed (kill -9) while it counts updates, while the week is over and it gives the rewards, and again, at
// random moments; the end of the week always comes while it is down. Afterwards every confirmed update is in exactly
// one period, and every entry of the ended one has its prize in its role exactly once. Half of the weeks are those in
// which the clocks of the board's time zone change.

import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { EmbeddedBoardStore } from '../../server/store/embedded/board/board-store.ts'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoleStore } from '../../server/store/embedded/role-store.ts'
import { createRoleDocuments, readRole } from '../support/store/role-edit.ts'
import { MEMBERS, prizeOf } from './support/board-prizes.ts'

/** Moments in weeks of New York: forward, back, and two with nothing special. */
const WEEKS = ['2026-03-04', '2026-10-28', '2026-06-03', '2026-12-30'].map(day =>
  Date.parse(`${day}T12:00:00Z`),
)
const WEEK = 7 * 86_400_000
const UIDS = Array.from({ length: MEMBERS }, (_, i) => String(i))

type Counts = Map<string, number>

/** Runs the node until `enough` says of its lines that it is to be killed; counts what it has confirmed. */
async function runAndKill(folder: string, now: number, confirmed: Counts, enough: (line: string) => boolean) {
  const child = start(folder, now)
  const lines = createInterface({ input: child.stdout! })
  const ended = new Promise(resolve => child.once('exit', resolve))
  for await (const line of lines) {
    const [kind, uid] = line.split(' ')
    if (kind === '+') confirmed.set(uid!, (confirmed.get(uid!) ?? 0) + 1)
    if (enough(line)) child.kill('SIGKILL')
  }
  await ended
  if (child.signalCode !== 'SIGKILL') throw new Error(`the node ended by itself, with ${child.exitCode}`)
}

function start(folder: string, now: number, ...more: string[]): ChildProcess {
  const file = join(import.meta.dirname, 'support/board-node.ts')
  return spawn(process.execPath, [file, folder, String(now), ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function finish(folder: string, now: number): Promise<void> {
  const child = start(folder, now, 'rewarded')
  child.stdout!.resume()
  const code = await new Promise(resolve => child.once('exit', resolve))
  if (code !== 0) throw new Error(`the last node ended with ${code}`)
}

const after = (count: number, kind: string) => {
  let left = count
  return (line: string): boolean => line.startsWith(kind) && left-- <= 0
}

async function runOnce(week: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-board-'))
  try {
    const environment = openEnvironment(folder)
    await createRoleDocuments(new EmbeddedRoleStore(environment), UIDS)
    await environment.close()
    const [before, later]: [Counts, Counts] = [new Map(), new Map()]
    await runAndKill(folder, week, before, after(randomInt(400, 1500), '+'))
    await runAndKill(folder, week + WEEK, later, after(randomInt(0, MEMBERS - 70), 'r'))
    await runAndKill(folder, week + WEEK, later, after(randomInt(0, 60), '+'))
    await finish(folder, week + WEEK)
    await verify(folder, before, later)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function verify(folder: string, before: Counts, later: Counts): Promise<void> {
  const environment = openEnvironment(folder)
  try {
    const roles = new EmbeddedRoleStore(environment)
    const store = new EmbeddedBoardStore(environment)
    const board = await store.open('gold', { order: 'descending', operator: 'sum', capacity: 10_000 })
    const [ended, current] = (await board.periods()).map(({ id }) => id)
    await verifyScores(await board.range(0, MEMBERS, ended), before)
    await verifyScores(await board.range(0, MEMBERS, current), later)
    const ranks = new Map((await board.range(0, MEMBERS, ended)).map(row => [row.member, row.rank]))
    for (const uid of UIDS) {
      const { gold } = await readRole(roles, uid)
      const rank = ranks.get(uid)
      const due = rank === undefined ? 0 : prizeOf(rank)
      if (gold !== due) throw new Error(`role ${uid} holds ${gold}, due is ${due} for rank ${rank}`)
    }
  } finally {
    await environment.close()
  }
}

/** Eight updates are under way at a time: a kill may leave that many stored and not confirmed, twice at most. */
async function verifyScores(rows: { member: string; score: number }[], confirmed: Counts): Promise<void> {
  const scores = new Map(rows.map(({ member, score }) => [member, score]))
  for (const [uid, count] of confirmed) {
    if ((scores.get(uid) ?? 0) < count)
      throw new Error(`${uid}: ${count} confirmed, ${scores.get(uid)} stored`)
  }
  const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0)
  const extra = sum(scores.values()) - sum(confirmed.values())
  if (extra > 16) throw new Error(`${extra} updates too many were counted`)
}

export async function run(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await runOnce(WEEKS[i % WEEKS.length]!)
}
