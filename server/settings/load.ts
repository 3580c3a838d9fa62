// From a command line to a frozen, checked configuration: the file it names (etc/default.ts unless said), then each
// --set over it. Whatever is wrong ends in one StartError that says which setting, where its value comes from (--set, the
// file, the default), and what to write instead.

import { existsSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Config, type ConfigInput, configSchema } from '../config.ts'
import { StartError } from '../core/errors.ts'
import { applySet } from './apply-set.ts'
import { DEFAULT_FILE } from './command-line.ts'
import type { SettingValues } from './setting-tree.ts'
import { describeIssue, Sources } from './sources.ts'

/** The project's folder, at which relative paths in settings start. */
export const ROOT = join(import.meta.dirname, '../..')

export interface Settings {
  config: Config
  /** `error`; a StartError that begins with a setting's name now says where its value comes from. */
  explain(error: unknown): unknown
}

/** Reads `file` and applies `sets`. Throws StartError with one line per problem joined by "; ". */
export async function loadSettings(file: string, sets: readonly string[] = []): Promise<Settings> {
  const given = copy(await readFile(file), file)
  const input = copy(given, file)
  const sources = new Sources(file, given)
  for (const set of sets) sources.addSet(applySet(input, set))
  return { config: check(input, sources), explain: error => sources.explain(error) }
}

/** The configuration only. */
export const loadConfig = async (file: string, sets: readonly string[] = []): Promise<Config> =>
  (await loadSettings(file, sets)).config

/** The complete configuration of what was given. */
export const checkConfig = (input: ConfigInput | SettingValues, file = 'configuration'): Config =>
  check(input as SettingValues, new Sources(file, input as SettingValues))

function check(input: SettingValues, sources: Sources): Config {
  const result = configSchema.safeParse(withStoreKind(input))
  if (!result.success)
    throw new StartError(result.error.issues.flatMap(issue => describeIssue(issue, sources)).join('; '))
  const { kind, url } = result.data.store
  if (kind === 'mongo' && url === '')
    throw new StartError(`${sources.name('store.kind')}: mongo needs store.url, which is empty`)
  return deepFreeze(result.data)
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

/** A file that was named is looked for as any program would; the default one is the project's. */
async function readFile(file: string): Promise<unknown> {
  const path = file === DEFAULT_FILE ? join(ROOT, file) : resolve(file)
  if (!existsSync(path)) throw new StartError(`there is no configuration file ${file}${hintAt(file)}`)
  let module: { default?: unknown }
  try {
    module = await import(pathToFileURL(path).href)
  } catch (error) {
    throw new StartError(`${file} can't be read: ${(error as Error).message.split('\n')[0]}`, {
      cause: error,
    })
  }
  if (typeof module.default !== 'object' || module.default === null) {
    throw new StartError(`${file} has no \`export default defineConfig({ … })\``)
  }
  return module.default
}

/** Where it was looked for, when that is not the project's folder. */
function hintAt(file: string): string {
  const cwd = process.cwd()
  if (isAbsolute(file) || cwd === ROOT) return ''
  const own = join(ROOT, file)
  return ` in ${cwd}${existsSync(own) ? `; the project has ${own}` : ''}`
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}
