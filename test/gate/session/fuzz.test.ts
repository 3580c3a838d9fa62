import { expect, test } from 'vitest'
import { cases } from '../../support/cases.ts'
import { createRandom } from '../../support/client/hostile-frames.ts'
import { runFuzz } from './support/fuzz.ts'

const SEEDS = cases(6, 400)
const STEPS = cases(150, 400)

test('whatever happens to connections, each client hears every frame once and in order, and each request is run once', async () => {
  const sum = { frames: 0, returns: 0, halfOpen: 0, lost: 0 }
  for (let seed = 1; seed <= SEEDS; seed++) {
    // Bounds that do forget: sessions are lost then, but never in silence.
    const maxKept = seed % 4 === 0 ? (seed % 8 === 0 ? 600 : 3000) : 1_000_000
    const report = await runFuzz({ random: createRandom(seed), steps: STEPS, maxKept })
    expect({ seed, wrong: report.wrong }).toEqual({ seed, wrong: [] })
    for (const name of ['frames', 'returns', 'halfOpen', 'lost'] as const) sum[name] += report[name]
  }
  expect(sum.returns).toBeGreaterThan(SEEDS * 5)
  expect(sum.halfOpen).toBeGreaterThan(SEEDS)
}, 600_000)
