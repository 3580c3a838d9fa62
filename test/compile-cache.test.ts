// What the server's own loading of modules must leave as it is. vitest.config.ts loads it into the process of the tests too.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'

test('zod speaks every language that it has, though each is read when it is asked for', () => {
  const locales = Object.entries(z.locales)
  expect(locales.length).toBeGreaterThan(50)
  for (const [name, locale] of locales) expect(locale().localeError, name).toBeTypeOf('function')
  const german = z.locales.de().localeError({ code: 'invalid_type', expected: 'string', input: 3 } as never)
  expect(german).toMatch(/^Ungültige Eingabe/)
})

test('a file that is not there is named, as Node names it', async () => {
  const missing = './no-such-file.ts'
  await expect(import(missing)).rejects.toThrow(/Cannot find module '.*no-such-file\.ts' imported from .*/)
})

test("Node's stripper of types is not loaded where all is kept, for the game's code neither", async () => {
  const at = (name: string) => JSON.stringify(new URL(`../server/${name}`, import.meta.url).href)
  const code = `import { fileURLToPath } from 'node:url'
    import { takeSnapshot } from ${at('code/snapshot.ts')}
    const { files } = await takeSnapshot(fileURLToPath(${at('game/index.ts')}))
    const hasTypes = /: string/.test(files.get('index.ts').source)
    console.log(files.size > 10, hasTypes, process.moduleLoadList.some(name => /amaro/.test(name)))`
  const hooks = new URL('../server/compile-cache.js', import.meta.url).href
  const args = ['--import', hooks, '--input-type=module', '--eval', code]
  const run = async () => (await promisify(execFile)(process.execPath, args)).stdout.trim()
  await run()
  expect(await run()).toBe('true false false')
})
