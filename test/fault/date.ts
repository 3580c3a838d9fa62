// A server is killed (kill -9) while dates are set and come: edits of roles, and commands of a service that edit a role by the
// id of their date. Nobody's date is done twice, whoever is online; and at the end every date that was confirmed is done.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedDateStore } from '../../server/store/embedded/date-store.ts'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoleStore } from '../../server/store/embedded/role-store.ts'
import { expectNone, times } from '../support/client/fleet.ts'
import type { RawClient } from '../support/client/raw-client.ts'
import { WORKS, worksProtocol } from '../support/games/works.ts'
import { freeSettings, type ServerProcess, startProcess } from '../support/server/process.ts'
import { until } from '../support/until.ts'

const PLAYERS = 20
/** Who set dates, and have left when they come. */
const ABSENT = 10
/** s until a date comes, at most. */
const LONGEST = 2

/** uid -> dates that were confirmed. */
type Told = Map<string, Set<string>>

export async function run(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  try {
    const told: Told = new Map()
    for (let round = 0; round < count; round++) {
      await setAndKill(folder, round, told)
      const { built, waiting } = await readStore(folder)
      expectOnce(built)
      expectNone('confirmed, and neither done nor waiting after kill -9', missingOf(told, built, waiting))
      console.log(
        `date ${round + 1}: ${sizeOf(built)} done of ${sizeOf(told)} confirmed, ${waiting.size} wait`,
      )
    }
    await expectAllDone(folder, told)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const sizeOf = (dates: ReadonlyMap<string, Iterable<string>>): number =>
  [...dates.values()].reduce((sum, each) => sum + [...each].length, 0)

async function setAndKill(folder: string, round: number, told: Told): Promise<void> {
  const server = start(folder, round % 3)
  const { pid } = await server.ready()
  const players = await times(PLAYERS, i => playerOf(server, `player ${i}`))
  const absent = await times(ABSENT, i => playerOf(server, `absent ${i}`))
  for (const { client, uid } of absent) {
    for (let i = 0; i < 3; i++) await setDate(client, { uid, id: `${round}/${uid}/${i}`, seconds: 1 }, told)
    await client.vanish()
  }
  const setting = players.map(player => setWithoutEnd(player, round, told))
  const before = sizeOf(told)
  const wanted = before + 200 + Math.random() * 800
  await until(
    () => sizeOf(told),
    size => size > wanted,
  )
  process.kill(pid, 'SIGKILL')
  await Promise.all([...setting, server.ended])
}

async function playerOf(server: ServerProcess, acc: string): Promise<{ client: RawClient; uid: string }> {
  const client = await server.connect({ protocol: worksProtocol })
  const { data } = await client.ask('cs_login', { acc })
  return { client, uid: data.uid as string }
}

/** Until the connection is lost. */
async function setWithoutEnd(
  { client, uid }: { client: RawClient; uid: string },
  round: number,
  told: Told,
): Promise<void> {
  for (let i = 0; ; i++) {
    const seconds = Math.floor(Math.random() * (LONGEST + 1))
    if (!(await setDate(client, { uid, id: `${round}/${uid}/${i}`, seconds }, told))) return
  }
}

async function setDate(
  client: RawClient,
  { uid, id, seconds }: { uid: string; id: string; seconds: number },
  told: Told,
): Promise<boolean> {
  const order = { id, seconds, building: id, byService: Math.random() < 0.3 }
  const reply = await client.ask('cs_build', order).catch(() => undefined)
  if (reply === undefined) return false
  const own = told.get(uid) ?? new Set()
  told.set(uid, own.add(id))
  return true
}

interface Stored {
  /** uid -> what was done, as often as it was. */
  built: Map<string, string[]>
  waiting: Set<string>
}

async function readStore(folder: string): Promise<Stored> {
  const environment = openEnvironment(join(folder, 'store'))
  try {
    const built = new Map<string, string[]>()
    for await (const role of new EmbeddedRoleStore(environment).list())
      built.set(role._id, role.built as string[])
    const dates = await new EmbeddedDateStore(environment).page(0, 1_000_000)
    return { built, waiting: new Set(dates.map(({ id }) => id)) }
  } finally {
    await environment.close()
  }
}

function expectOnce(built: ReadonlyMap<string, readonly string[]>): void {
  const twice = [...built.values()].flatMap(own => own.filter((id, i) => own.indexOf(id) !== i))
  expectNone('done twice', twice)
}

const missingOf = (
  told: Told,
  built: ReadonlyMap<string, string[]>,
  waiting: ReadonlySet<string>,
): string[] =>
  [...told].flatMap(([uid, own]) => {
    const done = new Set(built.get(uid))
    return [...own].filter(id => !done.has(id) && !waiting.has(id))
  })

/** Though nobody logs in. */
async function expectAllDone(folder: string, told: Told): Promise<void> {
  const server = start(folder, 1)
  const client = await server.connect({ protocol: worksProtocol })
  await client.ask('cs_login', { acc: 'onlooker' })
  await until(
    async () => Number((await client.ask('cs_waiting')).data.count),
    count => count === 0,
    120_000,
  )
  server.kill('SIGTERM')
  await server.ended
  const { built, waiting } = await readStore(folder)
  expectOnce(built)
  expectNone('confirmed, and not done at the end', missingOf(told, built, waiting))
}

const start = (folder: string, threads: number): ServerProcess =>
  startProcess({
    args: [
      ...freeSettings(folder),
      ...[
        `threads=${threads}`,
        `game=${WORKS}`,
        'gate.messageRate=100000',
        'gate.messageBurst=100000',
      ].flatMap(set => ['--set', set]),
    ],
  })
