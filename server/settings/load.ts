// From a command line to a frozen, checked configuration: the file it names (etc/default.ts unless said), then each
// --set over it. Whatever is wrong ends in one StartError that says which setting, where its value comes from (--set, the
// file, the default), and what to write instead.

import { existsSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { type Config, type ConfigInput, configSchema } from '../config.ts'
import { StartError } from '../core/errors.ts'
import { showUrl } from '../lib/url-secrets.ts'
import { nearest, settingAt, settingsIn, takesText } from './setting-tree.ts'
import { markOf } from './setting-types.ts'

/** The project's folder, at which relative paths in settings start. */
export const ROOT = join(import.meta.dirname, '../..')

const DEFAULT_FILE = 'etc/default.ts'

export const USAGE = `npm start -- [FILE] [--set PATH=VALUE]… [--print-config] [--help]

  FILE               a configuration file, etc/default.ts unless said
  --set PATH=VALUE   one setting over the file's: --set gate.port=9000 --set threads=2
                     VALUE is JSON, or else text; where a text is expected it is taken as it is written
                     an object is merged with what is there: --set 'gate={"maxClients":5}'
  --print-config     show the effective configuration and every setting's meaning, then end
  --help             show this`

export interface CommandLine {
  file: string
  sets: string[]
  shouldPrint: boolean
  shouldHelp: boolean
}

export function parseCommandLine(args: string[]): CommandLine {
  const { values, positionals } = parseOrExplain(args)
  if (positionals.length > 1)
    throw new StartError(`one configuration file, not ${positionals.length}: ${positionals.join(' ')}`)
  return {
    file: positionals[0] ?? DEFAULT_FILE,
    sets: values.set ?? [],
    shouldPrint: values['print-config'] ?? false,
    shouldHelp: values.help ?? false,
  }
}

function parseOrExplain(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        set: { type: 'string', multiple: true },
        'print-config': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('\n')[0]}; npm start -- --help shows the usage`)
  }
}

type Values = Record<string, unknown>

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
export const checkConfig = (input: ConfigInput | Values, file = 'configuration'): Config =>
  check(input as Values, new Sources(file, input as Values))

function check(input: Values, sources: Sources): Config {
  const result = configSchema.safeParse(withStoreKind(input))
  if (!result.success)
    throw new StartError(result.error.issues.flatMap(issue => describeIssue(issue, sources)).join('; '))
  const { kind, url } = result.data.store
  if (kind === 'mongo' && url === '')
    throw new StartError(`${sources.name('store.kind')}: mongo needs store.url, which is empty`)
  return deepFreeze(result.data)
}

/** Who names a MongoDB wants it: the embedded store is no silent default then. */
function withStoreKind(input: Values): Values {
  const store = input.store as Values | undefined
  if (typeof store !== 'object' || store === null || !store.url || store.kind !== undefined) return input
  return { ...input, store: { ...store, kind: 'mongo' } }
}

function copy(settings: unknown, file: string): Values {
  try {
    return structuredClone(settings) as Values
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

/** `a.b=value`. Returns the paths of the single settings that it gave a value. */
function applySet(input: Values, set: string): string[] {
  const [, path, text] = set.match(/^([\w.]+)=(.*)$/s) ?? []
  if (path === undefined || text === undefined)
    throw new StartError(`--set ${set.split('=')[0]}: write it as --set a.b=value`)
  const keys = path.split('.')
  const value = parseValue(text, settingAt(configSchema, keys))
  const last = keys.pop()!
  let target = input
  for (const key of keys) target = sectionIn(target, key, path)
  assign(target, last, value)
  return leavesOf(value, path)
}

function sectionIn(target: Values, key: string, path: string): Values {
  const inner = Object.hasOwn(target, key) ? (target[key] ?? {}) : {}
  if (!isSection(inner)) throw new StartError(`--set ${path}: ${key} is no section`)
  define(target, key, inner)
  return inner
}

/** An object is merged into the one that is there; anything else replaces it. */
function assign(target: Values, key: string, value: unknown): void {
  const before = Object.hasOwn(target, key) ? target[key] : undefined
  if (!isSection(value) || !isSection(before)) return define(target, key, value)
  for (const [name, inner] of Object.entries(value)) assign(before, name, inner)
}

/** Never a setter such as __proto__'s. */
function define(target: Values, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
}

const isSection = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const leavesOf = (value: unknown, path: string): string[] =>
  isSection(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`))
    : [path]

