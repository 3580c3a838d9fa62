// Gives every type of a schema a name in TypeScript: `Person.PhoneNumber` is PersonPhoneNumber, `login.request`
// is LoginRequest. Two types never share one, and none hides a global that generated code uses.

import type { Schema, StructType } from '../schema/schema.ts'

const TAKEN = [
  'Array',
  'Map',
  'Object',
  'Uint8Array',
  'Number',
  'String',
  'Requests',
  'Pushes',
  'Types',
  'Fields',
]

export type Names = ReadonlyMap<StructType, string>

export function nameTypes(schema: Schema): Names {
  const taken = new Set(TAKEN)
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
