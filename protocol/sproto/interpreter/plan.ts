// What the interpreter needs of a type, looked up once instead of for every value.

import type { Field, StructType } from '../schema/schema.ts'
import { blankOf, blankScalar } from '../value/blank.ts'
import { setField } from '../wire/wire.ts'
import { extraOf, type Get, getOf, type Put, putOf } from './kinds.ts'

export interface Step {
  readonly field: Field
  readonly name: string
  readonly tag: number
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
  /** What a decoded object begins as: all fields, in the order of their declaration, with what they read as where they are missing. */
  readonly blank: Readonly<Record<string, unknown>>
  /** Fields that read as an object of their own where they are missing. */
  readonly made: readonly Field[]
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
      blank: blankOfAll(type.fields),
      made: type.fields.filter(field => blankOf(field) !== blankScalar(field)),
      isOdd: names.includes('__proto__'),
    }
    this.#plans.set(type, plan)
    for (const field of type.byTag) steps.push(this.#stepOf(field))
    return plan
  }

  #stepOf(field: Field): Step {
    const { name, tag } = field
    return {
      field,
      name,
      tag,
      isInherited: name in Object.prototype,
      plan: field.type && this.of(field.type),
      put: putOf(field),
      get: getOf(field),
      extra: extraOf(field, this.#isWide),
    }
  }
}

/** JSON.parse gives an object of any number of fields the form of a literal; one that gets them one by one becomes a slow
 * dictionary in V8. */
function blankOfAll(fields: readonly Field[]): Record<string, unknown> {
  const blank = JSON.parse(`{${fields.map(({ name }) => `"${name}":null`).join(',')}}`)
  for (const field of fields) setField(blank, field.name, blankScalar(field))
  return blank
}
