// For the interpreter: the functions that write and read the data of each kind of field that is no struct.

import type { Field } from './schema.ts'
import * as wire from './wire.ts'

/** Writes data with its length at `pos`, returns the end. `extra` is what the kind needs besides, see extraOf. */
export type Put = (bytes: Uint8Array, pos: number, value: unknown, extra: number) => number
/** Reads the data between `pos` and `end`. */
export type Get = (bytes: Uint8Array, pos: number, end: number, extra: number) => unknown

/** A single boolean never has data: it stands in its field. */
const noData: Get = () => wire.malformed('boolean', 'it has data')

/** Kind -> put one, put an array, get one, get an array. */
const TABLE: Record<string, readonly [Put, Put, Get, Get] | undefined> = {
  integer: [wire.writeInteger, wire.writeIntegers, wire.readInteger, wire.readIntegers],
  fixed: [wire.writeFixed, wire.writeFixeds, wire.readFixed, wire.readFixeds],
  double: [wire.writeDouble, wire.writeDoubles, wire.readDouble, wire.readDoubles],
  boolean: [wire.writeBooleans, wire.writeBooleans, noData, wire.readBooleans],
  string: [wire.writeString, wire.writeStrings, wire.readString, wire.readStrings],
  binary: [wire.writeBinary, wire.writeBinaries, wire.readBinary, wire.readBinaries],
}

/** undefined for a struct. */
export const putOf = ({ kind, isArray }: Field): Put | undefined => TABLE[kind]?.[isArray ? 1 : 0]

/** undefined for a struct. */
export const getOf = ({ kind, isArray }: Field): Get | undefined => TABLE[kind]?.[isArray ? 3 : 2]

/** The scale of a fixed-point number; 1 for integers that may be bigints, 0 for those that may not. */
export const extraOf = ({ kind, scale }: Field, isWide: boolean): number =>
  kind === 'fixed' ? scale : isWide ? wire.WIDE : wire.SAFE
