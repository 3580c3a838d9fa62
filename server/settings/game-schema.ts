// The configuration with the game's part of it as the game declares it, as main checks it at the start.

import type { z } from 'zod'
import { type Config, configSchema } from '../config.ts'
import { StartError } from '../core/errors.ts'
import { type DeclaredSettings, settingsSchema } from './game-settings.ts'
import { secretsIn } from './secrets.ts'
import { settingAt } from './setting-tree.ts'
import { describeIssue, Sources } from './sources.ts'

/** Shorter secrets would be found everywhere in a log. */
const LEAST_SECRET = 4

export const schemaWith = (game: DeclaredSettings): z.ZodObject =>
  configSchema.extend({ settings: settingsSchema(game).prefault({} as never) })

/** Throws StartError naming what is wrong, in the configuration or in what the game declares. Returns what the log has to hide:
 * every secret text of the configuration, the kit's too. */
export function checkGameSettings(game: DeclaredSettings, config: Config): string[] {
  checkVariables(game)
  const schema = schemaWith(game)
  const { error } = settingsSchema(game).safeParse(config.settings)
  if (error) {
    const sources = new Sources('configuration', config, schema)
    const issues = error.issues.map(issue => ({ ...issue, path: ['settings', ...issue.path] }))
    throw new StartError(issues.flatMap(issue => describeIssue(issue, sources, config)).join('; '))
  }
  return secretsIn(config, schema).filter(text => text.length >= LEAST_SECRET)
}

/** Throws StartError naming the variable whose setting the game does not declare. */
function checkVariables({ settings, env = {} }: DeclaredSettings): void {
  for (const [path, name] of Object.entries(env))
    if (!settings || !settingAt(settings, path.split('.')))
      throw new StartError(`env: the variable ${name} is for ${path}, which the game's settings do not have`)
}
