// The messages that this server runs, as the tester page is told them. They are those of protocol/generated; comments
// come from the files that they were made of, as long as those still say the same. Files that were changed since, or
// have a mistake in them, change nothing here: the page is told of it.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bareText } from '../../../protocol/bare-text.ts'
import type { SchemaAnswer } from '../../../protocol/page-api.ts'
import { parseSchema, type SchemaFile } from '../../../protocol/sproto/index.ts'

export class RunningSchema {
  readonly files: readonly SchemaFile[]
  /** Another one says that the messages are others. */
  readonly hash: string
  readonly #folder: string
  readonly #bare: ReadonlyMap<string, string>

  /** `running` is what this process encodes with; `folder` has the *.sproto files that it was made of. */
  constructor(folder: string, running: readonly SchemaFile[]) {
    this.#folder = folder
    this.#bare = bareTexts(running)
    this.files = commented(folder, running)
    this.hash = createHash('sha256').update(JSON.stringify(this.files)).digest('base64url').slice(0, 16)
  }

  /** How the files on disk differ from what runs; undefined: they don't. */
  async differences(): Promise<SchemaAnswer['onDisk']> {
    try {
      const names = (await readdir(this.#folder)).filter(isSchema).sort()
      const files = await Promise.all(
        names.map(async name => ({ name, text: await readFile(join(this.#folder, name), 'utf8') })),
      )
      if (isSame(bareTexts(files), this.#bare)) return undefined
      parseSchema(files)
      return {}
    } catch (error) {
      return { problem: (error as Error).message }
    }
  }
}

const isSchema = (name: string): boolean => name.endsWith('.sproto')

const bareTexts = (files: readonly SchemaFile[]): Map<string, string> =>
  new Map(files.map(({ name, text }) => [name, bareText(text.replace(/^\ufeff/, ''))]))

const isSame = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([name, text]) => b.get(name) === text)

/** With the comments of the files in `folder`, where these still say the same. */
function commented(folder: string, running: readonly SchemaFile[]): SchemaFile[] {
  const wanted = bareTexts(running)
  return [...running].map(file => {
    const text = readIfThere(join(folder, file.name))
    return text !== undefined && bareText(text) === wanted.get(file.name) ? { name: file.name, text } : file
  })
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch {
    return undefined // a server may be shipped without them
  }
}
