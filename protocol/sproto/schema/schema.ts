// The form of a parsed schema: types with their fields, protocols with their bodies. Every name is resolved,
// every rule of the language is checked; whoever holds a Schema need not check again.
//
// Two marks in comments say more than the language can, and other parsers read past them:
//
//   #!   its side always gives this field; on a type, a body or a message: all fields in it
//   #?   it may be missing after all
//
// What is marked is written as ever. Whoever decodes fills a marked field that is missing, so that code can rely on it.

import type { Place } from './lexer.ts'

export type { Place }

export type Kind = 'integer' | 'fixed' | 'double' | 'boolean' | 'string' | 'binary' | 'struct'

export interface Field {
  readonly name: string
  /** 0 to 32766. */
  readonly tag: number
  readonly kind: Kind
  /** 10 to the power of n for `integer(n)`; 1 for every other kind. */
  readonly scale: number
  /** The type of a struct field, resolved. */
  readonly type: StructType | undefined
  readonly isArray: boolean
  /** The field of the element type that is the key of a `*T(key)` or `*T()`. */
  readonly key: Field | undefined
  /** The field of the element type that is the value of a `*T()`. */
  readonly value: Field | undefined
  /** Marked `#!`: where it is missing it reads as 0, false, '', no bytes, an empty list or map, or a struct of such. */
  readonly isGiven: boolean
  readonly comment: string
}

export interface StructType {
  /** With its scope: `Person.PhoneNumber`, `login.request`. */
  readonly name: string
  /** In the order of their declaration. */
  readonly fields: readonly Field[]
  /** In the order of their tags, which is the order on the wire. */
  readonly byTag: readonly Field[]
  readonly comment: string
  /** The name of the file it stands in, where parseSchema was given one. */
  readonly file: string | undefined
}

export interface ProtocolDefinition {
  readonly name: string
  /** 0 to 32766. */
  readonly tag: number
  readonly request: StructType | undefined
  readonly response: StructType | undefined
  /** `response nil`: answered with a header only. */
  readonly confirm: boolean
  readonly comment: string
  /** The name of the file it stands in, where parseSchema was given one. */
  readonly file: string | undefined
  /** Where its tag stands. */
  readonly place: Place
}

export interface SchemaFile {
  readonly name: string
  readonly text: string
}

export interface Schema {
  /** What was parsed, in order. A text without a name is the file ''. */
  readonly files: readonly SchemaFile[]
  readonly types: ReadonlyMap<string, StructType>
  /** By name, in the order of their tags. */
  readonly protocols: ReadonlyMap<string, ProtocolDefinition>
}

export const MAX_TAG = 32766
/** Structs within structs, the outermost counted. */
export const MAX_DEPTH = 64
