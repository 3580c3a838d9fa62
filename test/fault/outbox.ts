// A server is killed (kill -9) while edits pay roles and update a board with it. At the next start, though nobody whose role
// was paid logs in, the board shows for each of them what the role has: no update is lost and none is counted twice, and
// whoever was told of a payment has it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoleStore } from '../../server/store/embedded/role-store.ts'
import { expectNone, times } from '../support/client/fleet.ts'
import type { RawClient } from '../support/client/raw-client.ts'
import { PAYER } from '../support/games/payer.ts'
import { freeSettings, type ServerProcess, startProcess } from '../support/server/process.ts'
import { until } from '../support/until.ts'

/** Who pay themselves and others. */
const PAYERS = 60
/** Who are online and paid. */
const PRESENT = 40
/** Whose roles are paid while they are offline. */
const ABSENT = 40

/** uid -> gold that somebody was told of. */
type Told = Map<string, number>

export async function run(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  try {
    const told: Told = new Map()
    const absent = await createAbsent(folder)
    for (let round = 0; round < count; round++) {
      await payAndKill(folder, { threads: round % 3, absent, told })
      const { gold, owing } = await readRoles(folder)
      expectNone(
        'paid, and not there after kill -9',
        [...told].filter(([uid, sum]) => (gold.get(uid) ?? 0) < sum),
      )
      await expectBoard(folder, gold)
      console.log(
        `outbox ${round + 1}: ${sumOf(told)} paid to ${gold.size} roles, of which ${owing} still owed the board something`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function createAbsent(folder: string): Promise<string[]> {
  const server = start(folder, 1)
  const uids = await times(ABSENT, async i => {
    const client = await server.connect()
    const { uid } = await client.login(`absent ${i}`)
    await client.ask('cs_logout')
    return uid as string
  })
  server.kill('SIGTERM')
  await server.ended
  return uids
}

async function payAndKill(
  folder: string,
  { threads, absent, told }: { threads: number; absent: readonly string[]; told: Told },
): Promise<void> {
  const server = start(folder, threads)
  const { pid } = await server.ready()
  const login = (name: string) => async (i: number) => {
    const client = await server.connect()
    const { uid } = await client.login(`${name} ${i}`)
    return { client, uid: uid as string }
  }
  const present = await times(PRESENT, login('present'))
  const uids = [...absent, ...present.map(({ uid }) => uid)]
  const payers = await times(PAYERS, login('payer'))
  const paying = payers.map(({ client, uid }) => payWithoutEnd(client, [...uids, uid], told))
  const before = sumOf(told)
  const wanted = before + 500 + Math.random() * 5000
  await until(
    () => sumOf(told),
    sum => sum > wanted,
  )
  process.kill(pid, 'SIGKILL')
  await Promise.all([...paying, server.ended])
}

const sumOf = (told: Told): number => [...told.values()].reduce((a, b) => a + b, 0)

/** Until the connection is lost. */
async function payWithoutEnd(client: RawClient, uids: readonly string[], told: Told): Promise<void> {
  for (;;) {
    const uid = uids[Math.floor(Math.random() * uids.length)]!
    const gold = 1 + Math.floor(Math.random() * 9)
    const reply = await client.ask('cs_pay', { uid, gold }).catch(() => undefined)
    if (!reply) return
    if (reply.data.isNew === true) told.set(uid, (told.get(uid) ?? 0) + gold)
  }
}

async function readRoles(folder: string): Promise<{ gold: Told; owing: number }> {
  const environment = openEnvironment(join(folder, 'store'))
  try {
    const store = new EmbeddedRoleStore(environment)
    const gold: Told = new Map()
    for await (const role of store.list()) gold.set(role._id, Number(role.gold))
    let owing = 0
    for await (const _ of store.owing()) owing++
    return { gold, owing }
  } finally {
    await environment.close()
  }
}

/** The board comes to show the gold of every role; then the server stops in order, and nothing is owed any more. */
async function expectBoard(folder: string, gold: Told): Promise<void> {
  const server = start(folder, 1)
  const client = await server.connect()
  await client.login('onlooker')
  const scoreOf = async (uid: string) => Number((await client.ask('cs_score', { uid })).data.score)
  for (const [uid, sum] of gold)
    await until(
      () => scoreOf(uid),
      score => score >= sum,
    )
  server.kill('SIGTERM')
  await server.ended
  const again = start(folder, 0)
  const onlooker = await again.connect()
  await onlooker.login('onlooker')
  for (const [uid, sum] of gold) {
    const { score } = (await onlooker.ask('cs_score', { uid })).data
    if (score !== sum) throw new Error(`role ${uid} has ${sum}, the board says ${score}`)
  }
  again.kill('SIGTERM')
  await again.ended
  const { owing } = await readRoles(folder)
  if (owing > 0) throw new Error(`${owing} roles still owe the board something`)
}

const start = (folder: string, threads: number): ServerProcess =>
  startProcess({
    args: [
      ...freeSettings(folder),
      '--set',
      `threads=${threads}`,
      '--set',
      `game=${PAYER}`,
      '--set',
      'gate.messageRate=100000',
      '--set',
      'gate.messageBurst=100000',
    ],
  })
