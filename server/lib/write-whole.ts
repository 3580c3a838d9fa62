// Writes a file so that it is there whole or not at all, also after a full disk, a kill or a loss of power: the text goes
// into a new file beside it, which is flushed and then takes the name.

import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Throws what the file system says; nothing is left beside the file then. */
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

/** The name itself has to last too. Windows can't open folders, and needs no flush for it. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
