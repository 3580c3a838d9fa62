// A declared object in a document. Its class is generated per schema (object-class.ts): fields are private, behind own
// accessors that V8 keeps in the hidden class. A read costs as much as on a plain object, keys and spread show plain data,
// and an instance is hardly larger than a plain object. This base holds everything that needs no generated code.

import { inspect } from 'node:util'
import type { DocumentUpdate } from '../../store/document-store.ts'
import {
  ATTACH,
  addSet,
  addUnset,
  CLEAR,
  COLLECT,
  DETACH,
  DIRTY,
  joinPath,
  type Node,
  PATH,
  type Parent,
  PLAIN,
  REMARK,
  STORED,
  TOUCH,
} from '../tree/node.ts'
import { OUTSIDE } from '../tree/position.ts'
import { isNode, storeWhole, type Type } from '../tree/type.ts'

/** (i): the value inside of field i. */
export const FIELD: unique symbol = Symbol('field')
/** (i): marks field i as assigned. */
export const MARK: unique symbol = Symbol('mark')
/** (i): marks that something below field i changed. */
export const MARK_BELOW: unique symbol = Symbol('mark below')
/** (word): 30 fields' marks of assignment and of changes below, dropped by the asking: assigned * 2^30 + below. */
export const TAKE_MARKS: unique symbol = Symbol('take marks')
/** (): takes the note away that there are marks. */
export const CLEAN: unique symbol = Symbol('clean')
/** The fields, the same for all instances of a class. */
export const SHAPE: unique symbol = Symbol('shape')
/** The parent; of the document itself what keeps it. */
export const PARENT: unique symbol = Symbol('parent')
/** Tells the parent before the first mark. */
export const NOTIFY: unique symbol = Symbol('notify')

/** Fields per word of marks: what fits a small integer of V8. */
export const WORD = 30

export interface Field {
  name: string
  type: Type
}

export interface Shape {
  fields: readonly Field[]
  index: ReadonlyMap<string, number>
}

export abstract class ObjectNode implements Node {
  #parent: Parent = OUTSIDE
  #key: string | number = ''

  declare readonly [SHAPE]: Shape
  abstract [FIELD](i: number): unknown
  abstract [MARK](i: number): void
  abstract [MARK_BELOW](i: number): void
  abstract [TAKE_MARKS](word: number): number
  abstract [CLEAN](): void
  abstract [DIRTY](): boolean

  get [PARENT](): Parent {
    return this.#parent
  }

  [NOTIFY](): void {
    this.#parent[TOUCH](this.#key)
  }

  [ATTACH](parent: Parent, key: string | number): void {
    this.#parent = parent
    this.#key = key
    if (this[DIRTY]()) parent[TOUCH](key)
  }

  [DETACH](): void {
    this.#parent = OUTSIDE
  }

  [TOUCH](key: string | number): void {
    this[MARK_BELOW](this[SHAPE].index.get(key as string)!)
  }

  [PATH](): string {
    const above = this.#parent[PATH]()
    return this.#key === '' ? above : joinPath(above, this.#key)
  }

  [COLLECT](prefix: string, update: DocumentUpdate): void {
    this[CLEAN]()
    this.#eachMarked((field, inner, assigned) => {
      const path = joinPath(prefix, field.name)
      if (!assigned) (inner as Node)[COLLECT](path, update)
      else if (inner === undefined) addUnset(update, path)
      else addSet(update, path, storeWhole(field.type, inner))
    })
  }

  [CLEAR](): void {
    this[CLEAN]()
    this.#eachMarked((_field, inner) => {
      if (isNode(inner)) inner[CLEAR]?.()
    })
  }

  [REMARK](keys: readonly string[], at: number): void {
    const i = this[SHAPE].index.get(keys[at]!)
    if (i === undefined) return
    const inner = this[FIELD](i)
    if (at === keys.length - 1) this[MARK](i)
    else if (isNode(inner)) inner[REMARK](keys, at + 1)
  }

  [STORED](): Record<string, unknown> {
    return this.#copy('stored')
  }

  [PLAIN](): Record<string, unknown> {
    return this.#copy('plain')
  }

  [inspect.custom](): unknown {
    return this[PLAIN]()
  }

  #copy(form: 'stored' | 'plain'): Record<string, unknown> {
    const copy: Record<string, unknown> = {}
    const { fields } = this[SHAPE]
    for (let i = 0; i < fields.length; i++) {
      const inner = this[FIELD](i)
      if (inner !== undefined) copy[fields[i]!.name] = fields[i]!.type[form](inner)
    }
    return copy
  }

  #eachMarked(visit: (field: Field, inner: unknown, assigned: boolean) => void): void {
    const { fields } = this[SHAPE]
    for (let first = 0; first < fields.length; first += WORD) {
      const marks = this[TAKE_MARKS](first / WORD)
      const assigned = Math.floor(marks / 2 ** WORD)
      let rest = assigned | (marks % 2 ** WORD)
      for (let i = first; rest !== 0; i++, rest >>>= 1)
        if (rest & 1) visit(fields[i]!, this[FIELD](i), ((assigned >>> (i - first)) & 1) === 1)
    }
  }
}

/** Behind every generated class: a name that no field has ends up here, and is refused by its path. */
const guard = new Proxy(Object.prototype, {
  set(_target, key, _value, receiver: ObjectNode) {
    throw new TypeError(`${joinPath(receiver[PATH](), String(key))}: there is no such field`)
  },
})
Object.setPrototypeOf(ObjectNode.prototype, guard)
// What the engine's messages say of an instance: its class, which is named by its path. It does not look behind a Proxy.
Object.defineProperty(ObjectNode.prototype, 'toString', { value: Object.prototype.toString })
