// A Shape for a type of a schema that arrived at run time: walks the schema for every value. Generated code does
// the same in straight lines; one suite runs both.

import type { Shape } from './codec.ts'
import { fromJson, toJson } from './json.ts'
import type { Field, StructType } from './schema.ts'
import * as wire from './wire.ts'

/** The Shape of `type`. `isWide`: integers beyond ±(2^53 - 1) are bigints, else they are errors. */
export function interpret(type: StructType, isWide: boolean): Shape {
  const interpreter = new Interpreter(isWide)
  return {
    write: (value, bytes, pos, depth) => interpreter.write(type, value, bytes, pos, depth),
    read: (bytes, pos, end, depth) => interpreter.read(type, bytes, pos, end, depth),
    fromJson: json => fromJson(type, json),
    toJson: value => toJson(type, value),
    stringify: value => JSON.stringify(toJson(type, value)),
  }
}

class Interpreter {
  readonly #isWide: boolean

  constructor(isWide: boolean) {
    this.#isWide = isWide
  }

  write(type: StructType, value: unknown, bytes: Uint8Array, start: number, depth: number): number {
    if (!wire.isStruct(value)) return wire.refuse()
    wire.checkDepth(depth)
    const words = countWords(type, value)
    bytes[start] = words
    bytes[start + 1] = words >> 8
    let at = start + 2
    let data = at + words * 2
    let last = -1
    for (const field of type.byTag) {
      const item = wire.fieldOf(value, field.name)
      if (item === undefined) continue
      if (field.tag > last + 1) at = putWord(bytes, at, (field.tag - last - 2) * 2 + 1)
      last = field.tag
      const inline = this.#inline(field, item)
      if (inline === 0) data = this.#write(field, item, bytes, data, depth)
      at = putWord(bytes, at, inline)
    }
    return data
  }

  #inline(field: Field, value: unknown): number {
    if (field.isArray) return 0
    if (field.kind === 'boolean') return typeof value === 'boolean' ? (value ? 4 : 2) : wire.refuse()
    if (field.kind === 'fixed') return wire.inlineOf(wire.fixedOf(value, field.scale))
    if (field.kind !== 'integer') return 0
    return typeof value === 'bigint' && !this.#isWide ? wire.refuse() : wire.inlineOf(value)
  }

  #write(field: Field, value: unknown, bytes: Uint8Array, pos: number, depth: number): number {
    if (field.isArray) return this.#writeArray(field, value, bytes, pos, depth)
    switch (field.kind) {
      case 'integer':
        return wire.writeInteger(bytes, pos, value, this.#isWide)
      case 'fixed':
        return wire.writeFixed(bytes, pos, wire.fixedOf(value, field.scale))
      case 'double':
        return wire.writeDouble(bytes, pos, value)
      case 'string':
        return wire.writeString(bytes, pos, value)
      case 'binary':
        return wire.writeBinary(bytes, pos, value)
      default:
        return this.#writeElement(field.type!, value, bytes, pos, depth)
    }
  }

  #writeElement(type: StructType, value: unknown, bytes: Uint8Array, pos: number, depth: number): number {
    const end = this.write(type, value, bytes, pos + 4, depth + 1)
    wire.putUint32(bytes, pos, end - pos - 4)
    return end
  }

  #writeArray(field: Field, value: unknown, bytes: Uint8Array, pos: number, depth: number): number {
    switch (field.kind) {
      case 'integer':
        return wire.writeIntegers(bytes, pos, value, this.#isWide)
      case 'fixed':
        return wire.writeFixeds(bytes, pos, value, field.scale)
      case 'double':
        return wire.writeDoubles(bytes, pos, value)
      case 'boolean':
        return wire.writeBooleans(bytes, pos, value)
      case 'string':
        return wire.writeStrings(bytes, pos, value)
      case 'binary':
        return wire.writeBinaries(bytes, pos, value)
      default: {
        let at = pos + 4
        for (const item of itemsOf(field, value)) at = this.#writeElement(field.type!, item, bytes, at, depth)
        wire.putUint32(bytes, pos, at - pos - 4)
        return at
      }
    }
  }

  read(type: StructType, bytes: Uint8Array, start: number, end: number, depth: number): wire.Fields {
    wire.checkReadDepth(depth)
    if (end - start < 2) wire.malformed(type.name, 'its header is cut off')
    const words = bytes[start]! | (bytes[start + 1]! << 8)
    const stop = start + 2 + words * 2
    if (stop > end) wire.malformed(type.name, 'its fields are cut off')
    const object: wire.Fields = {}
    for (const field of type.fields) wire.setField(object, field.name, undefined)
    let tag = -1
    let data = stop
    let next = 0
    for (let at = start + 2; at < stop; at += 2) {
      const word = bytes[at]! | (bytes[at + 1]! << 8)
      tag += 1
      if (word & 1) {
        tag += word >> 1
        continue
      }
      const from = data
      if (word === 0) data = wire.dataEnd(bytes, data, end)
      while (next < type.byTag.length && type.byTag[next]!.tag < tag) next += 1
      const field = type.byTag[next]
      if (field?.tag !== tag) continue
      const value = word === 0 ? this.#read(field, bytes, from + 4, data, depth) : readInline(field, word)
      wire.setField(object, field.name, value)
    }
    if (depth > 0 && data !== end) wire.malformed(type.name, 'bytes follow it')
    return object
  }

  #read(field: Field, bytes: Uint8Array, pos: number, end: number, depth: number): unknown {
    if (field.isArray) return this.#readArray(field, bytes, pos, end, depth)
    switch (field.kind) {
      case 'integer':
        return this.#isWide ? wire.readWideInteger(bytes, pos, end) : wire.readInteger(bytes, pos, end)
      case 'fixed':
        return wire.readFixed(bytes, pos, end, field.scale)
      case 'double':
        return wire.readDouble(bytes, pos, end)
      case 'boolean':
        return wire.malformed(field.name, 'a boolean with data')
      case 'string':
        return wire.readString(bytes, pos, end)
      case 'binary':
        return wire.readBinary(bytes, pos, end)
      default:
        return this.read(field.type!, bytes, pos, end, depth + 1)
    }
  }

  #readArray(field: Field, bytes: Uint8Array, pos: number, end: number, depth: number): unknown {
    switch (field.kind) {
      case 'integer':
        return this.#isWide ? wire.readWideIntegers(bytes, pos, end) : wire.readIntegers(bytes, pos, end)
      case 'fixed':
        return wire.readFixeds(bytes, pos, end, field.scale)
      case 'double':
        return wire.readDoubles(bytes, pos, end)
      case 'boolean':
        return wire.readBooleans(bytes, pos, end)
      case 'string':
        return wire.readStrings(bytes, pos, end)
      case 'binary':
        return wire.readBinaries(bytes, pos, end)
      default:
        return collect(field, this.#readStructs(field.type!, bytes, pos, end, depth))
    }
  }

  #readStructs(type: StructType, bytes: Uint8Array, pos: number, end: number, depth: number): wire.Fields[] {
    const items: wire.Fields[] = []
    for (let at = pos; at < end; ) {
      const next = wire.dataEnd(bytes, at, end)
      items.push(this.read(type, bytes, at + 4, next, depth + 1))
      at = next
    }
    return items
  }
}

