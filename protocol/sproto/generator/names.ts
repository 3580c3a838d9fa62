// Gives every type of a schema a name in TypeScript: `Person.PhoneNumber` is PersonPhoneNumber, `login.request`
// is LoginRequest. Two types never share one, and none hides a global that generated code uses.

import type { Schema, StructType } from '../schema/schema.ts'
import { RUNTIME } from './runtime.ts'

const TAKEN = [
  'Array',
  'Map',
  'Object',
  'Uint8Array',
  'Number',
  'String',
  'Requests',
  'Pushes',
  // For a type `Integer` there will be a function `writeInteger`.
  ...Object.values(RUNTIME)
    .flat()
    .map(name => name.replace(/^(parse|read|text|write)(?=[A-Z])/, '')),
]

export type Names = ReadonlyMap<StructType, string>

export function nameTypes(schema: Schema): Names {
  const tables = schema.files.flatMap(({ name }) => [`${prefixOf(name)}Requests`, `${prefixOf(name)}Pushes`])
  const taken = new Set([...TAKEN, ...tables])
  const names = new Map<StructType, string>()
  for (const type of schema.types.values()) {
    let name = pascalOf(type.name)
    while (taken.has(name)) name += '_'
    taken.add(name)
    names.set(type, name)
  }
  return names
}

const pascalOf = (name: string): string =>
  name.replace(/(^|[._])([A-Za-z0-9])/g, (_, _sign, letter: string) => letter.toUpperCase())

/** What the names of a file's tables of messages begin with: `C2s` for c2s.sproto. */
export const prefixOf = (file: string): string =>
  baseOf(file)
    .replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, _sign, letter: string) => letter.toUpperCase())
    .replace(/[^A-Za-z0-9]/g, '')

/** The name of its module, without .ts. */
export const baseOf = (file: string): string => file.replace(/\.sproto$/, '')
