// What the server's own loading of modules must leave as it is. vitest.config.ts loads it into the process of the tests too.

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
