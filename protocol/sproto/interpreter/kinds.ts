// For the interpreter: the functions that write and read the data of each kind of field that is no struct.

import type { Field } from '../schema/schema.ts'
import * as read from '../wire/read.ts'
import { malformed, SAFE, WIDE } from '../wire/wire.ts'
import * as write from '../wire/write.ts'

/** Writes data with its length at `pos`, returns the end. `extra` is what the kind needs besides, see extraOf. */
export type Put = (bytes: Uint8Array, pos: number, value: unknown, extra: number) => number
/** Reads the data between `pos` and `end`. */
export type Get = (bytes: Uint8Array, pos: number, end: number, extra: number) => unknown

/** A single boolean never has data: it stands in its field. */
const noData: Get = () => malformed('boolean', 'it has data')

/** Kind -> put one, put an array, get one, get an array. */
const TABLE: Record<string, readonly [Put, Put, Get, Get] | undefined> = {
  integer: [write.writeInteger, write.writeIntegers, read.readInteger, read.readIntegers],
  fixed: [write.writeFixed, write.writeFixeds, read.readFixed, read.readFixeds],
  double: [write.writeDouble, write.writeDoubles, read.readDouble, read.readDoubles],
  boolean: [write.writeBooleans, write.writeBooleans, noData, read.readBooleans],
  string: [write.writeString, write.writeStrings, read.readString, read.readStrings],
  binary: [write.writeBinary, write.writeBinaries, read.readBinary, read.readBinaries],
}

/** undefined for a struct. */
export const putOf = ({ kind, isArray }: Field): Put | undefined => TABLE[kind]?.[isArray ? 1 : 0]

/** undefined for a struct. */
export const getOf = ({ kind, isArray }: Field): Get | undefined => TABLE[kind]?.[isArray ? 3 : 2]

/** The scale of a fixed-point number; 1 for integers that may be bigints, 0 for those that may not. */
export const extraOf = ({ kind, scale }: Field, isWide: boolean): number =>
  kind === 'fixed' ? scale : isWide ? WIDE : SAFE
