// Puts the files into the other project. What is not its own it does not write over; what is the same already stays as it
// is, so that nothing there is built anew for nothing.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../../core/errors.ts'

/** Every file has it, and who writes over a file looks for it. */
export const MARK = 'Made by `npm run client`'

const NAMES = ['client.js', 'client.d.ts', 'world.js', 'world.d.ts', 'package.json'] as const

/** Name → text. */
export type FileTexts = Record<(typeof NAMES)[number], string>

/** Makes the folder where it is missing. Throws StartError where it can't be, or one of the names is taken. */
export function checkFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new StartError(`--out: expected a folder that can be written, got ${(error as Error).message}`)
  }
  for (const name of NAMES) {
    const there = textOf(join(folder, name))
    if (there !== undefined && !there.includes(MARK))
      throw new StartError(`${join(folder, name)}: expected a folder of its own, got another project's file`)
  }
}

/** Throws StartError where a file can't be written. */
export function writeClient(folder: string, files: FileTexts): void {
  for (const name of NAMES) {
    const file = join(folder, name)
    if (textOf(file) === files[name]) continue
    try {
      writeFileSync(file, files[name])
    } catch (error) {
      throw new StartError(`--out: expected a folder that can be written, got ${(error as Error).message}`)
    }
  }
}

const textOf = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined
