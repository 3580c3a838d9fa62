// A record: a plain-looking object with any keys. The game's code sees a Proxy of the values, whose handler is the node:
// it tracks what is set and deleted. The values have no prototype to speak of, so that a key like `constructor`, which a
// client may have chosen, is not there unless it was put there.

import { inspect } from 'node:util'
import type { RoleUpdate } from '../store/role-store.ts'
import { EntryMarks } from './entry-marks.ts'
import {
  ATTACH,
  CLEAR,
  COLLECT,
  DETACH,
  DIRTY,
  joinPath,
  type Node,
  PATH,
  type Parent,
  PLAIN,
  RAW,
  REMARK,
  STORED,
  TOUCH,
} from './node.ts'
import { OUTSIDE } from './placed.ts'
import { acceptWrite, isCold, isNode, type Type, warmAt } from './type.ts'

export interface RecordShape {
  entry: Type
  /** Why a key is refused, if it is. */
  whyBad(key: string): string | undefined
  checks: boolean
}

type Values = Record<string | symbol, unknown>

/** The same for all records of a type, so it is on the prototype of their class. */
const SHAPE: unique symbol = Symbol('shape')

/** All that values have beside the entries: what console.log shows of them. */
const VALUES = Object.create(null, {
  [inspect.custom]: {
    value(this: { [RAW]: Node }) {
      return this[RAW][PLAIN]()
    },
  },
}) as object

export class RecordNode implements Node {
  declare readonly [SHAPE]: RecordShape
  readonly #values = Object.create(VALUES) as Values
  #parent: Parent = OUTSIDE
  #key: string | number = ''
  #isDirty = false
  #marks: EntryMarks | undefined = undefined
  #proxy: object | undefined = undefined

  static seen(node: RecordNode): object {
    return node.#proxy ?? RecordNode.#show(node)
  }

  static #show(node: RecordNode): object {
    Object.defineProperty(node.#values, RAW, { value: node })
    node.#proxy = new Proxy(node.#values, node as ProxyHandler<Values>)
    return node.#proxy
  }

  static fill(node: RecordNode, key: string, inner: unknown): void {
    node.#values[key] = inner
    if (node[SHAPE].entry.container && isNode(inner)) inner[ATTACH](node, key)
  }

  static valuesOf(node: RecordNode): Readonly<Values> {
    return node.#values
  }

  /** What the game's code sees of an entry. */
  static read(node: RecordNode, key: string): unknown {
    const { entry } = node[SHAPE]
    const inner = node.#values[key]
    if (!entry.container || !isCold(inner)) return entry.expose(inner)
    const part = warmAt(entry, inner, { parent: node, key })
    node.#values[key] = part
    return entry.expose(part)
  }

  // The traps of the Proxy; `get` and `getOwnPropertyDescriptor` are there only where entries are not shown as they are.

  set(values: Values, key: string | symbol, value: unknown): boolean {
    const { isQuick } = this[SHAPE].entry
    if (isQuick === undefined || typeof key === 'symbol' || !isQuick(value)) return this.#set(key, value)
    const old = values[key]
    if (old === value) return true
    if (old === undefined) return this.#set(key, value)
    this.#mark(key, true)
    values[key] = typeof value === 'number' ? value + 0 : value
    return true
  }

  deleteProperty(values: Values, key: string | symbol): boolean {
    if (typeof key === 'symbol' || !Object.hasOwn(values, key)) return true
    this.#mark(key, true)
    const old = values[key]
    if (this[SHAPE].entry.container && isNode(old)) old[DETACH]()
    return delete values[key]
  }

  defineProperty(): never {
    throw new TypeError(`role.${this[PATH]()}: properties can be assigned only`)
  }

  setPrototypeOf(): boolean {
    return false
  }

  preventExtensions(): boolean {
    return false
  }

  #set(key: string | symbol, value: unknown): boolean {
    const { entry, checks, whyBad } = this[SHAPE]
    const isNew = !Object.hasOwn(this.#values, key)
    const why = isNew && (typeof key === 'symbol' ? 'a key must be text' : whyBad(key))
    if (why) throw new TypeError(`role.${this[PATH]()}: ${why}`)
    const name = key as string
    const old = this.#values[name]
    if (!isNew && entry.same(value, old)) return true
    const inner = acceptWrite(entry, value, { at: () => this[PATH](), key: name, checks })
    if (inner === undefined)
      throw new TypeError(`role.${joinPath(this[PATH](), name)}: is missing; use delete`)
    if (isNew || !entry.equal(value, old)) this.#mark(name, !isNew)
    if (entry.container && isNode(old)) old[DETACH]()
    RecordNode.fill(this, name, inner)
    return true
  }

  #mark(key: string, existed: boolean): void {
    this.#touch()
    this.#marks ??= new EntryMarks()
    this.#marks.assign(key, existed)
  }

  /** Before the first mark: the parent may refuse. */
  #touch(): void {
    if (this.#isDirty) return
    this.#parent[TOUCH](this.#key)
    this.#isDirty = true
  }

  [ATTACH](parent: Parent, key: string | number): void {
    this.#parent = parent
    this.#key = key
    if (this.#isDirty) parent[TOUCH](key)
  }

  [DETACH](): void {
    this.#parent = OUTSIDE
  }

  [TOUCH](key: string | number): void {
    this.#touch()
    this.#marks ??= new EntryMarks()
    this.#marks.below(String(key))
  }

  [PATH](): string {
    return joinPath(this.#parent[PATH](), this.#key)
  }

  [DIRTY](): boolean {
    return this.#isDirty
  }

  [COLLECT](prefix: string, update: RoleUpdate): void {
    this.#isDirty = false
    this.#marks?.collect(prefix, update, this[SHAPE].entry, key => this.#values[key])
    this.#marks = undefined
  }

  [CLEAR](): void {
    this.#isDirty = false
    this.#marks?.clear(key => this.#values[key])
    this.#marks = undefined
  }

  [REMARK](keys: readonly string[], at: number): void {
    const key = keys[at]!
    const inner = this.#values[key]
    if (at === keys.length - 1) this.#mark(key, true)
    else if (isNode(inner)) inner[REMARK](keys, at + 1)
  }

  [STORED](): Record<string, unknown> {
    return this.#copy('stored')
  }

  [PLAIN](): Record<string, unknown> {
    return this.#copy('plain')
  }

  #copy(form: 'stored' | 'plain'): Record<string, unknown> {
    const copy: Record<string, unknown> = {}
    for (const key of Object.keys(this.#values)) copy[key] = this[SHAPE].entry[form](this.#values[key])
    return copy
  }
}

/** The traps for entries that are seen otherwise than they are held. */
class ShownRecordNode extends RecordNode {
  get(values: Values, key: string | symbol): unknown {
    return typeof key === 'string' ? RecordNode.read(this, key) : values[key]
  }

  /** Object.entries and the like ask for it before they read. */
  getOwnPropertyDescriptor(values: Values, key: string | symbol): PropertyDescriptor | undefined {
    const descriptor = Reflect.getOwnPropertyDescriptor(values, key)
    return descriptor && typeof key === 'string'
      ? { ...descriptor, value: RecordNode.read(this, key) }
      : descriptor
  }
}

/** A class of its own for each type. */
export function makeRecordClass(shape: RecordShape): new () => RecordNode {
  const { entry } = shape
  const made =
    entry.direct && !entry.container ? class extends RecordNode {} : class extends ShownRecordNode {}
  Object.defineProperty(made.prototype, SHAPE, { value: shape })
  return made
}
