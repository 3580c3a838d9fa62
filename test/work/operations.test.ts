import { describe, expect, test } from 'vitest'
import { systemClock } from '../../server/lib/clock.ts'
import { OperationBook } from '../../server/work/operation/operation-book.ts'
import { refusal, shareGame, until } from '../kit/index.ts'
import { WORKS } from '../support/games/works.ts'
import { askConsole } from '../support/server/console-client.ts'
import { workers } from '../support/workers.ts'

interface Status {
  state: string
  progress?: number
  result?: number
  code?: string
}

/** On the console. */
interface Row {
  id: string
  by: string
  since: string
  state: string
}

/** What this game's players ask. */
interface Asks {
  start(body: { kind: string }): Promise<{ id: string }>
  status(body: { id: string }): Promise<Status>
  cancel(body: { id: string }): Promise<{ isDone: boolean }>
}

describe.each(workers(2))('operations, with %i workers', threads => {
  const game = shareGame({ threads, game: WORKS })

  async function player(acc: string) {
    const opened = await game().player(acc)
    const asks = opened.request as unknown as Asks
    const told = (id: string) =>
      (opened.heard as { name: string; body: unknown }[])
        .filter(({ name, body }) => name === 'operation' && (body as { id: string }).id === id)
        .map(({ body }) => body as { state: string; progress: number })
    const ended = async (id: string) => {
      await opened.until(() => told(id).some(({ state }) => state !== 'running'), 'the end of the operation')
      return asks.status({ id })
    }
    return { ...asks, opened, ended, told }
  }

  test('one is begun, tells its progress, and is asked for its result', async () => {
    const ann = await player('ann')
    const { id } = await ann.start({ kind: 'count' })
    expect(await ann.ended(id)).toEqual({ state: 'done', progress: 100, result: 42 })
    expect(ann.told(id)).toEqual([{ id, state: 'done', progress: 100 }])
    expect(await ann.cancel({ id })).toEqual({ isDone: false })
  })

  test('is cancelled, and its work is told', async () => {
    const bob = await player('bob')
    const { id } = await bob.start({ kind: 'forEver' })
    await bob.opened.until(() => bob.told(id).length > 0, 'progress')
    expect(bob.told(id)).toEqual([{ id, state: 'running', progress: 10 }])
    expect(await bob.cancel({ id })).toEqual({ isDone: true })
    expect(await bob.status({ id })).toEqual({ state: 'cancelled', progress: 10 })
    await bob.opened.until(() => bob.told(id).length > 1, 'the cancel')
    expect(bob.told(id)[1]).toMatchObject({ state: 'cancelled' })
  })

  test('fails with the code of what it throws, and with TIMEOUT when it is late', async () => {
    const cyd = await player('cyd')
    for (const [kind, code] of [
      ['refused', 'NOT_ALLOWED'],
      ['broken', 'INTERNAL'],
      ['late', 'TIMEOUT'],
    ] as const) {
      const { id } = await cyd.start({ kind })
      expect(await cyd.ended(id)).toEqual({ state: 'failed', progress: 0, code })
    }
  })

  test('goes on when its player comes back, on whichever thread', async () => {
    const dot = await player('dot')
    const { id } = await dot.start({ kind: 'forEver' })
    for (let i = 0; i < 2; i++) {
      const again = await player('dot')
      expect(await again.status({ id })).toMatchObject({ state: 'running' })
    }
    const last = await player('dot')
    expect(await last.cancel({ id })).toEqual({ isDone: true })
    await last.opened.until(() => last.told(id).length > 0, 'the cancel')
  })

  test('is seen by its player only, and an id that was made up is none', async () => {
    const [eve, fay] = [await player('eve'), await player('fay')]
    const { id } = await eve.start({ kind: 'forEver' })
    expect(await fay.status({ id })).toEqual({ state: 'none' })
    expect(await fay.cancel({ id })).toEqual({ isDone: false })
    for (const wrong of ['', '7', '1-2', '99-5', '-1-3', `${id}0`, 'x'.repeat(1000)])
      expect(await fay.status({ id: wrong })).toEqual({ state: 'none' })
    await eve.cancel({ id })
  })

  test('are listed on the console with who has begun them and since when, and cancelled', async () => {
    const ask = <T>(line: string) => askConsole<T>(game().server.consolePort!, line)
    const hal = await player('hal')
    const [one, two] = [await hal.start({ kind: 'forEver' }), await hal.start({ kind: 'count' })]
    await hal.ended(two.id)
    const { rows, total } = await ask<{ rows: Row[]; total: number }>('operations --limit 1000')
    const own = rows.filter(({ by }) => by === hal.opened.uid)
    expect(own.map(({ id, state }) => [id, state])).toEqual([
      [one.id, 'running'],
      [two.id, 'done'],
    ])
    const times = rows.map(({ since }) => Date.parse(since))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const page = await ask<{ rows: Row[]; next: number }>(`operations --from ${total - 2} --limit 1`)
    expect([page.rows, page.next]).toEqual([rows.slice(-2, -1), total - 1])
    expect(await ask(`operations cancel ${one.id}`)).toEqual({ operation: one.id, cancelled: true })
    expect(await hal.ended(one.id)).toMatchObject({ state: 'cancelled' })
    for (const wrong of [one.id, '7', '99-1'])
      await expect(ask(`operations cancel ${wrong}`)).rejects.toThrow(
        `id: expected one that runs, got ${wrong}`,
      )
  })

  test('a player has two that run at a time', async () => {
    const gil = await player('gil')
    const [one, two] = [await gil.start({ kind: 'forEver' }), await gil.start({ kind: 'forEver' })]
    expect(await refusal(gil.start({ kind: 'count' }))).toBe('TRY_AGAIN')
    await gil.cancel(one)
    const { id } = await gil.start({ kind: 'count' })
    expect(await gil.ended(id)).toMatchObject({ state: 'done' })
    await gil.cancel(two)
  })
})

