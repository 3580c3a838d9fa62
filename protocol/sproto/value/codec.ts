// The door to one type: what the gate, the client and the Sproto class call. Behind it stands a Shape, made by
// the interpreter or by generated code; this class gives both the same errors and the same handling of room.

import { SprotoDecodeError, SprotoEncodeError } from '../errors.ts'
import type { StructType } from '../schema/schema.ts'
import type { Writer } from '../wire/writer.ts'
import { checkValue, type Mode } from './problem.ts'

/** What a type can do, without its errors' paths. */
export interface Shape {
  /** Writes `value` at `pos`, may run past the end of `bytes`, returns the new pos. Throws when it does not fit. */
  readonly write: (value: unknown, bytes: Uint8Array, pos: number, depth: number) => number
  /** Reads a struct; at depth 0 bytes may follow it, deeper it must fill [pos, end). */
  readonly read: (bytes: Uint8Array, pos: number, end: number, depth: number) => unknown
  readonly fromJson: (json: unknown, depth: number) => unknown
  /** Like write, in UTF-8. */
  readonly writeJson: (value: unknown, bytes: Uint8Array, pos: number, depth: number) => number
  /** Reads the JSON text of a value in its usual spelling; undefined where that has to be parsed, or is wrong. */
  readonly scan?: (bytes: Uint8Array, start: number, end: number) => unknown
}

/** One struct type, in and out of bytes and JSON. Methods check; none keeps a reference to what it was given. */
export interface TypeCodec<T = unknown> {
  readonly name: string
  /** Appends the (unpacked) bytes at `out.pos`. Throws SprotoEncodeError naming the path; `out` is as before then. */
  encode(value: T, out: Writer): void
  /** Reads the struct at `start`; what follows it before `end` is ignored. Throws SprotoDecodeError. */
  decode(bytes: Uint8Array, start: number, end: number): T
  /** Takes a parsed JSON body: base64 → Uint8Array, array → Map for `*T(key)`, object → Map for `*T()`; drops
   * what the schema does not know. Throws SprotoJsonError naming the path. */
  fromJson(json: unknown): T
  /** What fromJson gives for the JSON text in bytes[start, end), at once: undefined for a type or a spelling that has to
   * be parsed. */
  scanJson(bytes: Uint8Array, start: number, end: number): T | undefined
  /** The way back: appends the JSON text in UTF-8 at `out.pos`. Throws SprotoJsonError, also for numbers that are not
   * finite; `out` is as before then. */
  encodeJson(value: T, out: Writer): void
}

export class Codec<T = unknown> implements TypeCodec<T> {
  readonly name: string
  readonly #shape: Shape
  readonly #type: () => StructType
  readonly #isWide: boolean

  /** `type` is asked for only when a value is refused, to find its path. */
  constructor(name: string, shape: Shape, type: () => StructType, isWide: boolean) {
    this.name = name
    this.#shape = shape
    this.#type = type
    this.#isWide = isWide
  }

  encode(value: T, out: Writer): void {
    try {
      const end = this.#shape.write(value, out.bytes, out.pos, 0)
      if (end <= out.bytes.length) out.pos = end
      else this.#encodeLarge(value, out, end - out.pos)
    } catch (error) {
      throw this.#explain(error, value, 'encode')
    }
  }

  #encodeLarge(value: T, out: Writer, size: number): void {
    out.reserve(size)
    out.pos = this.#shape.write(value, out.bytes, out.pos, 0)
  }

  decode(bytes: Uint8Array, start: number, end: number): T {
    if (end > bytes.length || start < 0) throw new SprotoDecodeError('outside the bytes')
    return this.#shape.read(bytes, start, end, 0) as T
  }

  fromJson(json: unknown): T {
    try {
      return this.#shape.fromJson(json, 0) as T
    } catch (error) {
      throw this.#explain(error, json, 'fromJson')
    }
  }

  scanJson(bytes: Uint8Array, start: number, end: number): T | undefined {
    return this.#shape.scan?.(bytes, start, end) as T | undefined
  }

  encodeJson(value: T, out: Writer): void {
    try {
      const end = this.#shape.writeJson(value, out.bytes, out.pos, 0)
      if (end <= out.bytes.length) out.pos = end
      else this.#encodeLargeJson(value, out, end - out.pos)
    } catch (error) {
      throw this.#explain(error, value, 'toJson')
    }
  }

  #encodeLargeJson(value: T, out: Writer, size: number): void {
    out.reserve(size)
    out.pos = this.#shape.writeJson(value, out.bytes, out.pos, 0)
  }

  /** Throws it with its path, where that is found. */
  #explain(error: unknown, value: unknown, mode: Mode): unknown {
    if (!(error instanceof SprotoEncodeError)) return error
    checkValue(this.#type(), value, mode, this.#isWide)
    return error
  }
}
