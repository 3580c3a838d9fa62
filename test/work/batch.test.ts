import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../server/core/errors.ts'
import { Batches } from '../../server/work/batch/batches.ts'
import { gameBatch } from '../../server/work/batch/define-batch.ts'
import { shareGame } from '../kit/index.ts'
import { cases } from '../support/cases.ts'
import { WORKS, type Works } from '../support/games/works.ts'
import { workers } from '../support/workers.ts'

interface Asked {
  n: number
  client: string
  kind: string
}

/** A load that runs until the test ends it. */
interface Load {
  items: Asked[]
  kind: string
  end(results: unknown): void
}

const settled = (promises: Promise<unknown>[]) =>
  Promise.allSettled(promises).then(all =>
    all.map(each => (each.status === 'fulfilled' ? each.value : (each.reason as AppError).code)),
  )

describe('batches', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  /** A batch whose loads the test ends, and what has begun. */
  function setUp({ max = 3, wait = 100, within = 5000 } = {}) {
    const loads: Load[] = []
    const load = (items: Asked[], _game: unknown, kind: string) =>
      new Promise<never>((resolve, reject) => {
        const end = (results: unknown) =>
          results instanceof Error ? reject(results) : resolve(results as never)
        loads.push({ items, kind, end })
      })
    const definition = gameBatch<unknown>()(load, { max, wait, within, kind: ({ kind }) => kind })
    const batches = new Batches(() => undefined)
    let last = 0
    const ask = (client: string, kind = 'a') => {
      const answer = batches.ask<Asked, unknown>(definition, { n: last++, client, kind }, client)
      answer.catch(() => undefined)
      return answer
    }
    const numbers = () => loads.map(({ items }) => items.map(({ n }) => n))
    return { loads, ask, numbers }
  }

  test('the first goes at once, those within the wait after it together, and a full one without a wait', async () => {
    const { loads, ask, numbers } = setUp()
    ask('x')
    await vi.advanceTimersByTimeAsync(1)
    expect(numbers()).toEqual([[0]])
    loads[0]!.end([0])
    ask('y')
    await vi.advanceTimersByTimeAsync(50)
    ask('z')
    expect(numbers()).toEqual([[0]])
    await vi.advanceTimersByTimeAsync(50)
    expect(numbers()).toEqual([[0], [1, 2]])
    for (const client of ['u', 'v', 'w']) ask(client)
    expect(numbers()).toEqual([[0], [1, 2], [3, 4, 5]])
    await vi.advanceTimersByTimeAsync(1000)
    ask('t')
    await vi.advanceTimersByTimeAsync(1)
    expect(numbers().at(-1)).toEqual([6])
  })

  test('items are timed out one by one, those that wait and those that are loaded', async () => {
    const { loads, ask } = setUp({ within: 1000 })
    const answers = [ask('x')]
    await vi.advanceTimersByTimeAsync(600)
    answers.push(ask('y'), ask('x'))
    await vi.advanceTimersByTimeAsync(500)
    expect(await settled([answers[0]!])).toEqual(['TIMEOUT'])
    loads[1]!.end(['late'])
    expect(await answers[1]!).toBe('late')
    // Its first batch has ended for everybody who waited in it.
    await vi.advanceTimersByTimeAsync(1)
    loads[2]!.end(['last'])
    expect(await answers[2]!).toBe('last')
  })

  test('an error is thrown to the item that it belongs to, one of the load to all of it', async () => {
    const { loads, ask } = setUp({ wait: 0 })
    const refused = new AppError('NOT_ALLOWED')
    const [one, two] = [ask('x'), ask('y')]
    await vi.advanceTimersByTimeAsync(1)
    loads[0]!.end([refused, 'well'])
    expect(await settled([one, two])).toEqual(['NOT_ALLOWED', 'well'])
    const both = [ask('x'), ask('y')]
    await vi.advanceTimersByTimeAsync(1)
    loads[1]!.end(new AppError('TRY_AGAIN'))
    expect(await settled(both)).toEqual(['TRY_AGAIN', 'TRY_AGAIN'])
    const short = ask('x')
    await vi.advanceTimersByTimeAsync(1)
    loads[2]!.end([])
    await expect(short).rejects.toThrow('load of a batch: expected 1 results, got 0')
  })

  test('each client is loaded in its order, whatever loads do; every item is settled, and batches are of one kind', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.constant('ask' as const), fc.nat(3), fc.nat(2)) },
      { weight: 2, arbitrary: fc.tuple(fc.constant('end' as const), fc.nat(9), fc.nat(3)) },
      { weight: 2, arbitrary: fc.tuple(fc.constant('pass' as const), fc.nat(400), fc.nat()) },
    )
    const run = async (steps: [what: 'ask' | 'end' | 'pass', a: number, b: number][]) => {
      const { loads, ask } = setUp({ within: 900 })
      const answers: Promise<unknown>[] = []
      const open = new Set<Load>()
      const over = new Set<number>()
      const isBusy = (client: string) =>
        [...open].some(
          ({ items }) => items.some(item => item.client === client) && !items.every(({ n }) => over.has(n)),
        )
      let seen = 0
      const order = new Map<string, number>()
      const look = () => {
        for (; seen < loads.length; seen++) {
          const { items, kind } = loads[seen]!
          expect(items.length).toBeLessThanOrEqual(3)
          for (const item of items) {
            expect(item.kind).toBe(kind)
            expect(isBusy(item.client)).toBe(false)
            expect(item.n).toBeGreaterThan(order.get(item.client) ?? -1)
            order.set(item.client, item.n)
          }
          open.add(loads[seen]!)
        }
      }
      const end = (load: Load | undefined, how: number) => {
        if (!load) return
        open.delete(load)
        load.end(how === 0 ? new Error('fails') : load.items.map(({ n }) => n))
      }
      for (const [what, a, b] of steps) {
        if (what === 'ask') {
          const n = answers.push(ask(`c${a}`, `k${b}`)) - 1
          const end = () => over.add(n)
          answers[n]!.then(end, end)
        } else if (what === 'end') end([...open][a % Math.max(1, open.size)], b)
        else await vi.advanceTimersByTimeAsync(a)
        await vi.advanceTimersByTimeAsync(0)
        look()
      }
      await vi.advanceTimersByTimeAsync(2000)
      look()
      const results = await settled(answers)
      for (const [n, result] of results.entries()) expect([n, 'TIMEOUT', undefined]).toContain(result)
    }
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), run), { numRuns: cases(60, 600) })
  })

  test('while an item of a client is loaded, its next one waits, also of another kind', async () => {
    const { loads, ask, numbers } = setUp({ max: 1, wait: 0 })
    ask('x', 'a')
    ask('x', 'b')
    ask('y', 'b')
    await vi.advanceTimersByTimeAsync(1)
    expect(numbers()).toEqual([[0], [2]])
    loads[0]!.end([0])
    await vi.advanceTimersByTimeAsync(1)
    expect(numbers()).toEqual([[0], [2], [1]])
  })
})

