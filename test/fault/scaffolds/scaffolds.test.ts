// Everything that npm run new writes, unchanged: it passes check and its own tests, on the demo and on the smallest game, whose
// place of the demo breaks no suite of the kit.

import { expect, test } from 'vitest'
import { ChangedCopy } from '../support/changed-copy.ts'

/** With two of a kind where the second one is added to what the first has made. */
const ALL = [
  'message ore_dig',
  'message ore_sell',
  'table ore',
  'room race',
  'board depth',
  'service smithy',
  'service ore_market',
  'bot race',
  'bot idle',
]

const TESTS = [
  'ore-dig',
  'ore-sell',
  'ore-table',
  'race-room',
  'depth-board',
  'smithy-service',
  'ore-market-service',
  'race-bot',
  'idle-bot',
].map(name => `test/game/${name}.test.ts`)

/** Suites that list what a game has, start one, or play one of their own. */
const KIT_SUITES = [
  'test/kit/',
  'test/protocol/generate.test.ts',
  'test/settings/game-settings.test.ts',
  'test/e2e/start.test.ts',
  'test/room/entering.test.ts',
  'test/agent/requests.test.ts',
]

async function writeAll(copy: ChangedCopy): Promise<void> {
  for (const each of ALL) {
    const said = await copy.run(`npm run --silent new -- ${each}`)
    expect(said).toContain('npx vitest run test/game/')
  }
}

test('on the demo', async () => {
  const copy = new ChangedCopy()
  await writeAll(copy)
  await copy.check()
  await copy.vitest(...TESTS)
}, 900_000)

test('on the smallest game, which passes by itself first', async () => {
  const copy = new ChangedCopy()
  await copy.run('npm run --silent new -- game --yes --force')
  await copy.check()
  await copy.vitest('test/game/', ...KIT_SUITES)
  await writeAll(copy)
  await copy.check()
  await copy.vitest('test/game/')
}, 900_000)
