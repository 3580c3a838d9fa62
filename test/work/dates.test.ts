import { describe, expect, test } from 'vitest'
import { lifeOf } from '../../server/core/address.ts'
import { checkDates } from '../../server/work/date/define-date.ts'
import type { GameServer } from '../kit/index.ts'
import { shareGame, startGame, until } from '../kit/index.ts'
import { WORKS, type Works } from '../support/games/works.ts'
import { askConsole } from '../support/server/console-client.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { workers } from '../support/workers.ts'

const NOON = Date.UTC(2026, 5, 1, 12)
const SECOND = 1000
const DAY = 86_400_000

interface Built {
  gold: number
  built: string[]
}

/** What this game's players ask. */
interface Asks {
  build(body: { id: string; seconds: number; building: string }): Promise<object>
  move(body: { id: string; seconds: number }): Promise<{ isDone: boolean }>
  drop(body: { id: string }): Promise<{ isDone: boolean }>
  look(): Promise<Built>
}

const start = () => startGame({ threads: 0, game: WORKS, now: NOON })
const works = async (game: GameServer) => (await game.service<Works>('.works')).within(30_000).call
const role = (game: GameServer, acc: string) => game.role<Built>(acc)

async function player(game: GameServer, acc: string) {
  const opened = await game.player(acc)
  return { ...(opened.request as unknown as Asks), opened, uid: opened.uid }
}

const ready = (uid: string, building = 'mill') =>
  ({ role: uid, name: 'building ready', data: { building } }) as never
const season = (data: object) => ({ service: '.works', command: 'close', data }) as never

describe.each(workers(2))('dates, with %i workers', threads => {
  const shared = shareGame({ threads, game: WORKS, now: NOON })
  const open = () => ({ game: shared(), now: shared().clock.now() })

  test('edit a role when their time has come, online and offline, each once', async () => {
    const { game, now } = open()
    const ann = await player(game, 'ann')
    const bob = await player(game, 'bob')
    await ann.build({ id: 'a/1', seconds: 600, building: 'mill' })
    await ann.build({ id: 'a/2', seconds: 1200, building: 'inn' })
    await bob.build({ id: 'b/1', seconds: 600, building: 'well' })
    bob.opened.close()
    await game.until(({ online }) => online === 1)
    await game.clock.move({ seconds: 300 })
    expect(await ann.look()).toMatchObject({ gold: 0 })
    await game.clock.move({ seconds: 400 })
    expect(await ann.look()).toEqual({ gold: 1, built: ['mill'] })
    expect(await role(game, 'bob')).toMatchObject({ gold: 1, built: ['well'] })
    await game.clock.move({ days: 1 })
    expect(await ann.look()).toEqual({ gold: 2, built: ['mill', 'inn'] })
    // The same moment comes again.
    await game.clock.set(now)
    await game.clock.move({ days: 2 })
    expect(await ann.look()).toMatchObject({ gold: 2 })
    expect(await ann.drop({ id: 'a/1' })).toEqual({ isDone: false })
  })

  test('are moved, cancelled, and set anew under the same id', async () => {
    const { game } = open()
    const ann = await player(game, 'cyd')
    await ann.build({ id: 'moved', seconds: 60, building: 'mill' })
    await ann.build({ id: 'dropped', seconds: 60, building: 'inn' })
    await ann.build({ id: 'anew', seconds: 60, building: 'well' })
    expect(await ann.move({ id: 'moved', seconds: 600 })).toEqual({ isDone: true })
    expect(await ann.drop({ id: 'dropped' })).toEqual({ isDone: true })
    await ann.build({ id: 'anew', seconds: 30, building: 'tower' })
    expect(await ann.move({ id: 'none', seconds: 1 })).toEqual({ isDone: false })
    await game.clock.move({ seconds: 61 })
    expect(await ann.look()).toEqual({ gold: 1, built: ['tower'] })
    await game.clock.move({ seconds: 600 })
    expect(await ann.look()).toEqual({ gold: 2, built: ['tower', 'mill'] })
    // What is done leaves the id to the next one.
    await ann.build({ id: 'anew', seconds: 30, building: 'gate' })
    await game.clock.move({ seconds: 31 })
    expect(await ann.look()).toEqual({ gold: 3, built: ['tower', 'mill', 'gate'] })
  })

  test('call a service again until it returns, with the same id for what is done once', async () => {
    const { game, now } = open()
    const due = now + DAY
    const call = await works(game)
    await call.failNext(1)
    await call.setDate('season', due, season({ season: 7 }))
    expect(await call.dueOf('season')).toBe(due)
    await game.clock.set(due)
    const edit = { sender: 'date/season', number: expect.any(Number) }
    const [first] = await call.occasions()
    expect(first).toEqual({ id: 'season', due, attempt: 1, edit })
    expect(await call.moveDate('season', due + DAY)).toBe(false)
    await game.clock.move({ seconds: 10 })
    expect(await call.occasions()).toEqual([first, { ...first, attempt: 2 }])
    expect(await call.notes()).toEqual(['season 7 of season'])
    expect(await call.dueOf('season')).toBeUndefined()
  })

  test('are listed, moved and cancelled on the console', async () => {
    const { game, now } = open()
    const ask = <T>(line: string) => askConsole<T>(game.server.consolePort!, line)
    const call = await works(game)
    const dues = { late: now + 3 * DAY, early: now + DAY, often: now + 2 * DAY }
    for (const [id, due] of Object.entries(dues)) await call.setDate(id, due, season({ season: 1 }))
    const { rows, total, next } = await ask<{ rows: object[]; total: number; next: number }>(
      'dates --limit 2',
    )
    expect([total, next]).toEqual([3, 2])
    const row = { what: '.works close', attempts: 0 }
    expect(rows).toEqual([
      { ...row, id: 'early', due: new Date(dues.early).toISOString() },
      { ...row, id: 'often', due: new Date(dues.often).toISOString() },
    ])
    expect(await ask('dates cancel early')).toMatchObject({ cancelled: 'before it began' })
    expect(await ask('dates move 2100-06-05T00:00:00+08:00 often')).toMatchObject({
      due: '2100-06-04T16:00:00.000Z',
    })
    expect(await call.dueOf('early')).toBeUndefined()
    await expect(ask('dates cancel early')).rejects.toThrow('id: there is no date early')
    for (const id of ['late', 'often']) expect(await call.cancelDate(id)).toBe(true)
  })

  test('are set by services that start with the game, and call those that start after them', async () => {
    const { game } = open()
    const late = await game.service<Works>('.late')
    const notes = await until(
      () => late.call.notes(),
      ({ length }) => length > 0,
    )
    expect(notes).toEqual(['set by a start'])
  })

  if (threads === 0) return
  test('go on on another thread when theirs is lost', async () => {
    const { game } = open()
    const eve = await player(game, 'eve')
    await eve.build({ id: 'e/1', seconds: 60, building: 'mill' })
    eve.opened.close()
    const place = async () => (await game.server.node.query('.dates', 30_000)).address
    const before = await place()
    await game.loseWorker(game.server.node.slotOf(lifeOf(before))!)
    await until(place, address => address !== before)
    await game.clock.move({ seconds: 61 })
    expect(await role(game, 'eve')).toMatchObject({ gold: 1, built: ['mill'] })
  })
})

test('what was due while the server did not run is made up for at the next start', async () => {
  const folder = temporaryFolder()
  const before = await startGame({ threads: 0, game: WORKS, now: NOON, folder })
  const ann = await player(before, 'ann')
  await ann.build({ id: 'a', seconds: 60, building: 'mill' })
  await ann.build({ id: 'b', seconds: 3 * 86_400, building: 'inn' })
  await before.stop()
  const game = await startGame({ threads: 0, game: WORKS, now: NOON + DAY, folder })
  await until(
    async () => (await role(game, 'ann')).built,
    built => built.length === 1,
  )
  await game.clock.move({ days: 3 })
  expect(await role(game, 'ann')).toMatchObject({ gold: 2, built: ['mill', 'inn'] })
})

test('more dates than are done at a time are all done, each once', async () => {
  const game = await start()
  const call = await works(game)
  const players = await game.players('ann', 'bob', 'cyd')
  const count = 60
  const numbers = Array.from({ length: count }, (_, i) => i)
  await Promise.all(
    players.flatMap(({ uid }) =>
      numbers.map(i => call.setDate(`${uid}/${i}`, NOON + SECOND, ready(uid, `b${i}`))),
    ),
  )
  await game.clock.move({ seconds: 2 })
  for (const acc of ['ann', 'bob', 'cyd']) {
    const { built } = await role(game, acc)
    expect(new Set(built).size).toBe(count)
    expect(built.length).toBe(count)
  }
})

test('a date that fails does not hold up the others, is shown with its attempts, and can be cancelled', async () => {
  const game = await start()
  const call = await works(game)
  const ann = await player(game, 'ann')
  await call.setDate('bad', NOON + SECOND, { role: ann.uid, name: 'never done' } as never)
  await call.setDate('good', NOON + 2 * SECOND, ready(ann.uid))
  await game.clock.move({ seconds: 3 })
  expect(await ann.look()).toMatchObject({ gold: 1 })
  const { rows } = await askConsole<{ rows: object[] }>(game.server.consolePort!, 'dates')
  expect(rows).toEqual([
    expect.objectContaining({
      id: 'bad',
      what: `role ${ann.uid}: never done`,
      attempts: expect.toSatisfy(attempts => attempts >= 1),
    }),
  ])
  expect(await call.cancelDate('bad')).toBe(false)
  expect(await call.dueOf('bad')).toBeUndefined()
})

test('while the store is away nothing is lost, and setting a date says so', async () => {
  const game = await start()
  const call = await works(game)
  const ann = await player(game, 'ann')
  await ann.build({ id: 'a', seconds: 60, building: 'mill' })
  game.store.fail()
  await expect(call.setDate('b', NOON, ready(ann.uid))).rejects.toMatchObject({ code: 'TRY_AGAIN' })
  await game.clock.move({ seconds: 61 })
  game.store.heal()
  await until(
    () => call.dueOf('a'),
    due => due === undefined,
  )
  expect(await role(game, 'ann')).toMatchObject({ built: ['mill'] })
})

test('a date of a role that does not exist is dropped', async () => {
  const game = await start()
  const call = await works(game)
  await call.setDate('nobody', NOON + SECOND, ready('12345'))
  await game.clock.move({ seconds: 2 })
  expect(await call.dueOf('nobody')).toBeUndefined()
  expect(game.complaints().map(({ msg }) => msg)).toEqual([
    'a date is dropped: its role does not exist any more',
  ])
})

test('what is wrong with a date is said when it is set', async () => {
  const game = await start()
  const call = await works(game)
  const refused = async (id: string, when: number, what: object) => {
    const error = await call.setDate(id, when, what as never).then(
      () => ({ cause: 'nothing' }),
      (thrown: { cause: unknown }) => thrown,
    )
    return String(error.cause)
  }
  const good = { role: '17', name: 'building ready', data: { building: 'mill' } }
  expect(await refused('', NOON, good)).toContain(
    'id of a date: expected a text of 1 to 200 characters, got one of 0',
  )
  expect(await refused('a', Number.NaN, good)).toContain('when: expected a Date')
  expect(await refused('a', NOON, { ...good, name: 'building red' })).toContain(
    'name of a date: expected one of building ready, never done, got "building red"',
  )
  expect(await refused('a', NOON, { ...good, role: 'ann' })).toContain(
    'role of a date: expected a uid, got "ann"',
  )
  expect(await refused('a', NOON, { service: 'works', command: 'close' })).toContain(
    'expected a name such as .market',
  )
  expect(await refused('a', NOON, { service: '.works', command: '' })).toContain(
    'expected the name of a command',
  )
  expect(await refused('a', NOON, { ...good, data: 'x'.repeat(9000) })).toContain(
    'expected at most 8192 bytes of JSON',
  )
})

test.each([
  [{ '': () => 1 }, /^dates: expected names of 1 to 100 characters, got ""/],
  [{ ready: 7 }, /^dates\.ready: expected a function/],
])('wrong declarations are refused: %o', (dates, message) => {
  expect(() => checkDates(dates as never)).toThrow(message)
})
