// Random schemas, and random values of their types, for the properties and the fault suite.

import fc from 'fast-check'
import { type Field, parseSchema, type Schema, type StructType } from '../../../protocol/sproto/index.ts'

const BUILT_IN = ['integer', 'integer(1)', 'integer(4)', 'double', 'boolean', 'string', 'binary']
const KEYS = ['integer', 'integer(2)', 'string', 'boolean', 'double']
const NAMES = [
  'a',
  'b_2',
  'Long_Name',
  'type',
  'constructor',
  '__proto__',
  'toString',
  'class',
  'x',
  'y',
  'z',
  'value',
]

/** The text of a schema: some types, each using those before it, itself, or maps of two fields. */
export const schemaText: fc.Arbitrary<string> = fc
  .array(fc.record({ fields: fc.array(fieldChoice(), { maxLength: 8 }), key: fc.constantFrom(...KEYS) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map(types => types.map(({ fields, key }, i) => typeText(i, fields, key)).join('\n'))

interface FieldChoice {
  gap: number
  form: number
  other: number
  built: string
  isArray: boolean
}

function fieldChoice(): fc.Arbitrary<FieldChoice> {
  return fc.record({
    gap: fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 3000 }) },
    ),
    form: fc.integer({ min: 0, max: 9 }),
    other: fc.nat(),
    built: fc.constantFrom(...BUILT_IN),
    isArray: fc.boolean(),
  })
}

/** Type Ti with its key `k`, and Pi of two fields, whose value is one of the types so far. */
function typeText(i: number, fields: readonly FieldChoice[], key: string): string {
  let tag = 0
  const lines = fields.map((field, n) => {
    tag += field.gap + 1
    return `  ${NAMES[n]} ${tag} : ${typeOf(field, i)}`
  })
  const value = i === 0 ? 'string' : `*T${i - 1}(k)`
  return `.T${i} {\n${lines.reverse().join('\n')}\n  k 0 : ${key}\n}\n.P${i} { k 3 : ${key}  v 4 : ${value} }`
}

function typeOf({ form, other, built, isArray }: FieldChoice, i: number): string {
  const type = other % (i + 1)
  if (form < 5) return `${isArray ? '*' : ''}${built}`
  if (form === 5) return `T${type}`
  if (form === 6) return `*T${type}`
  return form === 7 ? `*T${type}(k)` : `*P${type}()`
}

export interface Sample {
  readonly schema: Schema
  readonly type: StructType
}

export const samples = (count: number, seed?: number): Sample[] =>
  fc.sample(schemaText, seed === undefined ? count : { numRuns: count, seed }).map(text => {
    const schema = parseSchema(text)
    const structs = [...schema.types.values()]
    return { schema, type: structs.at(-2)! }
  })

/** Values of `type`. `isJson`: such that JSON can carry them. */
export function valueOfType(
  type: StructType,
  isJson: boolean,
  depth = 0,
): fc.Arbitrary<Record<string, unknown>> {
  const entries = type.fields.map(field =>
    fieldValue(field, isJson, depth).map(value => [field.name, value] as const),
  )
  return fc.tuple(...entries).map(pairs => {
    const value = {}
    for (const [name, item] of pairs)
      if (item !== undefined)
        Object.defineProperty(value, name, {
          value: item,
          writable: true,
          enumerable: true,
          configurable: true,
        })
    return value
  })
}

function fieldValue(field: Field, isJson: boolean, depth: number): fc.Arbitrary<unknown> {
  if (field.type && depth > 1) return fc.constant(undefined)
  return fc.option(present(field, isJson, depth), { nil: undefined, freq: 3 })
}

function present(field: Field, isJson: boolean, depth: number): fc.Arbitrary<unknown> {
  if (field.value) {
    const pair = fc.tuple(scalar(field.key!, isJson), present(field.value, isJson, depth + 1))
    return fc.array(pair, { maxLength: 3 }).map(pairs => new Map(pairs))
  }
  const item = field.type ? valueOfType(field.type, isJson, depth + 1) : scalar(field, isJson)
  if (field.key) return fc.array(keyed(field, isJson, item), { maxLength: 3 }).map(pairs => new Map(pairs))
  return field.isArray ? fc.array(item, { maxLength: field.type ? 3 : 6 }) : item
}

function keyed(field: Field, isJson: boolean, item: fc.Arbitrary<unknown>): fc.Arbitrary<[unknown, unknown]> {
  const { key } = field
  return fc
    .tuple(scalar(key!, isJson), item)
    .map(([own, value]) => [own, { ...(value as object), [key!.name]: own }])
}

function scalar(field: Field, isJson: boolean): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'integer':
      return isJson ? safeInteger : fc.oneof(safeInteger, wideInteger)
    case 'fixed':
      return fc.oneof(fc.integer(), fixedInteger).map(n => (n + 0) / field.scale)
    case 'double':
      return (isJson ? fc.double({ noNaN: true, noDefaultInfinity: true }) : fc.double({ noNaN: true })).map(
        n => n + 0,
      )
    case 'boolean':
      return fc.boolean()
    case 'string':
      return fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ maxLength: 100 }),
        fc.string({ minLength: 200, maxLength: 300 }),
      )
    default:
      return fc.uint8Array({ maxLength: 40 })
  }
}

/** Beyond 2^50 a double divided by its scale does not come back. */
const fixedInteger = fc.maxSafeInteger().map(n => Math.trunc(n / 8))

const safeInteger = fc.oneof(
  fc.integer({ min: -2, max: 0x8001 }),
  fc.integer(),
  fc.maxSafeInteger().map(n => n + 0),
)

const wideInteger = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  .map(n => (Number.isSafeInteger(Number(n)) ? Number(n) + 0 : n))
