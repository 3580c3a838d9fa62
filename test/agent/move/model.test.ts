import { expect, test } from 'vitest'
import { cases } from '../../support/cases.ts'
import { createRandom } from '../../support/client/hostile-frames.ts'
import { type Fault, MoveModel } from './support/move-model.ts'

const SEEDS = cases(300, 5000)
const STEPS = 500
/** In so many courses each fault has to show. */
const UNTIL_FOUND = 1000

const FAULTS: Fault[] = [
  'line not held',
  'role not frozen',
  'doubt taken for refused',
  'claim without epoch',
  'packed before rooms know',
  'resume not sent after it',
  'requests left behind',
  'mail left behind',
  'owner not told',
  'loss not told',
  'place not given up',
]

test('a player who moves is on one thread in the end, and everything was said and run once and in order', () => {
  const sum = { moves: 0, stayed: 0, deaths: 0, returns: 0, heard: 0 }
  for (let seed = 1; seed <= SEEDS; seed++) {
    const model = new MoveModel(createRandom(seed))
    expect({ seed, wrong: model.run(STEPS) }).toEqual({ seed, wrong: [] })
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += model.sum[name]
  }
  expect(sum.moves).toBeGreaterThan(SEEDS)
  expect(sum.stayed).toBeGreaterThan(SEEDS)
  expect(sum.deaths).toBeGreaterThan(SEEDS / 2)
}, 600_000)

test.each(FAULTS)('the model finds a move with its %s', fault => {
  let found = 0
  for (let seed = 1; seed <= UNTIL_FOUND && found === 0; seed++) {
    try {
      if (new MoveModel(createRandom(seed), fault).run(STEPS).length > 0) found = seed
    } catch {
      found = seed
    }
  }
  expect(found).toBeGreaterThan(0)
})
