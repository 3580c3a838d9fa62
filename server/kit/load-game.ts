// Finds the game that the configuration names. Every thread imports it for itself.

import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StartError } from '../core/errors.ts'
import type { GameDefinition } from './define-game.ts'

/** `path` is relative to `folder`. Throws StartError; what the module itself throws is thrown on. */
export async function loadGame(path: string, folder = '.'): Promise<GameDefinition> {
  const file = resolve(folder, path)
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new StartError(`game: there is no file ${path}`)
  if (!found.isFile())
    throw new StartError(`game: ${path} is no file; name its module, such as ${path}/index.ts`)
  const module = (await import(pathToFileURL(file).href)) as { default?: GameDefinition }
  if (!module.default?.handlers)
    throw new StartError(`game: ${path} has no \`export default defineGame({ … })\``)
  return module.default
}
