// Whether a figure grows: samples of the second half of a run, the last quarter against the one before. Medians, so
// that single samples (a collection that came late, a thread that was busy) don't matter.

export interface Growth {
  before: number
  after: number
}

/** Undefined where there are too few samples to say. */
export function growthOf(samples: readonly number[]): Growth | undefined {
  const half = samples.slice(Math.floor(samples.length / 2))
  const middle = Math.floor(half.length / 2)
  if (middle < 3) return undefined
  return { before: median(half.slice(0, middle)), after: median(half.slice(middle)) }
}

function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
