// Reads values of a schema that arrived at run time, by going through the plan of their type. Objects get all
// fields in the order of their declaration, so that all of one type have one shape.

import type { Field } from '../schema/schema.ts'
import { blankOf } from '../value/blank.ts'
import * as wire from '../wire/wire.ts'
import type { Plan, Step } from './plan.ts'

export class Decoder {
  read(plan: Plan, bytes: Uint8Array, start: number, end: number, depth: number): wire.Fields {
    wire.checkReadDepth(depth)
    const { steps, type, made, isOdd } = plan
    if (end - start < 2) wire.malformed(type.name, 'its header is cut off')
    const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
    if (stop > end) wire.malformed(type.name, 'its fields are cut off')
    const object: wire.Fields = { ...plan.blank }
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
      const from = data + 4
      if (word === 0) data = wire.dataEnd(bytes, data, end)
      while (next < steps.length && steps[next]!.tag < tag) next += 1
      const step = steps[next]
      if (step === undefined || step.tag !== tag) continue
      const value = word === 0 ? this.#read(step, bytes, from, data, depth) : readInline(step.field, word)
      if (isOdd) wire.setField(object, step.name, value)
      else object[step.name] = value
    }
    if (depth > 0 && data !== end) wire.malformed(type.name, 'bytes follow it')
    if (made.length > 0) fill(object, made)
    return object
  }

  #read(step: Step, bytes: Uint8Array, pos: number, end: number, depth: number): unknown {
    if (step.get) return step.get(bytes, pos, end, step.extra)
    const { field } = step
    return field.isArray
      ? collect(field, this.#readStructs(step.plan!, bytes, pos, end, depth))
      : this.read(step.plan!, bytes, pos, end, depth + 1)
  }

  #readStructs(plan: Plan, bytes: Uint8Array, pos: number, end: number, depth: number): wire.Fields[] {
    const items: wire.Fields[] = []
    for (let at = pos; at < end; ) {
      const next = wire.dataEnd(bytes, at, end)
      items.push(this.read(plan, bytes, at + 4, next, depth + 1))
      at = next
    }
    return items
  }
}

function fill(object: wire.Fields, made: readonly Field[]): void {
  for (const field of made)
    if (wire.fieldOf(object, field.name) === undefined) wire.setField(object, field.name, blankOf(field))
}

function readInline(field: Field, word: number): unknown {
  const value = (word >> 1) - 1
  if (field.isArray) return wire.malformed(field.name, 'an array without data')
  if (field.kind === 'integer') return value
  if (field.kind === 'fixed') return value / field.scale
  return field.kind === 'boolean' ? value !== 0 : wire.malformed(field.name, `a ${field.kind} without data`)
}

/** What `*T` reads as: an array, or the map of its elements. */
function collect(field: Field, items: readonly wire.Fields[]): unknown {
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
