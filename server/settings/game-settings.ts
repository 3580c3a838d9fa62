// The settings of a game: what it declares as a zod object stands under `settings` in the configuration, and may come from
// variables of the environment that it names. Each thread reads them for itself from the checked input, so that a
// transformation may give what can't cross threads. Secrets are shown nowhere (secrets.ts).

import { z } from 'zod'
import { type Config, configSchema } from '../config.ts'
import { StartError } from '../core/errors.ts'
import { hidingSecrets, secretsIn } from './secrets.ts'
import { settingAt } from './setting-tree.ts'
import { describeIssue, Sources } from './sources.ts'

/** What a game declares; both may be left out. */
export interface DeclaredSettings {
  settings?: z.ZodObject
  /** Path in `settings` -> name of the variable: `{ apiKey: 'GAME_API_KEY' }`. */
  env?: Readonly<Record<string, string>>
}

/** Shorter secrets would be found everywhere in a log. */
const LEAST_SECRET = 4

/** The schema of the whole configuration, with the game's part as it declares it: a setting that it lacks is unknown. */
export const schemaWith = ({ settings = z.object({}) }: DeclaredSettings): z.ZodObject =>
  configSchema.extend({ settings: settings.strict().prefault({} as never) })

/** The game's settings of a configuration, frozen, with their secrets hidden where they are logged. Throws StartError naming what is wrong, as a test would see it. */
export function readGameSettings(game: DeclaredSettings, config: Pick<Config, 'settings'>): object {
  const schema = (game.settings ?? z.object({})).strict()
  const result = schema.safeParse(config.settings)
  if (!result.success) {
    const sources = new Sources('configuration', config, schemaWith(game))
    const issues = result.error.issues.map(issue => ({ ...issue, path: ['settings', ...issue.path] }))
    throw new StartError(issues.flatMap(issue => describeIssue(issue, sources, config)).join('; '))
  }
  return hidingSecrets(result.data, schema) as object
}

/** Every secret text of a configuration, the kit's too: what its log has to hide. */
export function secretsOf(game: DeclaredSettings, config: Config): string[] {
  return secretsIn(config, schemaWith(game)).filter(text => text.length >= LEAST_SECRET)
}

/** At the start: throws StartError naming what is wrong, in the configuration or in what the game declares. Returns what
 * the log has to hide. */
export function checkGameSettings(game: DeclaredSettings, config: Config): string[] {
  checkVariables(game)
  readGameSettings(game, config)
  return secretsOf(game, config)
}

/** Throws StartError naming the variable whose setting the game does not declare. */
function checkVariables({ settings, env = {} }: DeclaredSettings): void {
  for (const [path, name] of Object.entries(env))
    if (!settings || !settingAt(settings, path.split('.')))
      throw new StartError(`env: the variable ${name} is for ${path}, which the game's settings do not have`)
}
