// The messages of a project that is added to: new ones get tags that were never used, and the code that
// `npm run protocol` makes of the schema belongs to the same change.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { generate } from '../../../protocol/generate.ts'
import { KIT_FILE } from '../../../protocol/kit.ts'
import {
  parseSchema,
  type Schema,
  type SchemaFile,
  SprotoSyntaxError,
} from '../../../protocol/sproto/index.ts'
import { StartError } from '../../core/errors.ts'
import type { Draft } from './draft.ts'

export const REQUESTS = 'protocol/c2s.sproto'
export const PUSHES = 'protocol/s2c.sproto'

/** Where tags begin in a file that has none. */
const FIRST = { [REQUESTS]: 1, [PUSHES]: 110 }

/** The schema as the draft has it. Throws StartError for a mistake in it. */
export function schemaOf(draft: Draft): Schema {
  return orRefused(() => parseSchema(filesOf(draft)))
}

/** Adds a message to the end of a file; `stanza` makes its text from its tag. Throws StartError where the name is taken. */
export function addMessage(
  draft: Draft,
  file: typeof REQUESTS | typeof PUSHES,
  name: string,
  stanza: (tag: number) => string,
): void {
  const { protocols } = schemaOf(draft)
  const taken = protocols.get(name)
  if (taken)
    throw new StartError(
      `name: expected a message that is not there yet, got ${name} of protocol/${taken.file}`,
    )
  const all = [...protocols.values()]
  const tags = all.filter(each => each.file === basename(file)).map(({ tag }) => tag)
  let tag = tags.length > 0 ? Math.max(...tags) + 1 : FIRST[file]
  while (all.some(each => each.tag === tag)) tag++
  draft.write(file, `${draft.read(file).trimEnd()}\n\n${stanza(tag)}`)
}

/** Makes protocol/generated/ anew. Throws StartError for a mistake in the schema. */
export function regenerate(draft: Draft): void {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-new-'))
  try {
    for (const { name, text } of filesOf(draft)) writeFileSync(join(folder, name), text)
    const made = orRefused(() => generate(folder))
    for (const name of readdirSync(join(draft.root, 'protocol/generated')))
      if (!made.has(name)) draft.remove(`protocol/generated/${name}`)
    for (const [name, text] of made) draft.write(`protocol/generated/${name}`, text)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The kit's first: what does not go with it is the mistake of another. */
function filesOf(draft: Draft): SchemaFile[] {
  const there = readdirSync(join(draft.root, 'protocol')).map(name => `protocol/${name}`)
  return [...new Set([`protocol/${KIT_FILE}`, ...there, ...draft.paths])]
    .filter(path => /^protocol\/[^/]+\.sproto$/.test(path) && draft.has(path))
    .map(path => ({ name: basename(path), text: draft.read(path).replace(/^\ufeff/, '') }))
}

function orRefused<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof SprotoSyntaxError)) throw error
    throw new StartError(`protocol/${error.message}`, { cause: error })
  }
}
