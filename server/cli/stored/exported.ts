// A file of exported documents, one a line.

import { createReadStream, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { StartError } from '../../core/errors.ts'
import { fromDocumentJson } from '../../store/document-json.ts'
import type { StoredDocument } from '../../store/document-store.ts'

/** Runs `work` for each; all of the file is looked at before. `what`: `role`. Returns how many there are; throws StartError naming
 * what is none. */
export async function importEach<D extends StoredDocument>(
  file: string,
  what: string,
  { isOne, work }: { isOne(document: StoredDocument): boolean; work(document: D): Promise<unknown> },
): Promise<number> {
  const check = (document: StoredDocument | undefined, line: number) => {
    if (!document || !isOne(document))
      throw new StartError(`${file}, line ${line} is no exported ${what}; nothing was imported`)
  }
  const total = await forEach(file, check)
  if (total === 0) throw new StartError(`${file} holds no ${what}`)
  return forEach(file, document => work(document as D))
}

async function forEach(
  file: string,
  work: (document: StoredDocument | undefined, line: number) => unknown,
): Promise<number> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new StartError(`there is no file ${file}`)
  let number = 0
  let count = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number++
    if (line.trim() === '') continue
    await work(documentOf(line), number)
    count++
  }
  return count
}

/** undefined for what is no document. */
function documentOf(line: string): StoredDocument | undefined {
  try {
    const value = fromDocumentJson(line) as Partial<StoredDocument> | null
    if (typeof value !== 'object' || value === null) return undefined
    const { _id, epoch, rev, version } = value
    const isOne = typeof _id === 'string' && [epoch, rev, version].every(Number.isInteger)
    return isOne ? (value as StoredDocument) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
