// A backup is a folder: what lies in it, and that it is whole. `backup.json` is written last, with the size and the hash of
// every other file, so that a backup that was cut short, or damaged since, is known.
//
//   FOLDER/store/            as the folder store.path
//   FOLDER/unsaved/          as the folder save.unsaved; may be missing
//   FOLDER/backup.json

import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { StartError } from '../../core/errors.ts'
import { writeWhole } from '../../lib/write-whole.ts'

export const STORE = 'store'
export const UNSAVED = 'unsaved'
const MANIFEST = 'backup.json'
const FORMAT = 1

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  /** When it was made, ISO 8601. */
  time: z.string(),
  /** `node.id`. */
  node: z.int(),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
})

export type Manifest = z.output<typeof manifestSchema>

/** Says that everything is there. */
export async function writeManifest(folder: string, made: { time: string; node: number }): Promise<Manifest> {
  const manifest: Manifest = { format: FORMAT, ...made, files: await filesIn(folder) }
  writeWhole(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`)
  return manifest
}

/** Throws StartError unless the folder holds a backup that is as it was made. */
export async function checkBackup(folder: string): Promise<Manifest> {
  const manifest = readManifest(folder)
  const found = new Map((await filesIn(folder)).map(file => [file.name, file]))
  for (const { name, bytes, sha256 } of manifest.files) {
    const file = found.get(name)
    if (!file) throw new StartError(`${folder}: ${name} is missing; nothing was restored`)
    if (file.bytes !== bytes || file.sha256 !== sha256)
      throw new StartError(`${folder}: ${name} is not as it was backed up; nothing was restored`)
  }
  return manifest
}

function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST)
  if (!existsSync(file))
    throw new StartError(`${folder} is no backup, or one that was cut short: ${MANIFEST} is missing`)
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    throw new StartError(`${file} cannot be read: ${reason}`)
  }
}

/** Without the manifest, and without LMDB's lock files, which belong to a process. */
async function filesIn(folder: string): Promise<Manifest['files']> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name !== MANIFEST && !name.endsWith('lock.mdb') && statSync(join(folder, name)).isFile())
  return Promise.all(
    names.sort().map(async name => {
      const file = join(folder, name)
      return { name, bytes: statSync(file).size, sha256: await hashOf(file) }
    }),
  )
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
