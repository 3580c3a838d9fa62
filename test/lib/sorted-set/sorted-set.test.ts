import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { SortedSet, type SortedSetOptions } from '../../../server/lib/sorted-set/sorted-set.ts'
import { cases } from '../../support/cases.ts'

// Ten thousand operations beside a plain array take their time on a machine that does other things too.
vi.setConfig({ testTimeout: 120_000 })

/** The same set as a plain sorted array: what the real one is compared with. */
class PlainSet {
  rows: { member: string; score: number; since: number }[] = []
  #clock = 0
  readonly #options: SortedSetOptions

  constructor(options: SortedSetOptions) {
    this.#options = options
  }

  #compare = (a: PlainSet['rows'][0], b: PlainSet['rows'][0]): number => {
    if (a.score !== b.score)
      return (a.score < b.score ? -1 : 1) * (this.#options.order === 'ascending' ? 1 : -1)
    if (this.#options.ties === 'member') return a.member < b.member ? -1 : 1
    return a.since - b.since
  }

  load(entries: readonly (readonly [string, number])[]): void {
    this.rows = entries
      .map(([member, score]) => ({ member, score, since: this.#clock++ }))
      .sort(this.#compare)
  }

  index(member: string): number {
    return this.rows.findIndex(row => row.member === member)
  }

  set(member: string, score: number): void {
    const at = this.index(member)
    if (at >= 0 && this.rows[at]!.score === score) return
    if (at >= 0) this.rows.splice(at, 1)
    const row = { member, score, since: this.#clock++ }
    let low = 0
    for (let high = this.rows.length; low < high; ) {
      const middle = (low + high) >>> 1
      if (this.#compare(this.rows[middle]!, row) < 0) low = middle + 1
      else high = middle
    }
    this.rows.splice(low, 0, row)
  }

  delete(member: string): boolean {
    const at = this.index(member)
    if (at >= 0) this.rows.splice(at, 1)
    return at >= 0
  }

  range(start: number, end: number) {
    const from = Math.max(0, start)
    return this.rows
      .slice(from, Math.max(0, end))
      .map(({ member, score }, i) => ({ member, score, rank: from + i }))
  }

  between(low: number, high: number) {
    return this.range(0, this.rows.length).filter(({ score }) => score >= low && score <= high)
  }
}

type Step = [kind: number, member: number, score: number]

/** Takes one step on both sets; half of the kinds add, so that the set grows, and sometimes it is cut down. */
function step(set: SortedSet, plain: PlainSet, [kind, id, score]: Step): void {
  const member = `m${id}`
  if (kind < 50) {
    set.set(member, score)
    plain.set(member, score)
  } else if (kind < 65) {
    const old = plain.rows[plain.index(member)]?.score ?? 0
    expect(set.increase(member, score)).toBe(old + score)
    plain.set(member, old + score)
  } else if (kind < 85) expect(set.delete(member)).toBe(plain.delete(member))
  else if (kind < 99 || id % 8 !== 0) look(set, plain, member, score)
  else
    expect(set.trim(id)).toEqual(
      plain.rows
        .splice(id)
        .map(row => row.member)
        .reverse(),
    )
}

function look(set: SortedSet, plain: PlainSet, member: string, score: number): void {
  const at = plain.index(member)
  expect(set.rank(member)).toBe(at < 0 ? undefined : at)
  expect(set.score(member)).toBe(plain.rows[at]?.score)
  expect(set.has(member)).toBe(at >= 0)
  expect(set.range(at - 3, at + 4)).toEqual(plain.range(at - 3, at + 4))
  expect(set.around(member, 3, 3)).toEqual(at < 0 ? [] : plain.range(at - 3, at + 4))
  expect(set.count(score - 1, score + 2)).toBe(plain.between(score - 1, score + 2).length)
  expect(set.rangeByScore(score - 1, score + 2, 20)).toEqual(plain.between(score - 1, score + 2).slice(0, 20))
}

const same = (set: SortedSet, plain: PlainSet): void => {
  expect(set.size).toBe(plain.rows.length)
  expect([...set]).toEqual(plain.rows.map(({ member, score }) => [member, score]))
}

const ORDERS: SortedSetOptions[] = [
  { order: 'descending', ties: 'first' },
  { order: 'ascending', ties: 'first' },
  { order: 'descending', ties: 'member' },
  { order: 'ascending', ties: 'member' },
]

const steps = (members: number, scores: number, length = cases(2000, 10_000)) =>
  fc.array(fc.tuple(fc.nat(99), fc.nat(members), fc.integer({ min: -scores, max: scores })), {
    minLength: length,
    maxLength: length,
    size: 'max',
  })

describe.each(ORDERS)('a sorted set, $order, ties by $ties', options => {
  test.each([
    { name: 'few members with few scores', members: 300, scores: 5 },
    { name: 'many members with many scores', members: 6000, scores: 1e6 },
    { name: 'many members with few scores', members: 6000, scores: 20 },
  ])('does what a sorted array does: $name', ({ members, scores }) => {
    const property = fc.property(steps(members, scores), list => {
      const set = new SortedSet(options)
      const plain = new PlainSet(options)
      for (const one of list) step(set, plain, one)
      same(set, plain)
    })
    fc.assert(property, { numRuns: cases(1, 2) })
  })

  test('loaded with many members does what a sorted array does, and empties again', () => {
    const set = new SortedSet(options)
    const plain = new PlainSet(options)
    const entries = Array.from(
      { length: cases(8000, 40_000) },
      (_, i) => [`m${i}`, (i * 7919) % 1000] as const,
    )
    set.load(entries)
    plain.load(entries)
    same(set, plain)
    fc.assert(
      fc.property(steps(60_000, 1000, 500), list => {
        for (const one of list) if (one[0] < 99) step(set, plain, one)
        same(set, plain)
      }),
      { numRuns: 1 },
    )
    for (const { member } of plain.rows) set.delete(member)
    expect([set.size, [...set], set.range(0, 10)]).toEqual([0, [], []])
  })

  test('loads entries that are in order as they are', () => {
    const set = new SortedSet(options)
    for (let i = 0; i < 5000; i++) set.set(`m${(i * 31) % 5000}`, i % 40)
    const copy = new SortedSet(options)
    copy.load(set)
    expect([...copy]).toEqual([...set])
    expect(copy.rank('m77')).toBe(set.rank('m77'))
  })
})

describe('a sorted set', () => {
  test('refuses NaN, and a member that comes twice, and stays as it was', () => {
    const set = new SortedSet()
    expect(() => set.set('a', Number.NaN)).toThrow(RangeError)
    expect(() => set.load([['a', 1], ['a', 2]])).toThrow('the member a comes twice') // biome-ignore format: short
    expect(() => set.load([['b', Number.NaN]])).toThrow(RangeError)
    expect(set.size).toBe(0)
    set.load([['c', 1]])
    expect(() => set.load([['d', 1]])).toThrow('empty')
    expect([...set]).toEqual([['c', 1]])
  })

  test('treats minus zero as zero, and has places for both infinities', () => {
    const set = new SortedSet({ order: 'ascending' })
    set.set('a', 0)
    set.set('b', -0)
    set.set('c', Number.POSITIVE_INFINITY)
    set.set('d', Number.NEGATIVE_INFINITY)
    expect([...set].map(([member]) => member)).toEqual(['d', 'a', 'b', 'c'])
    expect(Object.is(set.score('b'), 0)).toBe(true)
    expect(set.count(0, 0)).toBe(2)
  })

  test('tells names of any length and any characters apart', () => {
    const set = new SortedSet({ order: 'ascending' })
    const names = ['', '\0', '\0\0', '\ud800', '\uffff']
    for (let length = 1; length < 200; length++)
      names.push('x'.repeat(length), `y${'x'.repeat(length)}`, `${'x'.repeat(length)}y`)
    for (const [score, name] of names.entries()) set.set(name, score)
    expect([...set]).toEqual(names.map((name, score) => [name, score]))
    for (const name of names.filter((_, i) => i % 2 === 0)) set.delete(name)
    const left = names.filter((_, i) => i % 2 === 1)
    expect(left.map(name => set.rank(name))).toEqual([...left.keys()])
  })

  test('keeps a slot for a member, and gives it to another one later', () => {
    const set = new SortedSet()
    for (const member of ['a', 'b', 'c']) set.set(member, 1)
    const slot = set.slot('b')
    set.set('b', 9)
    expect(set.slot('b')).toBe(slot)
    set.delete('b')
    set.set('d', 5)
    expect([set.slot('b'), set.slot('d')]).toEqual([undefined, slot])
  })

  test('takes very many in rising, falling and equal order', () => {
    const count = cases(20_000, 100_000)
    for (const score of [(i: number) => i, (i: number) => -i, () => 7]) {
      const set = new SortedSet({ order: 'ascending' })
      for (let i = 0; i < count; i++) set.set(`m${i}`, score(i))
      const rank = score(1) < 0 ? count - 1 - 4321 : 4321
      expect(set.rank('m4321')).toBe(rank)
      expect(set.range(rank, rank + 1)[0]?.member).toBe('m4321')
      for (let i = 0; i < count; i += 2) set.delete(`m${i}`)
      expect(set.size).toBe(count / 2)
      expect(set.range(10, 11)[0]?.member).toBe(score(1) < 0 ? `m${count - 21}` : 'm21')
    }
  })
})
