// From a command line to a frozen, checked configuration: the file it names (etc/default.ts unless said), then each
// --set over it. Whatever is wrong ends in one StartError that says where and what to write instead.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Config, type ConfigInput, configSchema } from './config.ts'
import { StartError } from './core/errors.ts'

export const USAGE = `npm start -- [FILE] [--set PATH=VALUE]… [--print-config] [--help]

  FILE               a configuration file, etc/default.ts unless said
  --set PATH=VALUE   one setting over the file's: --set gate.port=9000 --set threads=2
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
    file: positionals[0] ?? 'etc/default.ts',
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

/** Reads `file` and applies `sets`. Throws StartError with one line per problem joined by "; ". */
export async function loadConfig(file: string, sets: readonly string[] = []): Promise<Config> {
  const input = copy(await readFile(file), file)
  for (const set of sets) applySet(input, set)
  return checkConfig(input, file)
}

function copy(settings: unknown, file: string): Record<string, unknown> {
  try {
    return structuredClone(settings) as Record<string, unknown>
  } catch (error) {
    throw new StartError(`${file}: only plain values are settings: ${(error as Error).message}`)
  }
}

/** The complete configuration of what was given. */
export function checkConfig(input: ConfigInput | Record<string, unknown>, file = 'configuration'): Config {
  const result = configSchema.safeParse(input)
  if (!result.success) throw new StartError(`${file}: ${result.error.issues.flatMap(explain).join('; ')}`)
  return deepFreeze(result.data)
}

async function readFile(file: string): Promise<unknown> {
  const path = resolve(file)
  if (!existsSync(path)) throw new StartError(`there is no configuration file ${file}`)
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

/** `a.b=value`: value is JSON, or else text. */
function applySet(input: Record<string, unknown>, set: string): void {
  const [, path, text] = set.match(/^([\w.]+)=(.*)$/s) ?? []
  if (path === undefined || text === undefined)
    throw new StartError(`--set ${set}: write it as --set a.b=value`)
  const keys = path.split('.')
  const last = keys.pop()!
  let target = input
  for (const key of keys) {
    const inner = Object.hasOwn(target, key) ? target[key] : undefined
    if (inner !== undefined && (typeof inner !== 'object' || inner === null)) {
      throw new StartError(`--set ${set}: ${key} is no section`)
    }
    if (inner === undefined)
      Object.defineProperty(target, key, { value: {}, enumerable: true, writable: true, configurable: true })
    target = target[key] as Record<string, unknown>
  }
  Object.defineProperty(target, last, {
    value: parseValue(text),
    enumerable: true,
    writable: true,
    configurable: true,
  })
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function explain(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys') return [`${path || 'the whole'}: ${issue.message}`]
  const known = keysAt(issue.path)
  return issue.keys.map(key => {
    const near = nearest(key, known)
    return `unknown setting ${[...issue.path, key].join('.')}${near ? `, did you mean ${[...issue.path, near].join('.')}?` : ''}`
  })
}

function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: z.ZodType = configSchema
  for (const key of path) schema = unwrap(schema).shape[key as string] as z.ZodType
  return Object.keys(unwrap(schema).shape)
}

/** The object behind its defaults and nullables. */
function unwrap(schema: z.ZodType): z.ZodObject {
  let inner = schema
  while (!(inner instanceof z.ZodObject)) inner = (inner as unknown as { unwrap(): z.ZodType }).unwrap()
  return inner
}

function nearest(key: string, known: readonly string[]): string | undefined {
  const scored = known.map(name => ({ name, distance: editDistance(key.toLowerCase(), name.toLowerCase()) }))
  const best = scored.sort((a, b) => a.distance - b.distance)[0]
  return best && best.distance <= Math.max(2, key.length / 2) ? best.name : undefined
}

/** Levenshtein's distance, by rows. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]!
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}

/** The configuration with the meaning of each setting beside it, as --print-config shows it. Secrets are hidden. */
export function printConfig(config: Config): string {
  return describe(configSchema, config as unknown as Record<string, unknown>, '').join('\n')
}

function describe(schema: z.ZodType, value: Record<string, unknown>, prefix: string): string[] {
  return Object.entries(unwrap(schema).shape).flatMap(([key, part]) => {
    const path = `${prefix}${key}`
    const current = value[key]
    if (typeof current === 'object' && current !== null && !Array.isArray(current)) {
      return describe(part as z.ZodType, current as Record<string, unknown>, `${path}.`)
    }
    const shown = isSecret(key) && current ? '(hidden)' : JSON.stringify(hideCredentials(current))
    const meaning = (part as z.ZodType).description
    return [`${`${path} = ${shown}`.padEnd(44)}${meaning ? `  # ${meaning}` : ''}`.trimEnd()]
  })
}

const isSecret = (key: string): boolean => /token|secret|password|passphrase/i.test(key)

/** user:password@ in a URL. */
const hideCredentials = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\/\/[^/@]+@/, '//(hidden)@') : value
