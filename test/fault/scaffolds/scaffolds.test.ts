// Everything that npm run new writes, unchanged: it passes check and its own tests, on the demo and on the smallest game, whose
// place of the demo breaks no suite of the kit.

import { expect, test } from 'vitest'
import { ChangedCopy } from '../support/changed-copy.ts'

const ONE_OF_EACH = [
  'message ore_dig',
  'table ore',
  'room race',
  'board depth',
  'service smithy',
  'bot race',
] as const

/** The second one is added to what the first has made. */
const SECONDS = ['message ore_sell', 'service ore_market', 'bot idle'] as const

/** One that lists what a game has, one that starts it, one that plays a game of its own. The compiler reads all. */
const KIT_SUITES = ['test/protocol/generate.test.ts', 'test/e2e/start.test.ts', 'test/room/messages.test.ts']

/** Returns the tests that were written. */
async function write(copy: ChangedCopy, ...things: readonly string[]): Promise<string[]> {
  const tests: string[] = []
  for (const thing of things) {
    const said = await copy.run(`node_modules/.bin/node server/run.js server/cli/new.ts ${thing}`)
    const [, test] = /^ {2}try it: npx vitest run (test\/game\/\S+)$/m.exec(said) ?? []
    expect(test, said).toBeDefined()
    tests.push(test!)
  }
  return tests
}

test('on the demo', async () => {
  const copy = new ChangedCopy()
  await copy.check(...(await write(copy, ...ONE_OF_EACH)))
}, 900_000)

test('on the smallest game, which passes by itself first', async () => {
  const copy = new ChangedCopy()
  await copy.run('npm run --silent new -- game --yes --force')
  await copy.check('test/game/')
  await write(copy, ...ONE_OF_EACH, ...SECONDS)
  await copy.check('test/game/', ...KIT_SUITES)
}, 900_000)
