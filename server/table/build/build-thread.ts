// The thread that checks and builds, so that the threads that serve do not. It answers one job at a time and keeps
// nothing between two jobs but the definitions, which it imports itself. Main reads the files and gives it their bytes:
// a thread that waits for a disk that never answers could not be ended.

import { parentPort } from 'node:worker_threads'
import { loadTableSet } from '../define/load-set.ts'
import { openForm, setVersion } from '../form/form.ts'
import { diffForms, type TableDiff } from '../read/diff.ts'
import { loadForm, saveForm } from '../replace/versions.ts'
import { type BuildResult, buildFrom } from './build.ts'

/** The bytes of the sources by their names; or why one could not be read. */
export type FileBytes = ReadonlyMap<string, Uint8Array | string>

/** `before` is the current version; forms on disk are named by their path. */
export type Job =
  | {
      kind: 'build'
      module: string
      files: FileBytes
      version: number
      before?: SharedArrayBuffer
      save?: string
    }
  | { kind: 'load'; path: string; version: number; before?: SharedArrayBuffer; save?: string }
  | { kind: 'diff'; before: string; after: string }

export interface JobResult extends Partial<BuildResult> {
  diff?: TableDiff[]
  /** The new form equals the current one byte by byte; there is no buffer then. */
  isUnchanged?: boolean
  /** Why the form could not be saved; the form itself is good. */
  saveError?: string
}

export type JobAnswer = { id: number; result: JobResult } | { id: number; error: string }

parentPort?.on('message', async ({ id, job }: { id: number; job: Job }) => {
  try {
    parentPort!.postMessage({ id, result: await run(job) } satisfies JobAnswer)
  } catch (error) {
    parentPort!.postMessage({ id, error: (error as Error).message } satisfies JobAnswer)
  }
})

async function run(job: Job): Promise<JobResult> {
  if (job.kind === 'diff') return { diff: diffForms(await loadForm(job.before), await loadForm(job.after)) }
  const result = job.kind === 'build' ? await build(job) : await load(job)
  const { buffer } = result
  if (!buffer) return result
  if (job.before === undefined) return { ...result, ...(await save(job.save, buffer)) }
  if (openForm(buffer).checksum === openForm(job.before).checksum) return { isUnchanged: true }
  return { ...result, diff: diffForms(job.before, buffer), ...(await save(job.save, buffer)) }
}

async function build({ module, files, version }: Job & { kind: 'build' }): Promise<BuildResult> {
  const buffers = [...files].map(
    ([name, bytes]) => [name, typeof bytes === 'string' ? bytes : asBuffer(bytes)] as const,
  )
  return buildFrom(await loadTableSet(module), { files: new Map(buffers), version })
}

/** A Buffer crosses threads as a Uint8Array. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)

async function load({ path, version }: Job & { kind: 'load' }): Promise<JobResult> {
  const buffer = await loadForm(path)
  setVersion(buffer, version)
  return { buffer }
}

async function save(path: string | undefined, buffer: SharedArrayBuffer): Promise<{ saveError?: string }> {
  if (path === undefined) return {}
  try {
    await saveForm(path, buffer)
    return {}
  } catch (error) {
    return { saveError: (error as Error).message }
  }
}
