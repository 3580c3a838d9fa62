// All that is looked at of a configuration before anything starts: what the game declares, who may log in, and whether what
// the settings name is there.

import { checkAuth } from '../auth/check-auth.ts'
import { type Config, variable } from '../config.ts'
import { checkLogin } from '../login/check-login.ts'
import { checkGameSettings } from './game-schema.ts'
import type { DeclaredSettings } from './game-settings.ts'
import { type Trial, trySettings } from './trial.ts'

export interface CheckedGame extends DeclaredSettings {
  tables?: unknown
  authenticate?: unknown
}

export interface BeforeStart extends Trial {
  /** Texts that no log line shows. */
  hidden: string[]
}

/** Throws StartError that says what to change. */
export async function checkBeforeStart(config: Config, game: CheckedGame): Promise<BeforeStart> {
  const hidden = checkGameSettings(game, config)
  const isProduction = !config.development || variable('NODE_ENV') === 'production'
  checkAuth({ ...config, game }, isProduction)
  checkLogin(config)
  const trial = await trySettings(config, game.tables !== undefined)
  return { hidden, undo: () => trial.undo() }
}
