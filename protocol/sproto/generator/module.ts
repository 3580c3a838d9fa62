// The code side of one schema file: for each of its types an interface and its functions in straight lines, then its
// messages, and the table of its types. What the functions do is what the interpreter does; read that first. What is
// generated stands in the order of the file, so that a new message adds lines and changes none.

import type { ProtocolDefinition, Schema, StructType } from '../schema/schema.ts'
import { jsonFunctions } from './json-code.ts'
import { baseOf, type Names, nameTypes, prefixOf } from './names.ts'
import { readFunction } from './read-code.ts'
import { RUNTIME } from './runtime.ts'
import { isScannable, scanFunction } from './scan-code.ts'
import { isDeep, isEndless, mapName } from './shape.ts'
import { interfaceOf, mapInterfaceOf, messagesOf } from './types.ts'
import { writeFunction } from './write-code.ts'

export interface ModuleOptions {
  readonly isWide: boolean
  /** How the generated module reaches protocol/sproto: `../sproto`. */
  readonly runtime: string
  /** Whether a message is asked by clients; else the server says it unasked. */
  isRequest(protocol: ProtocolDefinition): boolean
}

/** The text of the module for `file` of `schema`. For c2s.sproto it exports its types, `C2sRequests`, `C2sPushes`, and
 * `shapesC2s`: the Shape of each of its types by the name that it has in the schema. No type has a `$` in its name. */
export function moduleOf(schema: Schema, file: string, options: ModuleOptions): string {
  const names = nameTypes(schema)
  const types = [...schema.types.values()].filter(type => (type.file ?? '') === file)
  const protocols = [...schema.protocols.values()].filter(protocol => (protocol.file ?? '') === file)
  const asked = new Set(protocols.filter(options.isRequest).map(({ request }) => request))
  const isScanned = (type: StructType): boolean => asked.has(type) && isScannable(type)
  const parts = types.map(type => partOf(type, names, options.isWide, isScanned(type)))
  const table = types
    .map(type => `  '${type.name}': ${shapeOf(names.get(type)!, isScanned(type))},\n`)
    .join('')
  return [
    importsOf(parts, foreignTypes(schema, file), names, options.runtime),
    ...parts.map(({ type, code }) => type + code),
    messagesOf(protocols, names, { ...options, prefix: prefixOf(file) }),
    `export const shapes${prefixOf(file)}: Record<string, $Shape> = {\n${table}}\n`,
  ].join('\n')
}

interface Part {
  /** Its interface. */
  readonly type: string
  readonly code: string
}

function partOf(type: StructType, names: Names, isWide: boolean, isScanned: boolean): Part {
  const own = interfaceOf(type, names, isWide)
  if (type.fields.length === 0) return { type: own, code: emptyFunctions(names.get(type)!) }
  const context = { type, names, isWide, isDeep: isDeep(type) }
  const scan = isScanned ? scanFunction(context) : []
  const code = [...writeFunction(context), ...readFunction(context), ...jsonFunctions(context), ...scan, '']
  return { type: isEndless(type) ? own + mapInterfaceOf(type, names, isWide) : own, code: code.join('\n') }
}

const WAYS = ['write', 'read', 'parse', 'json']

const emptyFunctions = (name: string): string =>
  WAYS.map(way => `export const ${way}${name} = ${way}Empty\n`).join('')

const shapeOf = (name: string, isScanned: boolean): string =>
  `{ write: write${name}, read: read${name}, fromJson: parse${name}, writeJson: json${name}${isScanned ? `, scan: scan${name}` : ''} }`

const foreignTypes = (schema: Schema, file: string): StructType[] =>
  [...schema.types.values()].filter(type => (type.file ?? '') !== file)

/** Imports what the parts use, and nothing else: a line for each type of another file. */
function importsOf(
  parts: readonly Part[],
  foreign: readonly StructType[],
  names: Names,
  runtime: string,
): string {
  const code = parts.map(part => part.code).join('\n')
  const types = parts.map(part => part.type.replace(/\/\*\*.*?\*\//gs, '')).join('\n')
  const lines = [`import type { Shape as $Shape } from '${runtime}/value/codec.ts'`]
  for (const [file, exports] of Object.entries(RUNTIME)) {
    const used = exports.filter(name => isUsed(name, code))
    if (used.length > 0) lines.push(`import { ${used.join(', ')} } from '${runtime}/${file}.ts'`)
  }
  for (const type of foreign) {
    const used = foreignNames(type, names).filter(name =>
      isUsed(name.replace('type ', ''), `${types}\n${code}`),
    )
    if (used.length > 0) lines.push(`import { ${used.join(', ')} } from './${baseOf(type.file ?? '')}.ts'`)
  }
  return `${lines.join('\n')}\n`
}

/** All that the module of `type` exports for it. */
function foreignNames(type: StructType, names: Names): string[] {
  const own = isEndless(type) ? [names.get(type)!, mapName(type, names)] : [names.get(type)!]
  const functions = own.flatMap(name => WAYS.map(way => way + name))
  return [...own.map(name => `type ${name}`), ...functions]
}

/** Not where it is the name of a field, or stands in a text. */
const isUsed = (name: string, code: string): boolean =>
  new RegExp(`(?<![\\w$.'"])${name.replace('$', '\\$')}(?![\\w$:?'".])`).test(code)
