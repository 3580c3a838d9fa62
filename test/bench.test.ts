// What a comparison of two versions concludes from its rounds.

import { describe, expect, test } from 'vitest'
import { intervalOf } from './bench/support/interval.ts'

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

describe('the interval of a median', () => {
  test('is the two sorted rounds that the binomial distribution names', () => {
    // As in tables of the sign test: 5 of 21 and 22 of 61 are the most that may lie outside on one side.
    expect(intervalOf(upTo(21))).toEqual({ median: 11, low: 6, high: 16 })
    expect(intervalOf(upTo(61).reverse())).toEqual({ median: 31, low: 23, high: 39 })
    expect(intervalOf(upTo(6))).toEqual({ median: 3.5, low: 1, high: 6 })
  })

  test('is open with fewer than six rounds', () => {
    expect(intervalOf(upTo(5))).toEqual({ median: 3, low: -Infinity, high: Infinity })
  })

  test('holds the true median in 95 of 100 samples at least', () => {
    let held = 0
    for (let sample = 0; sample < 2000; sample++) {
      const { low, high } = intervalOf(Array.from({ length: 21 }, () => random() ** 3))
      if (low <= 0.125 && high >= 0.125) held++
    }
    expect(held).toBeGreaterThan(1900)
  })
})

/** The same numbers in each run: a linear congruential generator. */
let seed = 7
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}
