// What a stop could not save: written to a file, read back at the next start, and applied where the document still has the
// owner and the revision that the change builds on. A file that was applied is kept as NAME.done; one that cannot be read is
// set aside as NAME.bad, and the start goes on. It keeps true: a file is there whole or not at all, and what cannot be
// written to one is in the log.

import { mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
import { StartError } from '../../core/errors.ts'
import { writeWhole } from '../../lib/write-whole.ts'
import { fromDocumentJson, toDocumentJson } from '../../store/document-json.ts'
import type { DocumentCommit, DocumentStore } from '../../store/document-store.ts'
import type { UnsavedDocument } from './document-entry.ts'
import { settle } from './settle.ts'

const count = z.int().min(0)
const paths = <T extends z.ZodType>(value: T) => z.record(z.string().min(1), value).optional()
const fileSchema = z.array(
  z.object({
    uid: z.string(),
    kind: z.string().optional(),
    acc: z.string().optional(),
    commits: z.array(
      z.object({
        uid: z.string(),
        epoch: count,
        rev: count,
        update: z.strictObject({
          $set: paths(z.unknown()),
          $unset: paths(z.literal(true)),
          $push: paths(z.object({ $each: z.array(z.unknown()) })),
        }),
      }),
    ),
  }),
)

/** Bytes of a document in one line of the log: threads share a pipe, and only lines below 4096 bytes stay whole. */
const PIECE = 3500

/** Writes a file in `folder`, or everything into the log when it cannot, and says which. Synchronous: the process is about to
 * end. */
export function keepUnsaved(folder: string, roles: readonly UnsavedDocument[], log: Logger): string {
  try {
    const file = writeUnsaved(folder, roles)
    log.error({ roles: roles.length, file }, 'not everything could be saved; the next start applies the file')
    return `${file} has their changes, the next start applies it`
  } catch (error) {
    log.fatal(
      { err: error, roles: roles.length },
      `not saved, and save.unsaved: ${folder} cannot be written: for each document, the texts "unsaved" of the lines that follow, put together in a file unsaved-….json there, are applied by the next start`,
    )
    for (const role of roles) logRole(role, log)
    return 'their changes are in the log'
  }
}

function logRole(role: UnsavedDocument, log: Logger): void {
  const pieces = piecesOf(toDocumentJson([role]))
  for (const [i, unsaved] of pieces.entries()) {
    const { kind, uid, acc } = role
    log.fatal(
      { kind, uid, acc, part: i + 1, parts: pieces.length, unsaved },
      'a role that could not be saved',
    )
  }
}

/** Each takes at most PIECE bytes as JSON. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length; ) {
    let piece = text.slice(start, start + PIECE)
    while (Buffer.byteLength(JSON.stringify(piece)) > PIECE) piece = piece.slice(0, (piece.length * 3) >> 2)
    pieces.push(piece)
    start += piece.length
  }
  return pieces
}

/** Returns the file's path. */
export function writeUnsaved(folder: string, roles: readonly UnsavedDocument[]): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `unsaved-${Date.now()}-${crypto.randomUUID().slice(0, 8)}.json`)
  writeWhole(file, `${toDocumentJson(roles, 1)}\n`)
  return file
}

export interface Recovery {
  applied: number
  /** Documents that have had another owner since; their changes stay in the file, for people to look at. */
  superseded: number
}

/** The store of a kind of documents; undefined: of roles. */
export type StoreOf = (kind: string | undefined) => Promise<DocumentStore>

/** Applies every file in the folder. Throws StartError when the store is unreachable or a file cannot be read; the file
 * stays. */
export async function applyUnsaved(folder: string, storeOf: StoreOf, log: Logger): Promise<Recovery> {
  const total: Recovery = { applied: 0, superseded: 0 }
  for (const file of filesIn(folder)) {
    const roles = readRoles(file, log)
    if (!roles) continue
    for (const role of roles) {
      if (await applyRole(role, storeOf, file)) total.applied++
      else {
        total.superseded++
        log.warn(
          { kind: role.kind, uid: role.uid, acc: role.acc, file },
          'an unsaved change was not applied: the document has had another owner since',
        )
      }
    }
    rename(file, `${file}.done`)
    log.info({ file, roles: roles.length }, 'applied what the last stop could not save')
  }
  return total
}

/** undefined for a damaged file, which is renamed. */
function readRoles(file: string, log: Logger): UnsavedDocument[] | undefined {
  try {
    return fileSchema.parse(fromDocumentJson(read(file))) as UnsavedDocument[]
  } catch (error) {
    if (error instanceof StartError) throw error
    rename(file, `${file}.bad`)
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    log.warn(
      { file: `${file}.bad`, reason },
      'a file of unsaved changes is damaged and was set aside; nothing of it was applied',
    )
    return undefined
  }
}

function read(file: string): string {
  if (!statSync(file).isFile()) throw new Error('not a regular file')
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw startError(file, error)
  }
}

function rename(file: string, name: string): void {
  try {
    renameSync(file, name)
  } catch (error) {
    throw startError(file, error)
  }
}

const startError = (what: string, error: unknown): StartError =>
  new StartError(`save.unsaved: ${what}: ${(error as Error).message}`, { cause: error })

async function applyRole(
  { kind, commits }: UnsavedDocument,
  storeOf: StoreOf,
  file: string,
): Promise<boolean> {
  try {
    const store = await storeOf(kind)
    for (const commit of commits) if (!(await applyCommit(commit, store))) return false
    return true
  } catch (error) {
    const { message, cause } = error as Error
    const reason = cause instanceof Error ? cause.message : message
    throw new StartError(`${file} cannot be applied now and stays for the next start: ${reason}`, {
      cause: error,
    })
  }
}

/** Also true when the commit, or a later one, had been applied before the stop after all. */
async function applyCommit(commit: DocumentCommit, store: DocumentStore): Promise<boolean> {
  const outcomes = await settle(store, [commit])
  if (outcomes instanceof Error) throw outcomes
  if (outcomes[0] === 'applied') return true
  const stored = (await store.revisions([commit.uid])).get(commit.uid)
  return stored?.epoch === commit.epoch && stored.rev > commit.rev
}

function filesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter(name => name.startsWith('unsaved-') && name.endsWith('.json'))
    return names.sort().map(name => join(folder, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw startError(folder, error)
  }
}
