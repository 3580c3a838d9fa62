// Bodies to JSON and back for the interpreter: looked through first, converted then.

import type { Field, StructType } from '../schema/schema.ts'
import { blankOf } from '../value/blank.ts'
import { keyOfName, nameOfKey } from '../value/keys.ts'
import { checkValue } from '../value/problem.ts'
import { decodeBase64, encodeBase64 } from '../wire/base64.ts'
import { type Fields, fieldOf, setField } from '../wire/wire.ts'
import { fixedOf } from '../wire/write.ts'

export function fromJson(type: StructType, json: unknown): unknown {
  checkValue(type, json, 'fromJson')
  return convert(type, json as Fields, structFrom, blankOf)
}

export function stringify(type: StructType, value: unknown): string {
  checkValue(type, value, 'toJson')
  return JSON.stringify(convert(type, value as Fields, structTo, leftOut))
}

type Way = (field: Field, value: unknown) => unknown

/** `missing`: what a field is that is not there. */
function convert(type: StructType, value: Fields, way: Way, missing: (field: Field) => unknown): Fields {
  const object: Fields = {}
  for (const field of type.fields) {
    const item = fieldOf(value, field.name)
    setField(object, field.name, item === undefined ? missing(field) : way(field, item))
  }
  return object
}

const leftOut = (): undefined => undefined

function structFrom(field: Field, value: unknown): unknown {
  if (field.value) return pairsFrom(field, value as Fields)
  if (!field.isArray) return itemFrom(field, value)
  const items = (value as unknown[]).map(item => itemFrom(field, item))
  if (!field.key) return items
  const { name } = field.key
  return new Map(items.map(item => [fieldOf(item as Fields, name), item]))
}

function pairsFrom(field: Field, value: Fields): Map<unknown, unknown> {
  const pairs = Object.entries(value)
  return new Map(pairs.map(([name, item]) => [keyFrom(field.key!, name), structFrom(field.value!, item)]))
}

function keyFrom(key: Field, name: string): unknown {
  const value = keyOfName(key, name)
  return key.kind === 'fixed' ? fixedOf(value, key.scale) / key.scale : value
}

function itemFrom(field: Field, value: unknown): unknown {
  if (field.type) return convert(field.type, value as Fields, structFrom, blankOf)
  if (field.kind === 'binary') return decodeBase64(value as string)
  return scalar(field, value)
}

function structTo(field: Field, value: unknown): unknown {
  if (field.value) return pairsTo(field, value as Map<unknown, unknown>)
  if (!field.isArray) return itemTo(field, value)
  const items = field.key ? (value as Map<unknown, unknown>).values() : (value as unknown[])
  return Array.from(items, item => itemTo(field, item))
}

function pairsTo(field: Field, value: ReadonlyMap<unknown, unknown>): Fields {
  const object: Fields = {}
  for (const [key, item] of value)
    setField(object, nameOfKey(field.key!.type ? key : scalar(field.key!, key)), structTo(field.value!, item))
  return object
}

function itemTo(field: Field, value: unknown): unknown {
  if (field.type) return convert(field.type, value as Fields, structTo, leftOut)
  return field.kind === 'binary' ? encodeBase64(value as Uint8Array) : scalar(field, value)
}

/** As it would come out of the binary way: rounded to its decimals, and an integer is never -0. */
function scalar(field: Field, value: unknown): unknown {
  if (field.kind === 'fixed') return fixedOf(value, field.scale) / field.scale
  return field.kind === 'integer' ? (value as number) + 0 : value
}
