import { expect, onTestFinished, test } from 'vitest'
import { cases } from '../../support/cases.ts'
import { createRandom } from '../../support/client/hostile-frames.ts'
import { FuzzField, runFuzz } from './support/fuzz.ts'

const SEEDS = cases(8, 400)
const STEPS = cases(150, 400)

/** Bounds that do forget: sessions are lost then, but never in silence. */
const LITTLE = [3000, 600]

test.each([1, 2])(
  'whatever happens to connections, each client hears every frame once and in order, and each request is run once, on %i threads',
  async threads => {
    const fields = await Promise.all([1_000_000, ...LITTLE].map(maxKept => FuzzField.open(threads, maxKept)))
    onTestFinished(async () => void (await Promise.all(fields.map(({ gates }) => gates.close()))))
    const sum = { returns: 0, halfOpen: 0, moves: 0 }
    for (let seed = 1; seed <= SEEDS; seed++) {
      const field = fields[seed % 4 === 0 ? 1 + ((seed / 4) % 2) : 0]!
      const report = await runFuzz({ field, random: createRandom(seed), steps: STEPS })
      expect({ seed, wrong: report.wrong }).toEqual({ seed, wrong: [] })
      for (const name of ['returns', 'halfOpen', 'moves'] as const) sum[name] += report[name]
    }
    expect(sum.returns).toBeGreaterThan(SEEDS * 3)
    expect(sum.halfOpen).toBeGreaterThan(SEEDS)
    if (threads > 1) expect(sum.moves).toBeGreaterThan(SEEDS / 4)
  },
  600_000,
)
