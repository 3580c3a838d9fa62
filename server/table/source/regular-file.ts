// Reads files that other people put into a folder. Only regular files, only up to a size, and only inside of the folder:
// a pipe would never end, a device has no end, a link may lead out of the folder. Nothing else is opened.

import { constants, type FileHandle, open, realpath, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize, sep } from 'node:path'
import { Expected } from '../problem.ts'

/** Bytes of a file where nothing else is said, 64 MB. */
const LARGEST_FILE = 67_108_864

/** A pipe that appears in the meantime is opened without waiting for its writer, and then refused. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)

interface Kind {
  isFile(): boolean
  isDirectory(): boolean
  isFIFO(): boolean
}

/** The bytes of `dir`/`name`. Throws Expected when it is not a file in the folder; system errors as they are. */
export async function readFileIn(dir: string, name: string, largest = LARGEST_FILE): Promise<Buffer> {
  const path = await pathInside(dir, name)
  checkKind(await stat(path))
  const file = await open(path, FLAGS)
  try {
    checkKind(await file.stat())
    return await readAll(file, largest)
  } finally {
    await file.close()
  }
}

/** Where the file is, all links followed. The folder may be a link itself, and a definition may name `../x.csv`. */
async function pathInside(dir: string, name: string): Promise<string> {
  const path = join(dir, name)
  const root = isAbsolute(name) || normalize(name).startsWith('..') ? dirname(path) : dir
  const [real, realRoot] = await Promise.all([realpath(path), realpath(root)])
  if (!real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep))
    throw new Expected('a file inside of the folder; it is a link that leads out of it')
  return real
}

function checkKind(kind: Kind): void {
  if (kind.isFile()) return
  const what = kind.isDirectory() ? 'a folder' : kind.isFIFO() ? 'a pipe' : 'a device or socket'
  throw new Expected(`a regular file; it is ${what}`)
}

/** Reads to the end and not to the size: some files of the system say 0, and a file may grow. */
async function readAll(file: FileHandle, largest: number): Promise<Buffer> {
  const { size } = await file.stat()
  let bytes: Buffer = Buffer.from(new ArrayBuffer(Math.min(size, largest) + 1))
  for (let length = 0; ; ) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
    length += bytesRead
    if (length > largest) throw new Expected(`a file of at most ${largest} bytes (table.maxFile)`)
    if (bytesRead === 0) return bytes.subarray(0, length)
    if (length === bytes.length) bytes = grown(bytes, largest)
  }
}

function grown(bytes: Buffer, largest: number): Buffer {
  const larger = Buffer.from(new ArrayBuffer(Math.min(bytes.length * 2 + 4096, largest + 1)))
  bytes.copy(larger)
  return larger
}
