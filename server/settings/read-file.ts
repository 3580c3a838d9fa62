// Reads a configuration file: a module of the project or of the user. What keeps it from being read is one line with the
// place of the mistake.

import { existsSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { StartError } from '../core/errors.ts'
import { DEFAULT_FILE } from './command-line.ts'

/** The project's folder, at which relative paths in settings start. */
export const ROOT = join(import.meta.dirname, '../..')

/** A file that was named is looked for as any program would; the default one is the project's. */
export async function readFile(file: string): Promise<unknown> {
  const path = file === DEFAULT_FILE ? join(ROOT, file) : resolve(file)
  if (!existsSync(path)) throw new StartError(`there is no configuration file ${file}${hintAt(file)}`)
  let module: { default?: unknown }
  try {
    module = await import(pathToFileURL(path).href)
  } catch (cause) {
    const [message] = (cause as Error).message.split('\n')
    const place = placeOf(cause as Error)
    const where = place
      ? `${place.path === path ? file : place.path}, line ${place.line}`
      : `${file} can't be read`
    throw new StartError(`${where}: ${message}`, { cause })
  }
  if (typeof module.default !== 'object' || module.default === null) {
    throw new StartError(`${file} has no \`export default defineConfig({ … })\``)
  }
  return module.default
}

/** Of a mistake in the syntax Node writes the place above the error; else it is that of the first call in a file. */
function placeOf({ stack = '' }: Error): { path: string; line: string } | undefined {
  const [, head, headLine] = /^(\S.*):(\d+)\n/.exec(stack) ?? []
  if (head && headLine) return { path: head.startsWith('file:') ? fileURLToPath(head) : head, line: headLine }
  const [, url, line] = /^ +at .*?(file:[^\n]+?):(\d+):\d+\)?$/m.exec(stack) ?? []
  return url && line ? { path: fileURLToPath(url), line } : undefined
}

/** Where it was looked for, when that is not the project's folder. */
function hintAt(file: string): string {
  const cwd = process.cwd()
  if (isAbsolute(file) || cwd === ROOT) return ''
  const own = join(ROOT, file)
  return ` in ${cwd}${existsSync(own) ? `; the project has ${own}` : ''}`
}
