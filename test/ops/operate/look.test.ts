// What operators see of a server: each answer of the console is compared with what the test has made.

import { describe, expect, onTestFinished, test } from 'vitest'
import { protocol } from '../../../protocol/generated/index.ts'
import { shareGame, until } from '../../kit/index.ts'
import { Player } from '../../support/client/player.ts'
import { askConsole, ConsoleError } from '../../support/server/console-client.ts'
import { workers } from '../../support/workers.ts'

interface Page {
  rows: Record<string, unknown>[]
  total: number
  next?: number
}

const TIME = /^20\d\d-\d\d-\d\dT.*Z$/
const ADDRESS = /^:\d+\.[0-9a-f]{8}$/

describe.each(workers(1))('with %i workers', threads => {
  const game = shareGame({ threads })
  const ask = <T>(line: string) => askConsole<T>(game().server.consolePort!, line)
  const reason = (line: string) =>
    ask(line).then(
      () => 'none',
      error => (error instanceof ConsoleError ? error.message : Promise.reject(error)),
    )
  const serving = () => expect.toSatisfy((slot: number) => game().server.node.slots.includes(slot))

  test('players are listed in pages, in the order of their logins', async () => {
    const accounts = ['ann', 'bob', 'cid']
    const players: { uid: string }[] = []
    for (const account of accounts) players.push(await game().player(account))
    const first = await until(
      () => ask<Page>('players --limit 2'),
      ({ total }) => total === 3,
    )
    expect(first).toEqual({
      rows: [0, 1].map(i => ({
        account: accounts[i],
        uid: players[i]!.uid,
        since: expect.stringMatching(TIME),
        thread: serving(),
        agent: expect.stringMatching(ADDRESS),
        state: 'open',
      })),
      total: 3,
      next: 2,
    })
    const rest = await ask<Page>('players --from 2')
    expect(rest.rows.map(({ account }) => account)).toEqual(['cid'])
    expect(rest).not.toHaveProperty('next')
    expect(await reason('players --limit 5000')).toMatch(
      /^limit: expected at most 1000, got 5000; usage: players/,
    )
  })

  test('a player whose connection is lost is listed as away', async () => {
    const dan = new Player(game().url, 'dan', { protocol, comesBack: true })
    onTestFinished(() => dan.close())
    await dan.game.open()
    dan.isReachable = false
    dan.cut()
    const { rows } = await until(
      () => ask<Page>('players'),
      page => page.rows.some(({ account, state }) => account === 'dan' && state !== 'open'),
    )
    expect(rows.find(({ account }) => account === 'dan')).toMatchObject({ state: 'away' })
    await ask('kick dan')
  })

  test('a player is shown with connection, rooms and role, found by account and by uid', async () => {
    const dora = await game().player('dora')
    const { room } = await dora.request.room_create({ name: 'den' })
    await dora.request.sign()
    const shown = await ask<Record<string, unknown>>('player dora')
    expect(shown).toMatchObject({
      account: 'dora',
      uid: dora.uid,
      online: true,
      state: 'open',
      waiting: 0,
      thread: serving(),
      rooms: room.id,
      connection: { address: '127.0.0.1', queued: 0 },
      role: { sign_cnt: 1 },
    })
    expect(await ask(`player ${dora.uid}`)).toMatchObject({ account: 'dora' })
    dora.close()
    await until(
      () => ask<{ online: boolean }>('player dora'),
      ({ online }) => !online,
    )
    expect(await ask('player dora')).toMatchObject({ online: false, uid: dora.uid, role: { sign_cnt: 1 } })
    expect(await reason('player nobody')).toBe('there is no account and no uid nobody')
  })

  test('rooms are listed, all or of one kind', async () => {
    const eve = await game().player('eve')
    const { room } = await eve.request.room_create({ name: 'nest', password: 'pss' })
    // A room tells of its members a moment later.
    const { rows, total } = await until(
      () => ask<Page>('rooms chat'),
      page => page.rows.some(({ id, members }) => id === room.id && members === 1),
    )
    const found = rows.find(({ id }) => id === room.id)
    expect(total).toBe(rows.length)
    expect(found).toEqual({
      id: room.id,
      kind: 'chat',
      name: 'nest',
      state: 'awake',
      members: 1,
      most: expect.any(Number),
      owner: eve.uid,
      locked: false,
      private: true,
      thread: serving(),
      address: expect.stringMatching(ADDRESS),
    })
    expect((await ask<Page>('rooms')).total).toBeGreaterThanOrEqual(total)
    expect(await reason('rooms chta')).toMatch(/^kind: expected one of .*, got chta, did you mean chat\?$/)
  })

  test('boards are listed with their periods and how many entries they have', async () => {
    const fay = await game().player('fay')
    const before = await ask<Record<string, unknown>[]>('boards')
    await fay.request.sign()
    const after = await ask<Record<string, unknown>[]>('boards')
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name))
    const entries = (rows: Record<string, unknown>[]) => rows.find(({ name }) => name === 'sign')!.entries
    expect(Number(entries(after))).toBe(Number(entries(before)) + 1)
    expect(after[0]).toMatchObject({ thread: serving(), ended: 0, rewarding: 0 })
  })

  test('tables are listed with their rows and the version that changed them last', async () => {
    const tables = await ask<Record<string, unknown>[]>('tables')
    const [version] = await ask<Record<string, unknown>[]>('tables versions')
    expect(tables.find(({ name }) => name === 'sign')).toMatchObject({
      kind: 'table',
      rows: 7,
      version: version!.version,
      since: version!.time,
    })
  })

  test('connections are listed, the fullest first', async () => {
    const gil = await game().player('gil')
    const guest = await game().connect()
    const { rows, total } = await ask<Page>('connections')
    expect(total).toBe(2)
    expect(rows.find(({ account }) => account === gil.acc)).toMatchObject({
      address: '127.0.0.1',
      format: 'sproto',
      queued: 0,
      thread: serving(),
    })
    expect(rows.find(({ account }) => account === undefined)).toBeDefined()
    expect((await ask<Page>('connections --limit 1')).rows).toHaveLength(1)
    await guest.close()
  })

  test('stores are shown with what is unsaved, and how fast they answer', async () => {
    await (await game().player('hal')).request.sign()
    await until(
      () => ask<Record<string, unknown>[]>('stores'),
      rows => rows.some(({ store, calls }) => store === 'roles' && Number(calls) > 0),
    )
    const rows = await ask<Record<string, unknown>[]>('stores')
    const { slots } = game().server.node
    expect(new Set(rows.map(({ thread }) => thread))).toEqual(new Set([...slots, 'main']))
    expect(rows.find(({ store, thread }) => store === 'bans' && thread === 'main')).toMatchObject({
      calls: expect.toSatisfy(calls => calls > 0),
      errors: 0,
    })
    for (const row of rows.filter(({ store, thread }) => store === 'roles' && thread !== 'main'))
      expect(row).toMatchObject({ unsaved: expect.any(Number), oldest: expect.any(Number) })
  })

  test('a store that fails is seen, with what is not saved', async () => {
    const ida = await game().player('ida')
    game().store.fail()
    await ida.request.sign()
    const failing = (rows: Record<string, unknown>[]) =>
      rows.some(
        ({ store, unsaved, errors }) => store === 'roles' && Number(unsaved) > 0 && Number(errors) > 0,
      )
    const rows = await until(() => ask<Record<string, unknown>[]>('stores'), failing)
    expect(rows.find(({ errors }) => Number(errors) > 0)).toMatchObject({
      lastError: expect.any(String),
      lastErrorAt: expect.stringMatching(TIME),
    })
    game().store.heal()
  })

  test('what a store takes long for is in slow, and a player who has gone is found while it is away', async () => {
    const player = await game().player('joe')
    await player.request.sign()
    await game().role('joe')
    const isCommit = ({ service, command }: Record<string, unknown>) =>
      service === 'store roles' && command === 'commit'
    game().store.hang()
    await player.request.present()
    await until(
      () => ask<Record<string, unknown>[]>('stores'),
      rows => rows.some(({ store, open }) => store === 'roles' && Number(open) > 0),
    )
    await new Promise(resolve => setTimeout(resolve, 120))
    game().store.heal()
    const slow = await until(
      () => ask<Record<string, unknown>[]>('slow'),
      rows => rows.some(isCommit),
    )
    expect(slow.find(isCommit)).toMatchObject({ busy: 0, count: expect.any(Number) })
    player.close()
    await game().until(({ agents }) => agents === 0)
    game().store.fail()
    expect(await ask('player joe')).toMatchObject({
      account: 'joe',
      online: false,
      closed: { by: 'client', address: '127.0.0.1' },
      role: expect.stringMatching(/^not read: /),
    })
    game().store.heal()
  })

  test('settings are shown with their sources', async () => {
    expect(await ask('config threads')).toEqual([
      { setting: 'threads', value: String(threads), source: 'configuration' },
    ])
    const all = await ask<{ setting: string }[]>('config gate')
    expect(all.length).toBeGreaterThan(10)
    expect(all.every(({ setting }) => setting.startsWith('gate.'))).toBe(true)
    expect(await reason('config gat')).toBe('section: there is no setting gat')
  })
})
