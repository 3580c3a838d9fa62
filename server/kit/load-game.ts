// Finds the game that the configuration names. Main reads its files once; each thread runs the modules that come of them.

import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { type LoadedCode, modulesOf } from '../code/module-urls.ts'
import { loadModules, type ModuleSet } from '../code/modules.ts'
import { takeSnapshot } from '../code/snapshot.ts'
import { type CodeHooks, CodeRefusal } from '../core/code/code-hooks.ts'
import { StartError } from '../core/errors.ts'
import type { GameDefinition } from './define-game.ts'
import { liveGame } from './live-game.ts'

/** The game as the thread's parts hold it; see live-game.ts. */
export const followGame = ({ game, code }: LoadedGame, hooks: CodeHooks): LoadedGame => ({
  game: liveGame(game, hooks),
  code,
})

/** A game with the code that it is made of. */
export interface LoadedGame {
  game: GameDefinition
  code: LoadedCode
}

/** `path` is relative to `folder`. Throws StartError; what the module itself throws is thrown on. */
export async function loadGame(path: string, folder = '.'): Promise<GameDefinition> {
  return (await loadCode(path, folder)).game
}

/** The same, with its code. */
export async function loadCode(path: string, folder = '.'): Promise<LoadedGame> {
  const file = resolve(folder, path)
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new StartError(`game: there is no file ${path}`)
  if (!found.isFile())
    throw new StartError(`game: ${path} is no file; name its module, such as ${path}/index.ts`)
  const snapshot = await takeSnapshot(file).catch(error => {
    throw error instanceof CodeRefusal ? new StartError(`game: ${error.message}`, { cause: error }) : error
  })
  const modules = modulesOf(snapshot)
  return { game: await openGame(modules, path), code: { snapshot, modules } }
}

/** The game of these modules. Throws StartError where they give none; what they themselves throw is thrown on. */
export async function openGame(modules: ModuleSet, path = modules.entry): Promise<GameDefinition> {
  const game = (await loadModules(modules)).default as GameDefinition | undefined
  if (!game?.handlers) throw new StartError(`game: ${path} has no \`export default defineGame({ … })\``)
  return game
}