/** JSON, or else text. A setting that is a text is what was typed, unless that is a text in JSON. */
function parseValue(text: string, schema: z.ZodType | undefined): unknown {
  const value = parseJson(text)
  if (value === undefined) return text
  if (!schema || !takesText(schema) || typeof value === 'string') return value
  return value === null && schema.safeParse(null).success ? null : text
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where each value comes from. */
class Sources {
  readonly #file: string
  readonly #given: Values
  readonly #sets: string[] = []

  constructor(file: string, given: Values) {
    this.#file = file
    this.#given = given
  }

  addSet(paths: readonly string[]): void {
    this.#sets.push(...paths)
  }

  /** The setting, behind the place that a person has to look at. */
  name(path: string): string {
    return `${this.#prefix(path) ?? 'the default of '}${path}`
  }

  /** Of what should be there: without a value of its own, its section's place is named. */
  nameMissing(path: string): string {
    let at = path
    while (at !== '' && this.#prefix(at) === undefined) at = at.slice(0, Math.max(0, at.lastIndexOf('.')))
    return `${this.#prefix(at) ?? `${this.#file}: `}${path || 'the whole'}`
  }

  /** The place only. */
  nameUnknown(path: string): string {
    return this.#isSet(path) ? '--set' : this.#file
  }

  explain(error: unknown): unknown {
    if (!(error instanceof StartError)) return error
    const [, path, rest] = /^([a-z]\w*(?:\.\w+)*)((?:: | is ).*)$/i.exec(error.message) ?? []
    if (!path || !settingAt(configSchema, path.split('.'))) return error
    return new StartError(this.name(path) + rest, { cause: error })
  }

  #prefix(path: string): string | undefined {
    if (this.#isSet(path)) return '--set '
    let value: unknown = this.#given
    for (const key of path.split('.')) {
      if (!isSection(value) || !Object.hasOwn(value, key)) return undefined
      value = value[key]
    }
    return `${this.#file}: `
  }

  #isSet(path: string): boolean {
    return this.#sets.some(set => set === path || set.startsWith(`${path}.`) || path.startsWith(`${set}.`))
  }
}

function describeIssue(issue: z.core.$ZodIssue, sources: Sources): string[] {
  const path = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys') return [`${sources.nameMissing(path)}: ${issue.message}`]
  const known = Object.keys(settingsIn(settingAt(configSchema, issue.path)!) ?? {})
  return issue.keys.map(key => {
    const full = [...issue.path, key].join('.')
    const near = nearest(key, known)
    const hint = near ? `, did you mean ${[...issue.path, near].join('.')}?` : ''
    return `${sources.nameUnknown(full)}: unknown setting ${full}${hint}`
  })
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}

/** The configuration with the meaning of each setting beside it, as --print-config shows it. Secrets are hidden. */
export function printConfig(config: Config): string {
  return describe(configSchema, config as unknown as Values, '').join('\n')
}

function describe(schema: z.ZodType, value: Values, prefix: string): string[] {
  return Object.entries(settingsIn(schema)!).flatMap(([key, part]) => {
    const path = `${prefix}${key}`
    const current = value[key]
    if (isSection(current) && settingsIn(part)) return describe(part, current, `${path}.`)
    const meaning = part.description
    return [`${`${path} = ${show(current, part)}`.padEnd(44)}${meaning ? `  # ${meaning}` : ''}`.trimEnd()]
  })
}

function show(value: unknown, schema: z.ZodType): string {
  const mark = value ? markOf(schema) : undefined
  if (mark === 'secret') return '(hidden)'
  return JSON.stringify(mark === 'url' ? showUrl(String(value)) : value)
}
