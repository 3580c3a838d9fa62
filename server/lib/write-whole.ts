// Writes a file atomically, also in the face of a full disk, a kill or a power loss: the text goes into a new file beside it,
// which is flushed and then renamed.

import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Throws the file system's error, and leaves no other file behind. */
export function writeWhole(file: string, text: string): void {
  const beside = `${file}.${crypto.randomUUID().slice(0, 8)}.tmp`
  try {
    writeFileSync(beside, text, { flush: true, flag: 'wx' })
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  flushFolder(dirname(file))
}

/** The rename has to last too. Windows cannot open folders, and needs no flush for it. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
