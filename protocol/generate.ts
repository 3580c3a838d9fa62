// `npm run protocol`: reads protocol/*.sproto as one schema and writes protocol/generated/, a module for each file;
// `npm run protocol -- --check` only says what is stale. Files whose name ends in c2s.sproto hold requests, in s2c.sproto
// pushes, kit.sproto what is the kit's own, all others types. A test proves the result fresh.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bareText } from './bare-text.ts'
import { isPush, KIT_FILE, KIT_TAGS } from './kit.ts'
import { moduleOf } from './sproto/generator/module.ts'
import { baseOf, prefixOf } from './sproto/generator/names.ts'
import {
  type ProtocolDefinition,
  parseSchema,
  type Schema,
  type SchemaFile,
  SprotoSyntaxError,
} from './sproto/index.ts'
import { MAX_TAG } from './sproto/schema/schema.ts'

const FOLDER = import.meta.dirname
const HEAD = '// Made by `npm run protocol` from protocol/'

/** What protocol/generated/ has to hold: file name -> text. Throws SprotoSyntaxError. The kit's file is read first, so that
 * what does not go with it is the mistake of another. */
export function generate(folder: string = FOLDER): Map<string, string> {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.sproto'))
    .sort((a, b) => (a === KIT_FILE ? -1 : b === KIT_FILE ? 1 : a < b ? -1 : 1))
    .map(name => ({ name, text: readText(join(folder, name)) }))
  checkNames(files)
  const schema = parseSchema(files)
  check(schema)
  const messages = withoutHeader(schema)
  const isRequest = (protocol: ProtocolDefinition): boolean => !isPush(protocol)
  const modules = files.map(({ name }): [string, string] => {
    const code = moduleOf(messages, name, { isWide: false, runtime: '../sproto', isRequest })
    return [`${baseOf(name)}.ts`, `${HEAD}${name}. Change that, not this.\n\n${code}`]
  })
  const all = `${HEAD}*.sproto. Change those, not this.\n\n`
  return new Map([
    ...modules,
    ['schema.ts', all + schemaModule(schema)],
    ['index.ts', all + indexModule(schema)],
  ])
}

/** Without the mark that editors on Windows put in front. */
const readText = (path: string): string => readFileSync(path, 'utf8').replace(/^\ufeff/, '')

/** Each becomes the name of a module, and of types in it. */
function checkNames(files: readonly SchemaFile[]): void {
  const taken = new Set<string>()
  for (const { name } of files) {
    const base = baseOf(name)
    const at = { line: 1, column: 1, file: name }
    if (!/^[A-Za-z][\w.-]*$/.test(base) || base === 'index' || base === 'schema')
      throw new SprotoSyntaxError(`"${base}" can't be the name of a schema file`, at)
    if (taken.has(prefixOf(name)))
      throw new SprotoSyntaxError(`there is another file whose name has the same letters`, at)
    taken.add(prefixOf(name))
  }
}

/** `.package` stands in the files for other sproto clients; this one's code for it is in sproto/rpc/package-*.ts. */
function withoutHeader(schema: Schema): Schema {
  return { ...schema, types: new Map([...schema.types].filter(([name]) => name !== 'package')) }
}

const HEADER = 'type 0 integer, session 1 integer, ud 2 string, error 3 *string, seq 4 integer, ack 5 integer'

/** Clients that go by another header would not be understood. */
function checkHeader({ types, files }: Schema): void {
  const header = types.get('package')
  const fields = header?.byTag.map(
    ({ name, tag, kind, isArray }) => `${name} ${tag} ${isArray ? '*' : ''}${kind}`,
  )
  const isUsed = [...types.values()].some(type => type.fields.some(field => field.type === header))
  if (!header || (fields!.join(', ') === HEADER && !isUsed)) return
  const lines = files.find(each => each.name === header.file)!.text.split('\n')
  const line = lines.findIndex(each => /^\s*\.\s*package\b/.test(each)) + 1
  throw new SprotoSyntaxError(`the type "package" is the header of every message: ${HEADER}; nothing else`, {
    line,
    column: 1,
    file: header.file,
  })
}

