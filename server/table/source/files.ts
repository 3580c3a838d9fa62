// The files behind the definitions: which they are, their bytes, and what identifies their contents.

import { createHash } from 'node:crypto'
import { createDeferred } from '../../lib/deferred.ts'
import type { Definitions, SourceOptions } from '../define/define.ts'
import { Expected } from '../problem.ts'
import { readFileIn } from './regular-file.ts'

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

/** Where the files are, and what bounds the reading of them. */
export interface Folder {
  dir: string
  /** Bytes of one file, default 64 MB. */
  maxFile?: number | undefined
  /** Ends the wait for a disk that doesn't answer. */
  signal?: AbortSignal
}

/** Ms that the disk has for all files; one on a network may never answer. */
const PATIENCE = 10_000

/** Reads each file once; for a file that cannot be read, returns the text of the problem. Rejects when it is aborted. */
export async function readFiles(names: readonly string[], { dir, maxFile, signal }: Folder): Promise<Files> {
  const { promise: late, resolve } = createDeferred<string>()
  const end = (): void => resolve('a file that can be read; the disk does not answer')
  const timer = setTimeout(end, PATIENCE)
  signal?.addEventListener('abort', end)
  try {
    const reads = names.map(
      async name => [name, await Promise.race([readPhrase(dir, name, maxFile), late])] as const,
    )
    const files = new Map(await Promise.all(reads))
    signal?.throwIfAborted()
    return files
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  }
}

async function readPhrase(dir: string, name: string, maxFile: number | undefined): Promise<Buffer | string> {
  try {
    return await readFileIn(dir, name, maxFile)
  } catch (error) {
    if (error instanceof Expected) return error.message
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? 'the file; it is not there' : `a file that can be read (${code})`
  }
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
