import { expect, test } from 'vitest'
import { showValue } from '../../../server/ops/inject/show-value.ts'

class Sword {
  edge = 3
  #secret = 1
  get sharp(): boolean {
    return this.#secret > 0
  }
}

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  [-0.5, '-0.5'],
  ['two "words"', '"two \\"words\\""'],
  [12n, '12n'],
  [Symbol('mark'), 'Symbol(mark)'],
  [() => 1, '[function ]'],
  [Sword, '[function Sword]'],
  [[], '[]'],
  [{}, '{}'],
  [{ a: [1, { b: 2 }] }, '{a: [1, {b: 2}]}'],
  [new Sword(), 'Sword {edge: 3}'],
  [new Map([['a', new Set([1])]]), 'Map(1) {"a" => Set(1) {1}}'],
  [new Uint8Array(300), 'Uint8Array (300 bytes)'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [Object.create(null), '{}'],
  [{ a: { b: { c: { d: { e: 1 } } } } }, '{a: {b: {c: {d: {…}}}}}'],
  [Array.from({ length: 150 }, () => 0), `[${'0, '.repeat(100)}… 50 more]`],
])('%#', (value, text) => {
  expect(showValue(value)).toBe(text)
})

test('a getter is not run', () => {
  const sly = Object.defineProperty({}, 'sly', { enumerable: true, get: () => expect.unreachable() })
  expect(showValue(sly)).toBe('{sly: Symbol(getter)}')
})
