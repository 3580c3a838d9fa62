// What a comparison of two versions concludes from its rounds.

import { describe, expect, test } from 'vitest'
import { intervalOf } from './bench/support/interval.ts'

describe('the interval of a median', () => {
  test('leaves out as many means of pairs as tables of the signed rank test say', () => {
    // Those tables: 0 of 6, 8 of 10 and 58 of 21 may lie below.
    for (const [n, below] of [
      [6, 0],
      [10, 8],
      [21, 58],
    ] as const) {
      const ratios = Array.from({ length: n }, (_, i) => Math.exp(2 ** i / 2 ** n))
      const means = ratios.flatMap((a, i) => ratios.slice(i).map(b => Math.sqrt(a * b)))
      const { low, high } = intervalOf(ratios)
      expect(means.filter(mean => mean < low - 1e-12)).toHaveLength(below)
      expect(means.filter(mean => mean > high + 1e-12)).toHaveLength(below)
    }
  })

  test('tells the median of the rounds as it is', () => {
    expect(intervalOf([3, 1, 2, 5, 4, 6, 7]).median).toBe(4)
  })

  test('is open with fewer than six rounds', () => {
    expect(intervalOf([1, 2, 3, 4, 5])).toEqual({ median: 3, low: -Infinity, high: Infinity })
  })

  test('holds the true median in 95 of 100 samples, whatever the noise on both sides is like', () => {
    let held = 0
    for (let sample = 0; sample < 4000; sample++) {
      const { low, high } = intervalOf(
        Array.from({ length: 11 }, () => 0.98 * Math.exp((random() - random()) ** 3)),
      )
      if (low <= 0.98 && high >= 0.98) held++
    }
    expect(held / 4000).toBeGreaterThan(0.945)
  })
})

/** The same numbers in each run: a linear congruential generator. */
let seed = 7
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}
