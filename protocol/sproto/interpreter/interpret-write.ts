// Writes values of a schema that arrived at run time, by going through the plan of their type.

import type { Field } from '../schema/schema.ts'
import * as wire from '../wire/wire.ts'
import * as write from '../wire/write.ts'
import type { Plan, Step } from './plan.ts'

export class Encoder {
  /** The fields of the struct that is being written, for each depth: they are looked at twice. */
  readonly #values: unknown[][] = []

  write(plan: Plan, value: unknown, bytes: Uint8Array, start: number, depth: number): number {
    if (!wire.isStruct(value)) return wire.refuse()
    wire.checkDepth(depth)
    const { steps } = plan
    this.#values[depth] ??= []
    const values = this.#values[depth]!
    const words = take(steps, value, values)
    bytes[start] = words
    bytes[start + 1] = words >> 8
    let at = start + 2
    let data = at + words * 2
    let last = -1
    for (let i = 0; i < steps.length; i++) {
      const item = values[i]
      if (item === undefined) continue
      values[i] = undefined
      const step = steps[i]!
      if (step.tag > last + 1) at = putWord(bytes, at, (step.tag - last - 2) * 2 + 1)
      last = step.tag
      const inline = inlineOf(step, item)
      if (inline === 0) data = this.#write(step, item, bytes, data, depth)
      at = putWord(bytes, at, inline)
    }
    return data
  }

  #write(step: Step, value: unknown, bytes: Uint8Array, pos: number, depth: number): number {
    if (step.put) return step.put(bytes, pos, value, step.extra)
    const { field } = step
    return field.isArray
      ? this.#writeStructs(step.plan!, itemsOf(field, value), bytes, pos, depth)
      : this.#writeElement(step.plan!, value, bytes, pos, depth)
  }

  #writeElement(plan: Plan, value: unknown, bytes: Uint8Array, pos: number, depth: number): number {
    const end = this.write(plan, value, bytes, pos + 4, depth + 1)
    wire.putUint32(bytes, pos, end - pos - 4)
    return end
  }

  #writeStructs(plan: Plan, items: Iterable<unknown>, bytes: Uint8Array, pos: number, depth: number): number {
    let at = pos + 4
    for (const item of items) at = this.#writeElement(plan, item, bytes, at, depth)
    wire.putUint32(bytes, pos, at - pos - 4)
    return at
  }
}

/** Takes the fields out of `value`, and says how many 16-bit words the field part has: one for each field that is
 * there, one for each gap before one. */
function take(steps: readonly Step[], value: wire.Fields, values: unknown[]): number {
  let words = 0
  let last = -1
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!
    const item = step.isInherited ? wire.fieldOf(value, step.name) : value[step.name]
    values[i] = item
    if (item === undefined) continue
    words += step.tag > last + 1 ? 2 : 1
    last = step.tag
  }
  return words
}

/** What stands in the field itself; 0 for what needs data. */
function inlineOf({ field, extra }: Step, value: unknown): number {
  if (field.isArray) return 0
  if (field.kind === 'boolean') return typeof value === 'boolean' ? (value ? 4 : 2) : wire.refuse()
  if (field.kind === 'fixed') return write.inlineOf(write.fixedOf(value, extra))
  return field.kind === 'integer' ? write.inlineOf(value, extra) : 0
}

function putWord(bytes: Uint8Array, pos: number, word: number): number {
  bytes[pos] = word
  bytes[pos + 1] = word >> 8
  return pos + 2
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
