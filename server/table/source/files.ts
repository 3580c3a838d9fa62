// The files behind the definitions: which they are, their bytes, and what identifies their contents.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Definitions, SourceOptions } from '../define.ts'

/** File name -> its bytes, or why it could not be read. */
export type Files = ReadonlyMap<string, Buffer | string>

export interface SourceFile {
  name: string
  bytes: number
  /** SHA-256 of the contents, shortened. */
  hash: string
}

/** `item.xlsx#Items`: the file ends where its extension does, as names of files and of sheets may have a # too. */
const NAMED = /^(.*?\.(?:xlsx|csv|json|txt))(?:#(.*))?$/is

export const fileOf = ({ file }: SourceOptions): string => NAMED.exec(file)?.[1] ?? file.split('#')[0]!

/** The sheet that a source names. */
export const sheetOf = ({ file }: SourceOptions): string | undefined => NAMED.exec(file)?.[2]

/** Every file that the definitions name, once. */
export const filesOf = (definitions: Definitions): string[] => [
  ...new Set(Object.values(definitions).flatMap(definition => definition.sources.map(fileOf))),
]

/** Reads each file once; a file that can't be read becomes the phrase of its problem. */
export async function readFiles(names: readonly string[], dir: string): Promise<Files> {
  const read = async (name: string): Promise<[string, Buffer | string]> => {
    try {
      return [name, await readFile(join(dir, name))]
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return [name, code === 'ENOENT' ? 'the file; it is not there' : `a file that can be read (${code})`]
    }
  }
  return new Map(await Promise.all(names.map(read)))
}

export const describeFiles = (files: Files): SourceFile[] =>
  [...files].map(([name, bytes]) => ({
    name,
    bytes: typeof bytes === 'string' ? 0 : bytes.length,
    hash: typeof bytes === 'string' ? '' : createHash('sha256').update(bytes).digest('hex').slice(0, 16),
  }))

/** One hash of the contents of all files. */
export const hashFiles = (files: readonly SourceFile[]): string =>
  createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16)
