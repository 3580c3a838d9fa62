// The median of rounds, and the interval in which the true one lies with 95 % confidence: two of the sorted rounds,
// chosen by the binomial distribution, whatever the rounds' own distribution is (the sign test, turned round).

import { median } from './report.ts'

export interface Interval {
  median: number
  low: number
  high: number
}

/** At least 6 values; with fewer there is no such interval, and it is -Infinity to Infinity. */
export function intervalOf(values: readonly number[]): Interval {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = rankOf(sorted.length)
  return {
    median: median(sorted),
    low: sorted[rank - 1] ?? Number.NEGATIVE_INFINITY,
    high: sorted[sorted.length - rank] ?? Number.POSITIVE_INFINITY,
  }
}

/** The largest k with P(fewer than k of n fall below the median) <= 2.5 %; 0 where there is none. */
function rankOf(n: number): number {
  let chance = 0.5 ** n
  let sum = 0
  for (let k = 0; k < n; k++) {
    sum += chance
    if (sum > 0.025) return k
    chance *= (n - k) / (k + 1)
  }
  return 0
}
