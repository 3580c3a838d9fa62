// What the interpreter needs of a type, looked up once instead of for every value.

import type { Field, StructType } from './schema.ts'

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
}

export interface Plan {
  readonly type: StructType
  /** In the order of the tags. */
  readonly steps: readonly Step[]
  /** In the order of declaration, which is the order of the fields in a decoded object. */
  readonly names: readonly string[]
  /** A field is called `__proto__`, which can't be set like another. */
  readonly isOdd: boolean
}

/** Plans of one schema, made as they are asked for: types may hold themselves. */
export class Plans {
  readonly #plans = new Map<StructType, Plan>()

  of(type: StructType): Plan {
    const known = this.#plans.get(type)
    if (known) return known
    const steps: Step[] = []
    const names = type.fields.map(field => field.name)
    const plan = { type, steps, names, isOdd: names.includes('__proto__') }
    this.#plans.set(type, plan)
    for (const field of type.byTag) steps.push(this.#stepOf(field, type))
    return plan
  }

  #stepOf(field: Field, type: StructType): Step {
    const { name, tag } = field
    const plan = field.type && this.of(field.type)
    return {
      field,
      name,
      tag,
      index: type.fields.indexOf(field),
      isInherited: name in Object.prototype,
      plan,
    }
  }
}