function check(schema: Schema): void {
  checkHeader(schema)
  for (const { name, file, tag, place } of schema.protocols.values()) {
    if (name === 'error')
      throw new SprotoSyntaxError('"error" is a reserved name, call the protocol otherwise', place)
    const isKit = file === KIT_FILE
    if (!isKit && !/(c2s|s2c)\.sproto$/.test(file!))
      throw new SprotoSyntaxError(
        `the protocol "${name}" must stand in a c2s.sproto or s2c.sproto file`,
        place,
      )
    const [first, last] = isKit ? [KIT_TAGS, MAX_TAG] : [1, KIT_TAGS - 1]
    if ((tag < first || tag > last) && !(isKit && OLD_TAGS.has(tag)))
      throw new SprotoSyntaxError(`expected a tag from ${first} to ${last} for "${name}", got ${tag}`, place)
  }
}

/** Those of the kit's messages that clients knew before there was a kit.sproto. */
const OLD_TAGS: ReadonlySet<number> = new Set([2, 100, 101, 102, 103, 104])

/** Apart from the codecs, for whoever would rather load little than run fast. */
const schemaModule = (schema: Schema): string => `/** protocol/*.sproto, for parseSchema. */
export const files = [
${schema.files.map(file => `  { name: ${JSON.stringify(file.name)}, text: ${literal(bareText(file.text))} },`).join('\n')}
]
`

function indexModule({ files }: Schema): string {
  const modules = files.map(({ name }) => ({ base: baseOf(name), prefix: prefixOf(name) }))
  const imports = modules.map(
    ({ base, prefix }) =>
      `import { type ${prefix}Pushes, type ${prefix}Requests, shapes${prefix} } from './${base}.ts'`,
  )
  const exports = modules.map(({ base }) => `export type * from './${base}.ts'`)
  const all = (table: string): string => modules.map(({ prefix }) => `  ${prefix}${table}`).join(',\n')
  return `import { assemble, Codec, type Protocol, parseSchema } from '../sproto/index.ts'
${imports.join('\n')}
import { files } from './schema.ts'

${exports.join('\n')}

/** What clients ask: the body they send and the reply they get. */
export interface Requests extends
${all('Requests')} {}

/** What the server tells unasked: the body of each push. */
export interface Pushes extends
${all('Pushes')} {}

const shapes = {
${modules.map(({ prefix }) => `  ...shapes${prefix},\n`).join('')}}

/** All messages of protocol/*.sproto, with generated codecs. */
export const protocol: Protocol = assemble(
  parseSchema(files),
  type => new Codec(type.name, shapes[type.name]!, () => type, false),
)
`
}

const literal = (text: string): string => `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``

/** Names of the generated files that are not as they have to be: missing, of another content, or of a schema file that is
 * not there any more. */
export function staleFiles(made: ReadonlyMap<string, string>, target = join(FOLDER, 'generated')): string[] {
  const textOf = (name: string): string => readFileSync(join(target, name), 'utf8')
  const there = existsSync(target) ? readdirSync(target).filter(name => name.endsWith('.ts')) : []
  const stale = [...made].filter(([name, text]) => !there.includes(name) || textOf(name) !== text)
  const left = there.filter(name => !made.has(name) && textOf(name).startsWith(HEAD))
  return [...stale.map(([name]) => name), ...left]
}

function write(made: ReadonlyMap<string, string>, names: readonly string[]): void {
  const target = join(FOLDER, 'generated')
  mkdirSync(target, { recursive: true })
  for (const name of names) {
    const text = made.get(name)
    if (text === undefined) rmSync(join(target, name))
    else writeFileSync(join(target, name), text)
  }
}

/** The exit code: 1 where the schema is wrong, or with `--check` where something is stale. */
function main(args: readonly string[]): number {
  const isCheck = args.includes('--check')
  const unknown = args.find(arg => arg !== '--check')
  if (unknown !== undefined) return fail(`arguments: expected --check or nothing, got ${unknown}`)
  let made: Map<string, string>
  try {
    made = generate()
  } catch (error) {
    if (error instanceof SprotoSyntaxError) return fail(`protocol/${error.message}`)
    throw error
  }
  const stale = staleFiles(made)
  if (isCheck && stale.length > 0)
    return fail(`protocol/generated: expected what npm run protocol makes, got another ${stale.join(', ')}`)
  write(made, stale)
  return 0
}

function fail(reason: string): number {
  console.error(reason)
  return 1
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2))
