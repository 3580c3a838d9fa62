// A hash of everything that decides whether sources are good: a form that was checked with the same definitions need
// not be checked again at the next start.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { AnyTableSet } from './define.ts'
import { hashLayout, layoutOf } from './layout.ts'

/** Incremented when the same files are read differently than before, so that stored versions are not used. */
const READING = 2

/** Over the module's text, the schemas, the sources and the game's rules. */
export async function hashDefinitions({ module, definitions, checks }: AnyTableSet): Promise<string> {
  const hash = createHash('sha256').update(String(READING))
  hash.update(module.startsWith('file:') ? await readFile(fileURLToPath(module)) : module)
  hash.update(hashLayout(layoutOf(definitions)))
  for (const { row, sources } of Object.values(definitions))
    hash.update(JSON.stringify([z.toJSONSchema(row, { unrepresentable: 'any', io: 'input' }), sources]))
  for (const check of checks) hash.update(String(check))
  return hash.digest('hex').slice(0, 16)
}
