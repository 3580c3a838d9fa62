// Duels end while the server is killed (kill -9): in rooms that are stored and in rooms that are not. Whoever was told a
// result has its gold and its win, and at the end every player has as much gold as wins, in the role and on the board.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoleStore } from '../../server/store/embedded/role-store.ts'
import { Duelist } from '../support/client/duelist.ts'
import { expectNone, times } from '../support/client/fleet.ts'
import { DUEL } from '../support/games/duel.ts'
import { freeSettings, type ServerProcess, startProcess } from '../support/server/process.ts'
import { until } from '../support/until.ts'

/** Pairs of players, each in a duel of its own. */
const PAIRS = 30
/** A duel begins anew after so many rounds. */
const ROUNDS = 5

/** How each kind ends a round. */
const KINDS: readonly KindOfDuel[] = [
  { kind: 'duel', end: 'finish' },
  { kind: 'vault', end: 'settle' },
]

interface KindOfDuel {
  kind: 'duel' | 'vault'
  end: 'finish' | 'settle'
}

/** uid -> wins that somebody was told of. */
type Wins = Map<string, number>

export const DEFAULT_TIMES = 3

/** ms for the wins of a round, on a busy machine. */
const WON_WITHIN = 300_000

export async function run(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  try {
    const told: Wins = new Map()
    for (let round = 0; round < count; round++) {
      await duelAndKill(folder, round % 3, told)
      expectPaid(told, await readRoles(folder))
      const { players, wins } = await expectEqual(folder, told)
      console.log(`reward ${round + 1}: ${wins} wins of ${players} players, gold, wins and board are equal`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function duelAndKill(folder: string, threads: number, told: Wins): Promise<void> {
  const server = start(folder, threads)
  try {
    const { gate } = await server.ready()
    const url = `ws://127.0.0.1:${gate}`
    const duelists = await times(2 * PAIRS, i => Duelist.open({ url }, `duelist ${i}`))
    for (const { uid } of duelists) told.set(uid, told.get(uid) ?? 0)
    const duels = Array.from({ length: PAIRS }, (_, i) =>
      duelWithoutEnd([duelists[2 * i]!, duelists[2 * i + 1]!], KINDS[i % 2]!, told),
    )
    const wanted = sumOf(told) + 100 + Math.random() * 1000
    await until(
      () => sumOf(told),
      sum => sum > wanted,
      WON_WITHIN,
    )
    server.kill('SIGKILL')
    await Promise.all([...duels, server.ended])
    for (const duelist of duelists) duelist.close()
  } finally {
    server.kill('SIGKILL')
  }
}

const sumOf = (told: Wins): number => [...told.values()].reduce((a, b) => a + b, 0)

/** Until the connection is lost. */
async function duelWithoutEnd(
  pair: readonly [Duelist, Duelist],
  { kind, end }: KindOfDuel,
  told: Wins,
): Promise<void> {
  try {
    for (;;) await duel(pair, { kind, end }, told)
  } catch {
    return // The server was killed.
  }
}

/** Both ask for the end of rounds, each of the other's too; what the room tells the other player counts as told. */
async function duel(
  [one, two]: readonly [Duelist, Duelist],
  { kind, end }: KindOfDuel,
  told: Wins,
): Promise<void> {
  const { id: room } = await one.ask('open', { kind, stake: kind === 'duel' ? 1 : undefined })
  await two.ask('join', { id: room })
  for (let round = 0; round < ROUNDS; round++) {
    const winner = Math.random() < 0.5 ? one : two
    const heard = two.news.length
    const ending = one.ask(end, { room, winner: winner.uid, gold: 1 })
    const hearing = until(
      () => two.news.length,
      news => news > heard,
    )
    hearing.catch(() => undefined)
    await Promise.race([ending, hearing])
    told.set(winner.uid, told.get(winner.uid)! + 1)
    await Promise.all([ending, hearing])
  }
  for (const each of [one, two]) await each.ask('leave', { id: room })
}

interface Paid {
  gold: number
  wins: number
}

async function readRoles(folder: string): Promise<Map<string, Paid>> {
  const environment = openEnvironment(join(folder, 'store'))
  try {
    const roles = new Map<string, Paid>()
    for await (const { _id, gold, wins } of new EmbeddedRoleStore(environment).list())
      roles.set(_id, { gold: Number(gold), wins: Number(wins) })
    return roles
  } finally {
    await environment.close()
  }
}

function expectPaid(told: Wins, roles: Map<string, Paid>): void {
  const unpaid = [...told].filter(([uid, wins]) => !(roles.get(uid) && roles.get(uid)!.wins >= wins))
  expectNone('told of a win, and without it after kill -9', unpaid)
  expectNone(
    'with gold other than wins',
    [...roles].filter(([, { gold, wins }]) => gold !== wins),
  )
}

/** What rooms owe is paid, and boards have what roles have won, though none of them logs in: until a start pays nothing more. */
async function expectEqual(folder: string, told: Wins): Promise<{ players: number; wins: number }> {
  for (let roles = await readRoles(folder); ; ) {
    await expectScores(folder, roles)
    const after = await readRoles(folder)
    expectPaid(told, after)
    const wins = winsOf(after)
    if (wins === winsOf(roles)) return { players: told.size, wins }
    roles = after
  }
}

const winsOf = (roles: Map<string, Paid>): number =>
  [...roles.values()].reduce((sum, { wins }) => sum + wins, 0)

/** Starts, waits until the board has at least what these roles have, stops in order, and starts again: now it has just that. */
async function expectScores(folder: string, roles: Map<string, Paid>): Promise<void> {
  await withOnlooker(folder, async scoreOf => {
    for (const [uid, { wins }] of roles)
      await until(
        () => scoreOf(uid),
        score => score >= wins,
      )
  })
  const paid = await readRoles(folder)
  await withOnlooker(folder, async scoreOf => {
    for (const [uid, { wins }] of paid)
      await until(
        () => scoreOf(uid),
        score => score === wins,
      )
  })
}

async function withOnlooker(
  folder: string,
  look: (scoreOf: (uid: string) => Promise<number>) => Promise<void>,
): Promise<void> {
  const server = start(folder, 1)
  const { gate } = await server.ready()
  const onlooker = await Duelist.open({ url: `ws://127.0.0.1:${gate}` }, 'onlooker')
  await look(async uid => Number((await onlooker.ask('herald', { word: 'board', uids: [uid] })).text))
  onlooker.close()
  server.kill('SIGTERM')
  await server.ended
}

const start = (folder: string, threads: number): ServerProcess =>
  startProcess({
    args: [
      ...freeSettings(folder),
      ...[
        `threads=${threads}`,
        `game=${DUEL}`,
        'gate.messageRate=100000',
        'gate.messageBurst=100000',
        'room.createRate=100000',
        'room.createBurst=100000',
        'room.emptyGrace=0',
      ].flatMap(set => ['--set', set]),
    ],
  })
