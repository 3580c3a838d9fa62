// The code side of a schema: for each type five functions in straight lines, and the table of them. What they do
// is what the interpreter does (interpreter.ts, json.ts); read that first.

import type { Schema, StructType } from '../schema/schema.ts'
import { jsonFunctions } from './json-code.ts'
import { type Names, nameTypes } from './names.ts'
import { readFunction } from './read-code.ts'
import { isDeep, isEndless, mapName } from './shape.ts'
import { writeFunction } from './write-code.ts'

export interface CodecsOptions {
  readonly isWide: boolean
  /** How the generated module reaches protocol/sproto: `../sproto`. */
  readonly runtime: string
  /** How it reaches the module of types: `./types.ts`. */
  readonly types: string
}

/** The text of a module that exports `shapes`: the Shape of each type by its name in the schema. */
export function codecsModule(schema: Schema, options: CodecsOptions): string {
  const names = nameTypes(schema)
  const functions = [...schema.types.values()].map(type => functionsOf(type, names, options.isWide))
  const table = [...names].map(([type, name]) => entryOf(type, name))
  const body = `${functions.join('\n')}\nexport const shapes: Record<string, Shape> = {\n${table.join('')}}\n`
  return `${importsOf(body, names, options)}\n${body}`
}

const functionsOf = (type: StructType, names: Names, isWide: boolean): string => {
  const context = { type, names, isWide, isDeep: isDeep(type) }
  return [writeFunction(context), readFunction(context), ...jsonFunctions(context)].join('\n')
}

const entryOf = (type: StructType, name: string): string =>
  `  '${type.name}': { write: write${name}, read: read${name}, fromJson: parse${name}, toJson: plain${name}, stringify: text${name} },\n`

/** Imports what the body uses, and nothing else. */
function importsOf(body: string, names: Names, { runtime, types }: CodecsOptions): string {
  const isUsed = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body)
  const lines = [`import type { Shape } from '${runtime}/value/codec.ts'`]
  for (const [file, exports] of Object.entries(RUNTIME)) {
    const used = exports.filter(isUsed)
    if (used.length > 0) lines.push(`import { ${used.join(', ')} } from '${runtime}/${file}.ts'`)
  }
  if (isUsed('Fields')) lines.push(`import type { Fields } from '${runtime}/wire/wire.ts'`)
  const maps = [...names.keys()].filter(isEndless).map(type => mapName(type, names))
  const typeNames = [...names.values(), ...maps].join(', ')
  if (names.size > 0) lines.push(`import type { ${typeNames} } from '${types}'`)
  return `${lines.join('\n')}\n`
}

/** Where generated code finds its helpers. */
const RUNTIME = {
  'wire/wire': [
    'arrayOf',
    'checkDepth',
    'checkReadDepth',
    'dataEnd',
    'fieldOf',
    'isKey',
    'isStruct',
    'malformed',
    'mapOf',
    'putUint32',
    'refuse',
    'SAFE',
    'setField',
    'WIDE',
  ],
  'wire/write': [
    'fixedOf',
    'inlineOf',
    'writeBinaries',
    'writeBinary',
    'writeBooleans',
    'writeDouble',
    'writeDoubles',
    'writeFixed',
    'writeFixeds',
    'writeInteger',
    'writeIntegers',
    'writeString',
    'writeStrings',
  ],
  'wire/read': [
    'readBinaries',
    'readBinary',
    'readBooleans',
    'readDouble',
    'readDoubles',
    'readFixed',
    'readFixeds',
    'readInteger',
    'readIntegers',
    'readString',
    'readStrings',
  ],
  'value/scalars': [
    'base64Of',
    'booleanOf',
    'bytesOfBase64',
    'doubleOf',
    'fixedNumberOf',
    'integerOf',
    'keyFromName',
    'nameOfKey',
    'quote',
    'textOf',
  ],
}