test.each([
  [{ max: 0, wait: 1 }, 'max of a batch: expected a whole number from 1 to 10000, got 0'],
  [{ max: 1, wait: -1 }, 'wait of a batch: expected a whole number from 0'],
  [{ max: 1, wait: 1, within: 0.5 }, 'within of a batch: expected a whole number from 1'],
])('wrong options are refused: %j', (options, message) => {
  expect(() => gameBatch()(() => [], options)).toThrow(message)
})

describe.each(workers(1))('with %i workers', threads => {
  const game = shareGame({ threads, game: WORKS })
  const service = async () => (await game().service<Works>('.works')).call

  test('services and handlers ask for batches, which have the game', async () => {
    const call = await service()
    expect(await call.doubles([1, 2, -3, 4])).toEqual([2, 4, 'NOT_ALLOWED', 8])
    const ann = await game().player('ann')
    const { double } = ann.request as unknown as { double(body: object): Promise<{ n: number }> }
    expect(await double({ n: 21 })).toEqual({ n: 42 })
    expect(await call.notes()).toEqual(expect.arrayContaining(['1 2 -3', '4', '21']))
  })

  test('one load serves all who ask for the same while it runs', async () => {
    const call = await service()
    expect(await call.together('a', 5)).toEqual([1, 1, 1, 1, 1])
    expect(await call.failOnce('a')).toBe('rejected,rejected again')
  })
})
