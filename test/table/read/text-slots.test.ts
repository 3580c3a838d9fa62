// The slots of decoded texts keep their bound, grow to it where texts push each other out, and never give another's text.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextSlots } from '../../../server/table/read/text-slots.ts'

/** Room for 1024 texts. */
const BYTES = 1024 * 80
const place = fc.nat(0xffff_fffe)

test('gives what was set last for a place, or nothing', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 2000 }), fc.array(place), (set, asked) => {
      const slots = new TextSlots(BYTES)
      for (const each of set) slots.set(each, `text ${each}`)
      for (const each of [...set, ...asked]) {
        const text = slots.get(each)
        if (text !== undefined) expect([set.includes(each), text]).toEqual([true, `text ${each}`])
      }
    }),
    { numRuns: 50 },
  )
})

test('holds no more than its bound, and grows to nearly all of it', () => {
  const slots = new TextSlots(BYTES)
  for (let round = 0; round < 3; round++) for (let i = 0; i < 10_000; i++) slots.set(i * 17, `text ${i}`)
  const held = Array.from({ length: 10_000 }, (_, i) => slots.get(i * 17)).filter(text => text !== undefined)
  expect(held.length).toBeLessThanOrEqual(1024)
  expect(held.length).toBeGreaterThan(900)
})

test('keeps every text of a small table', () => {
  const slots = new TextSlots(BYTES)
  for (let round = 0; round < 20; round++)
    for (let i = 0; i < 100; i++) if (!slots.get(i * 17)) slots.set(i * 17, `text ${i}`)
  const held = Array.from({ length: 100 }, (_, i) => slots.get(i * 17)).filter(text => text !== undefined)
  expect(held.length).toBeGreaterThan(90)
})
