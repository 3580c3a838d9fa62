// From a command line to a frozen, checked configuration: the file it names (etc/default.ts unless said), then the variables
// that the game names, then each --set. Whatever is wrong ends in one StartError that says which setting, where its value
// comes from (--set, a variable, the file, the default), and what to write instead.

import type { z } from 'zod'
import { type Config, type ConfigInput, configSchema, variable } from '../config.ts'
import { StartError } from '../core/errors.ts'
import type { SettingRow } from '../setup/start-options.ts'
import { applySet, applyText } from './apply-set.ts'
import { schemaWith } from './game-schema.ts'
import type { DeclaredSettings } from './game-settings.ts'
import { listSettings, printConfig } from './print.ts'
import { readFile } from './read-file.ts'
import type { SettingValues } from './setting-tree.ts'
import { describeIssue, Sources } from './sources.ts'

export interface Settings {
  config: Config
  /** The configuration with every setting's meaning, as --print-config shows it. */
  print(): string
  /** Every setting with its value and where that comes from, as the console shows it. */
  list(): SettingRow[]
  /** `error`; a StartError that begins with a setting's name now says where its value comes from. */
  explain(error: unknown): unknown
}

/** Finds the game that is configured, for what it declares of settings. */
type FindGame = (path: string) => Promise<DeclaredSettings>

/**
 * Reads `file`, and applies the game's variables and `sets`. Without `findGame` the game's settings are left as they are.
 * Throws StartError with one line per problem joined by "; ".
 */
export async function loadSettings(
  file: string,
  sets: readonly string[] = [],
  findGame?: FindGame,
): Promise<Settings> {
  const given = copy(await readFile(file), file)
  const game = findGame && (await declaredBy(findGame, { file, given, sets }))
  const schema = game ? schemaWith(game) : configSchema
  const sources = new Sources(file, given, schema)
  const input = copy(given, file)
  for (const [path, name] of Object.entries(game?.env ?? {}))
    applyVariable(input, `settings.${path}`, name, sources)
  for (const set of sets) sources.addSet(applySet(input, set, schema))
  const { config, effective } = check(input, sources)
  return {
    config,
    print: () => printConfig(effective, schema),
    list: () => rowsOf(effective, schema, path => sources.of(path)),
    explain: error => sources.explain(error),
  }
}

/** Of a configuration that was given as a whole. */
export const listGiven = (config: Config, game: DeclaredSettings): SettingRow[] =>
  rowsOf(config, schemaWith(game), () => 'configuration')

/** `sourceOf`: of a setting's path. */
const rowsOf = (config: Config, schema: z.ZodType, sourceOf: (path: string) => string): SettingRow[] =>
  listSettings(config, schema).map(({ path, value }) => ({ setting: path, value, source: sourceOf(path) }))

/** The configuration only. */
export const loadConfig = async (file: string, sets: readonly string[] = []): Promise<Config> =>
  (await loadSettings(file, sets)).config

/** The complete configuration of what was given; what is the game's is checked when it is started. */
export const checkConfig = (input: ConfigInput | SettingValues, file = 'configuration'): Config =>
  check(input as SettingValues, new Sources(file, input as SettingValues, configSchema)).config

interface Given {
  file: string
  given: SettingValues
  sets: readonly string[]
}

/** Nothing where `game` itself is wrong, which the check of the whole will say. */
async function declaredBy(findGame: FindGame, { file, given, sets }: Given): Promise<DeclaredSettings> {
  const input = copy(given, file)
  const sources = new Sources(file, given, configSchema)
  for (const set of sets) sources.addSet(applySet(input, set, configSchema))
  const path = configSchema.shape.game.safeParse(input.game)
  if (!path.success) return {}
  return findGame(path.data).catch(error => {
    throw sources.explain(error)
  })
}

function applyVariable(input: SettingValues, path: string, name: string, sources: Sources): void {
  const text = variable(name)
  if (text === undefined) return
  applyText(input, { path, text, schema: sources.schema })
  sources.addVariable(path, name, text)
}

/** The game's part of `config` is checked, and stays as it was given: each thread reads it for itself. `effective` has what
 * becomes of it. */
function check(input: SettingValues, sources: Sources): { config: Config; effective: Config } {
  const result = sources.schema.safeParse(withStoreKind(input))
  if (!result.success)
    throw new StartError(
      result.error.issues.flatMap(issue => describeIssue(issue, sources, input)).join('; '),
    )
  const effective = result.data as Config
  const { settings = {} } = input
  const config = { ...effective, settings: settings as Config['settings'] }
  const { kind, url } = config.store
  if (kind === 'mongo' && url === '')
    throw new StartError(`${sources.name('store.kind')}: mongo needs store.url, which is empty`)
  return { config: deepFreeze(config), effective }
}

/** Who names a MongoDB wants it: the embedded store is no silent default then. */
function withStoreKind(input: SettingValues): SettingValues {
  const store = input.store as SettingValues | undefined
  if (typeof store !== 'object' || store === null || !store.url || store.kind !== undefined) return input
  return { ...input, store: { ...store, kind: 'mongo' } }
}

function copy(settings: unknown, file: string): SettingValues {
  try {
    return structuredClone(settings) as SettingValues
  } catch (error) {
    throw new StartError(`${file}: only plain values are settings: ${(error as Error).message}`)
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}
