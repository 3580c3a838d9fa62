// Puts the files into the other project. What is not its own it does not write over; what is the same already stays as it
// is, so that nothing there is built anew for nothing.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../../core/errors.ts'
import { MARK } from './make-client.ts'

/** Throws StartError where one of the names is taken, or the folder can't be written; then nothing is written. */
export function writeClient(folder: string, files: ReadonlyMap<string, string>): void {
  const changed = [...files].filter(([name, text]) => textOf(join(folder, name)) !== text)
  for (const [name] of changed) {
    const there = textOf(join(folder, name))
    if (there !== undefined && !there.includes(MARK))
      throw new StartError(`${join(folder, name)}: expected a folder of its own, got another project's file`)
  }
  try {
    mkdirSync(folder, { recursive: true })
    for (const [name, text] of changed) writeFileSync(join(folder, name), text)
  } catch (error) {
    throw new StartError(`--out: expected a folder that can be written, got ${(error as Error).message}`)
  }
}

const textOf = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined
