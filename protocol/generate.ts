// `npm run protocol`: reads protocol/*.sproto as one schema and writes protocol/generated/. Files whose name ends
// in c2s.sproto hold requests, in s2c.sproto pushes, all others types. A test proves the result fresh.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codecsModule } from './sproto/generator/codecs.ts'
import { typesModule } from './sproto/generator/types.ts'
import { parseSchema, type Schema, SprotoSyntaxError } from './sproto/index.ts'

const FOLDER = import.meta.dirname
const HEAD = '// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.\n\n'

/** What protocol/generated/ has to hold: file name -> text. Throws SprotoSyntaxError. */
export function generate(folder: string = FOLDER): Map<string, string> {
  const names = readdirSync(folder).filter(name => name.endsWith('.sproto'))
  const files = names.sort().map(name => ({ name, text: readText(join(folder, name)) }))
  const schema = parseSchema(files)
  check(schema)
  const directions = {
    isRequest: (protocol: { file: string | undefined }) => protocol.file!.endsWith('c2s.sproto'),
    isPush: (protocol: { file: string | undefined }) => protocol.file!.endsWith('s2c.sproto'),
  }
  const messages = withoutHeader(schema)
  const codecs = codecsModule(messages, { isWide: false, runtime: '../sproto', types: './types.ts' })
  return new Map([
    ['types.ts', HEAD + typesModule(messages, directions)],
    ['codecs.ts', HEAD + codecs],
    ['schema.ts', HEAD + schemaModule(schema)],
    ['index.ts', HEAD + INDEX],
  ])
}

/** Without the mark that editors on Windows put in front. */
const readText = (path: string): string => readFileSync(path, 'utf8').replace(/^\ufeff/, '')

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
  const file = files.find(each => /^\s*\.package\b/m.test(each.text))?.name
  const at = { line: 1, column: 1, file }
  throw new SprotoSyntaxError(
    `the type "package" is the header of every message: ${HEADER}; nothing else`,
    at,
  )
}

function check(schema: Schema): void {
  checkHeader(schema)
  for (const { name, file } of schema.protocols.values()) {
    const at = { line: 1, column: 1, file }
    if (name === 'error')
      throw new SprotoSyntaxError('"error" is a reserved name, call the protocol otherwise', at)
    if (!/(c2s|s2c)\.sproto$/.test(file!))
      throw new SprotoSyntaxError(`the protocol "${name}" must stand in a c2s.sproto or s2c.sproto file`, at)
  }
}

/** Apart from the codecs, for whoever would rather load little than run fast. */
const schemaModule = (schema: Schema): string => `/** protocol/*.sproto, for parseSchema. */
export const files = [
${schema.files.map(file => `  { name: ${JSON.stringify(file.name)}, text: ${literal(file.text)} },`).join('\n')}
]
`

const INDEX = `import { assemble, Codec, type Protocol, parseSchema } from '../sproto/index.ts'
import { shapes } from './codecs.ts'
import { files } from './schema.ts'

export type * from './types.ts'

/** All messages of protocol/*.sproto, with generated codecs. */
export const protocol: Protocol = assemble(
  parseSchema(files),
  type => new Codec(type.name, shapes[type.name]!, () => type, false),
)
`

const literal = (text: string): string => `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``

function main(): void {
  const target = join(FOLDER, 'generated')
  mkdirSync(target, { recursive: true })
  for (const [name, text] of generate()) writeFileSync(join(target, name), text)
}

if (process.argv[1] === import.meta.filename) main()
