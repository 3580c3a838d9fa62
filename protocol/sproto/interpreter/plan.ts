// What the interpreter needs of a type, looked up once instead of for every value.

import type { Field, StructType } from '../schema/schema.ts'
import { setField } from '../wire/wire.ts'
import { extraOf, type Get, getOf, type Put, putOf } from './kinds.ts'

export interface Step {
  readonly field: Field
  readonly name: string
  readonly tag: number
  /** Its place among the fields as they were declared. */
  readonly index: number
  /** Every object inherits something of this name, so a value counts only when it is the object's own. */
  readonly isInherited: boolean
  /** The plan of the field's type, for a struct. */
  readonly plan: Plan | undefined
  /** For all other kinds. */
  readonly put: Put | undefined
  readonly get: Get | undefined
  /** Their last argument. */
  readonly extra: number
}

export interface Plan {
  readonly type: StructType
  /** In the order of the tags. */
  readonly steps: readonly Step[]
  /** In the order of declaration, which is the order of the fields in a decoded object. */
  readonly names: readonly string[]
  /** What a decoded object of many fields begins as; one of few begins empty, which is quicker. */
  readonly blank: Readonly<Record<string, unknown>> | undefined
  /** A field is called `__proto__`, which can't be set like another. */
  readonly isOdd: boolean
}

/** Plans of one schema, made as they are asked for: types may hold themselves. */
export class Plans {
  readonly #plans = new Map<StructType, Plan>()
  readonly #isWide: boolean

  constructor(isWide: boolean) {
    this.#isWide = isWide
  }

  of(type: StructType): Plan {
    const known = this.#plans.get(type)
    if (known) return known
    const steps: Step[] = []
    const names = type.fields.map(field => field.name)
    const plan = {
      type,
      steps,
      names,
      blank: names.length > FEW ? blankOf(names) : undefined,
      isOdd: names.includes('__proto__'),
    }
    this.#plans.set(type, plan)
    for (const field of type.byTag) steps.push(this.#stepOf(field, type))
    return plan
  }

  #stepOf(field: Field, type: StructType): Step {
    const { name, tag } = field
    return {
      field,
      name,
      tag,
      index: type.fields.indexOf(field),
      isInherited: name in Object.prototype,
      plan: field.type && this.of(field.type),
      put: putOf(field),
      get: getOf(field),
      extra: extraOf(field, this.#isWide),
    }
  }
}

/** An object that gets more fields than this one by one becomes a slow dictionary in V8. */
const FEW = 12

/** All fields, undefined. JSON.parse gives an object of any number of fields the form of a literal. */
function blankOf(names: readonly string[]): Record<string, unknown> {
  const blank = JSON.parse(`{${names.map(name => `"${name}":null`).join(',')}}`)
  for (const name of names) setField(blank, name, undefined)
  return blank
}
