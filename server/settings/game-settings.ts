// The settings of a game: what it declares as a zod object stands under `settings` in the configuration, and may come from
// variables of the environment that it names. Each thread reads them for itself from the checked input, so that a
// transformation may give what can't cross threads. Secrets are shown nowhere (secrets.ts). What main checks at the start is in
// game-schema.ts: workers do without the schema of the whole configuration.

import { z } from 'zod'
import type { Config } from '../config.ts'
import { StartError } from '../core/errors.ts'
import { sayIssue, valueAt } from '../lib/schema/say-issue.ts'
import { hidingSecrets } from './secrets.ts'

/** What a game declares; both may be left out. */
export interface DeclaredSettings {
  settings?: z.ZodObject
  /** Path in `settings` -> name of the variable: `{ apiKey: 'GAME_API_KEY' }`. */
  env?: Readonly<Record<string, string>>
}

/** As the game declares it: a setting that it lacks is unknown. */
export const settingsSchema = ({ settings = z.object({}) }: DeclaredSettings): z.ZodObject =>
  settings.strict()

/** The game's settings of a configuration, frozen, with their secrets hidden where they are logged. Throws StartError naming what is
 * wrong, and showing no value. */
export function readGameSettings(game: DeclaredSettings, { settings }: Pick<Config, 'settings'>): object {
  const schema = settingsSchema(game)
  const { error, data } = schema.safeParse(settings)
  if (!error) return hidingSecrets(data, schema) as object
  throw new StartError(error.issues.map(issue => say(issue, settings)).join('; '))
}

function say(issue: z.core.$ZodIssue, settings: unknown): string {
  const path = ['settings', ...issue.path].join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => `unknown setting ${path}.${key}`).join('; ')
  return `${path}: ${sayIssue(issue, valueAt(settings, issue.path), true)}`
}