/** How many 16-bit words the field part has: one for each field that is there, one for each gap before one. */
function countWords(type: StructType, value: wire.Fields): number {
  let words = 0
  let last = -1
  for (const field of type.byTag) {
    if (wire.fieldOf(value, field.name) === undefined) continue
    words += field.tag > last + 1 ? 2 : 1
    last = field.tag
  }
  return words
}

function putWord(bytes: Uint8Array, pos: number, word: number): number {
  bytes[pos] = word
  bytes[pos + 1] = word >> 8
  return pos + 2
}

function readInline(field: Field, word: number): unknown {
  const value = (word >> 1) - 1
  if (field.isArray) return wire.malformed(field.name, 'an array without data')
  if (field.kind === 'integer') return value
  if (field.kind === 'fixed') return value / field.scale
  return field.kind === 'boolean' ? value !== 0 : wire.malformed(field.name, `a ${field.kind} without data`)
}

/** The structs of an array or a map, in order. */
function itemsOf(field: Field, value: unknown): Iterable<unknown> {
  if (field.value) return Array.from(wire.mapOf(value), pair => pairOf(field, pair))
  if (!field.key) return wire.arrayOf(value)
  const { name } = field.key
  for (const [key, item] of wire.mapOf(value))
    if (!wire.isStruct(item) || !wire.isKey(wire.fieldOf(item, name), key)) wire.refuse()
  return (value as Map<unknown, unknown>).values()
}

function pairOf(field: Field, [key, item]: [unknown, unknown]): wire.Fields {
  if (key === undefined || item === undefined) wire.refuse()
  const pair: wire.Fields = {}
  wire.setField(pair, field.key!.name, key)
  wire.setField(pair, field.value!.name, item)
  return pair
}

/** What `*T` reads as: an array, or the map of its elements. */
export function collect(field: Field, items: readonly wire.Fields[]): unknown {
  if (!field.key) return items
  const map = new Map<unknown, unknown>()
  for (const item of items) {
    const key = wire.fieldOf(item, field.key.name)
    const value = field.value ? wire.fieldOf(item, field.value.name) : item
    if (key === undefined) wire.malformed(field.name, `an element without its key ${field.key.name}`)
    if (value === undefined) wire.malformed(field.name, `an element without its value ${field.value!.name}`)
    map.set(key, value)
  }
  return map
}