function bookWith(config: { most: number; keep: number }): OperationBook {
  let ids = 0
  const all = { perPlayer: 1, timeout: 60_000, ...config }
  const host = { log: undefined as never, clock: systemClock, newId: () => String(++ids) }
  return new OperationBook({ slot: 1, config: all, ...host })
}

test('one player keeps no more than ten results, and those of others stay', async () => {
  const book = bookWith({ most: 20, keep: 60_000 })
  const start = async (owner: string) => {
    const id = book.start(() => owner, { owner, most: 1 })
    await until(
      () => book.find(id, owner)?.state,
      state => state !== 'running',
    )
    return id
  }
  const other = await start('b')
  const own: string[] = []
  for (let i = 0; i < 30; i++) own.push(await start('a'))
  expect(book.find(other, 'b')).toMatchObject({ result: 'b' })
  expect(own.filter(id => book.find(id, 'a'))).toEqual(own.slice(-10))
})

test('where all operations of a thread run, another one is refused', () => {
  const book = bookWith({ most: 2, keep: 60_000 })
  const start = (owner: string) => book.start(() => new Promise(() => undefined), { owner, most: 1 })
  const ids = [start('a'), start('b')]
  expect(() => start('c')).toThrow('too many operations are running')
  expect(book.cancel(ids[0]!, 'a')).toBe(true)
  start('c')
  expect(book.find(ids[0]!, 'a')).toBeUndefined()
  book.close()
  expect(() => start('a')).toThrow(expect.objectContaining({ code: 'THREAD_LOST' }))
})

test('the result is kept for a while, and then forgotten', async () => {
  const book = bookWith({ most: 2, keep: 0 })
  const id = book.start(() => 7, { owner: 'a', most: 1 })
  expect(id).toBe('1-1')
  await until(
    () => book.find(id, 'a')?.state,
    state => state === undefined,
  )
})
