// The tests that the page on testing shows, run as they stand there.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe } from 'vitest'
import { english, fileOf, ROOT } from '../../support/manual.ts'

/** Two folders below the project's, as test/game/ is. */
mkdirSync(join(ROOT, 'var'), { recursive: true })
const folder = mkdtempSync(join(ROOT, 'var/examples-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const page = english.find(({ file }) => file === 'docs/en/testing.md')!

for (const [i, block] of page.blocks.filter(({ language }) => language === 'ts').entries()) {
  const file = join(folder, `${i}.ts`)
  writeFileSync(file, block.text.replaceAll("'../kit/", "'../../test/kit/"))
  const { href } = pathToFileURL(file)
  describe(fileOf(block), async () => void (await import(href)))
}
