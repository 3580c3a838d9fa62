// The tables at the start of a node: the newest version on disk when it was made of just these files by just these
// definitions (so a start costs a read), else a build. Files with mistakes do not keep a server from starting when
// there is a good earlier version; they are reported as at any other time.

import { StartError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import type { JobResult } from '../build/build-thread.ts'
import type { AnyTableSet, TableSet } from '../define/define.ts'
import { hashDefinitions } from '../define/definitions-hash.ts'
import { hashLayout, layoutOf } from '../define/layout.ts'
import { formatProblem, type Problem } from '../problem.ts'
import { describeFiles, type Files, filesOf, hashFiles, readFiles, type SourceFile } from '../source/files.ts'
import { loadForm, saveForm, type TableHistory, type VersionEntry } from './versions.ts'

export interface OpenOptions {
  set: AnyTableSet
  dir: string
  maxFile?: number | undefined
  history: TableHistory
  log: Logger
  now: number
}

/** The version to begin with, and the problems of the files when it is not made of them. */
export interface OpenedTables {
  buffer: SharedArrayBuffer
  definitions: string
  layout: string
  problems: Problem[]
  problemCount: number
}

/** Rejects with StartError when the files have mistakes and no earlier version fits the definitions. */
export async function openTables(options: OpenOptions): Promise<OpenedTables> {
  const { set, history } = options
  const definitions = await hashDefinitions(set)
  const layout = hashLayout(layoutOf(set.definitions))
  const files = await readFiles(filesOf(set.definitions), options)
  const hash = hashFiles(describeFiles(files))
  const { newest } = history
  if (newest?.hash === hash && newest.definitions === definitions) {
    const buffer = await loadVersion(newest, options)
    if (buffer) return { buffer, definitions, layout, problems: [], problemCount: 0 }
  }
  const version = history.last + 1
  const result = await buildFirst(set, { files, version, save: history.path(version) })
  const { buffer, problems = [], problemCount = 0 } = result
  if (!buffer)
    return { ...(await lastGood(layout, result, options)), definitions, layout, problems, problemCount }
  const changed = Object.keys(set.definitions)
  await addVersion(history, { version, result, definitions, layout, changed, time: options.now }, options.log)
  return { buffer, definitions, layout, problems, problemCount }
}

/** No players are served yet, so this thread builds itself; it loads the readers of sources only when needed. */
async function buildFirst(
  set: AnyTableSet,
  { save, ...options }: { files: Files; version: number; save: string },
): Promise<JobResult> {
  const { buildFrom } = await import('../build/build.ts')
  const result = buildFrom(set as TableSet, options)
  try {
    if (result.buffer) await saveForm(save, result.buffer)
    return result
  } catch (error) {
    return { ...result, saveError: (error as Error).message }
  }
}

async function loadVersion(
  entry: VersionEntry,
  { history, log }: OpenOptions,
): Promise<SharedArrayBuffer | undefined> {
  try {
    return await loadForm(history.path(entry.version))
  } catch (error) {
    log.warn({ err: error, version: entry.version }, 'a stored version of the tables cannot be used')
    await history.drop(entry.version, log)
    return undefined
  }
}

async function lastGood(
  layout: string,
  { problems = [], problemCount = 0 }: JobResult,
  options: OpenOptions,
): Promise<{ buffer: SharedArrayBuffer }> {
  const lines = problems.slice(0, 20).map(formatProblem)
  for (const entry of [...options.history.entries].reverse()) {
    const buffer = entry.layout === layout ? await loadVersion(entry, options) : undefined
    if (!buffer) continue
    options.log.error(
      { problems: lines, problemCount, version: entry.version },
      'the tables have mistakes, the last good version is used',
    )
    return { buffer }
  }
  throw new StartError(`the tables have mistakes (npm run tables shows all):\n${lines.join('\n')}`)
}

export interface NewVersion {
  version: number
  result: JobResult
  files?: SourceFile[]
  definitions: string
  layout: string
  changed: string[]
  time: number
  rollbackOf?: number
}

/** Notes a version in the history. A disk that fails is logged: the version itself is good. */
export async function addVersion(history: TableHistory, made: NewVersion, log: Logger): Promise<void> {
  const { result, files = result.files ?? [], ...rest } = made
  try {
    if (result.saveError) throw new Error(result.saveError)
    await history.add({ ...rest, files, hash: hashFiles(files), bytes: result.buffer!.byteLength })
  } catch (error) {
    log.error({ err: error, version: made.version }, 'a version of the tables could not be kept on disk')
  }
}
