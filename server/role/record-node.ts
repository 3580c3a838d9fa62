// A record: a plain-looking object with any keys. The node holds the values as its own properties; the game's code
// sees a Proxy of it that tracks what is set and deleted. It has no prototype to speak of, so that a key like
// `constructor`, which a client may have chosen, is not there unless it was put there.

import { inspect } from 'node:util'
import type { RoleUpdate } from '../store/role-store.ts'
import { createContainerType, keepEach, type Presence } from './container-type.ts'
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
import { Place } from './placed.ts'
import {
  acceptAt,
  acceptWrite,
  BadValue,
  type Intake,
  isCold,
  isNode,
  NOT_KEPT,
  type Type,
  warmAt,
  whyBadKey,
} from './type.ts'

interface RecordShape {
  entry: Type
  /** Why a key is refused, if it is. */
  whyBad(key: string): string | undefined
  checks: boolean
  handler: ProxyHandler<RecordNode>
}

class RecordNode implements Node {
  readonly #shape: RecordShape
  readonly #place = new Place()
  #marks: EntryMarks | undefined
  #proxy: object | undefined;
  [key: string]: unknown

  constructor(shape: RecordShape) {
    this.#shape = shape
    this.#marks = undefined
    this.#proxy = undefined
  }

  static seen(node: RecordNode): object {
    if (node.#proxy) return node.#proxy
    Object.defineProperty(node, RAW, { value: node })
    node.#proxy = new Proxy(node, node.#shape.handler)
    return node.#proxy
  }

  static fill(node: RecordNode, key: string, inner: unknown): void {
    node[key] = inner
    if (node.#shape.entry.container && isNode(inner)) inner[ATTACH](node, key)
  }

  /** What the game's code sees of an entry. */
  static read(node: RecordNode, key: string): unknown {
    const { entry } = node.#shape
    const inner = node[key]
    if (!entry.container || !isCold(inner)) return entry.expose(inner)
    const part = warmAt(entry, inner, { parent: node, key })
    node[key] = part
    return entry.expose(part)
  }

  static set(node: RecordNode, key: string | symbol, value: unknown): boolean {
    const { entry, checks, whyBad } = node.#shape
    if (typeof key === 'string' && entry.isQuick?.(value) && node[key] !== undefined)
      return RecordNode.#overwrite(node, key, value)
    const isNew = !Object.hasOwn(node, key)
    const why = isNew && (typeof key === 'symbol' ? 'a key must be text' : whyBad(key))
    if (why) throw new TypeError(`role.${node.#place.path()}: ${why}`)
    const name = key as string
    const old = node[name]
    if (!isNew && entry.same(value, old)) return true
    const inner = acceptWrite(entry, value, { at: () => node.#place.path(), key: name, checks })
    if (inner === undefined)
      throw new TypeError(`role.${joinPath(node.#place.path(), name)}: is missing; use delete`)
    if (isNew || !entry.equal(value, old)) RecordNode.#mark(node, name, !isNew)
    if (entry.container && isNode(old)) old[DETACH]()
    RecordNode.fill(node, name, inner)
    return true
  }

  /** The fast path: a good value over another, neither with parts. */
  static #overwrite(node: RecordNode, key: string, value: unknown): boolean {
    if (node[key] === value) return true
    RecordNode.#mark(node, key, true)
    node[key] = typeof value === 'number' ? value + 0 : value
    return true
  }

  static delete(node: RecordNode, key: string | symbol): boolean {
    if (typeof key === 'symbol' || !Object.hasOwn(node, key)) return true
    RecordNode.#mark(node, key, true)
    const old = node[key]
    if (node.#shape.entry.container && isNode(old)) old[DETACH]()
    return delete node[key]
  }

  static #mark(node: RecordNode, key: string, existed: boolean): void {
    node.#place.touch()
    node.#marks ??= new EntryMarks()
    node.#marks.assign(key, existed)
  }

  [ATTACH](parent: Parent, key: string | number): void {
    this.#place.put(parent, key)
  }

  [DETACH](): void {
    this.#place.remove()
  }

  [TOUCH](key: string | number): void {
    this.#place.touch()
    this.#marks ??= new EntryMarks()
    this.#marks.below(String(key))
  }

  [PATH](): string {
    return this.#place.path()
  }

  [DIRTY](): boolean {
    return this.#place.isDirty
  }

  [COLLECT](prefix: string, update: RoleUpdate): void {
    this.#place.isDirty = false
    this.#marks?.collect(prefix, update, this.#shape.entry, key => this[key])
    this.#marks = undefined
  }

  [CLEAR](): void {
    this.#place.isDirty = false
    this.#marks?.clear(key => this[key])
    this.#marks = undefined
  }

  [REMARK](keys: readonly string[], at: number): void {
    const key = keys[at]!
    const inner = this[key]
    if (at === keys.length - 1) RecordNode.#mark(this, key, true)
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
    for (const key of Object.keys(this)) copy[key] = this.#shape.entry[form](this[key])
    return copy
  }
}
Reflect.deleteProperty(RecordNode.prototype, 'constructor')
Object.setPrototypeOf(RecordNode.prototype, null)

interface RecordTypeOptions extends Presence {
  entry: Type
  whyBadKey?: (key: string) => string | undefined
  checks: boolean
}

export function createRecordType({
  entry,
  checks,
  whyBadKey: whyBad = whyBadKey,
  ...presence
}: RecordTypeOptions): Type {
  const handler: ProxyHandler<RecordNode> = {
    set: RecordNode.set,
    deleteProperty: RecordNode.delete,
    defineProperty(node) {
      throw new TypeError(`role.${node[PATH]()}: properties can be assigned only`)
    },
    setPrototypeOf: () => false,
    preventExtensions: () => false,
    ...(!(entry.direct && !entry.container) && {
      get: (node, key) => (typeof key === 'string' ? RecordNode.read(node, key) : Reflect.get(node, key)),
      getOwnPropertyDescriptor: exposedDescriptor,
    }),
  }
  const shape: RecordShape = { entry, whyBad, checks, handler }
  const build = (value: unknown, intake: Intake): Node => {
    if (!isRecordLike(value)) throw new BadValue(value === undefined ? 'is missing' : 'must be an object')
    const node = new RecordNode(shape)
    for (const [key, item] of Object.entries(value)) {
      const why = whyBad(key)
      if (why) throw new BadValue(why)
      if (item === undefined) throw new BadValue('is missing').under(key)
      RecordNode.fill(node, key, acceptAt(entry, key, item, intake))
    }
    return node
  }
  const equal = (value: object, node: Node): boolean => {
    const keys = Object.keys(value)
    const inner = node as RecordNode
    return (
      !Array.isArray(value) &&
      keys.length === Object.keys(inner).length &&
      keys.every(
        key => Object.hasOwn(inner, key) && entry.equal((value as Record<string, unknown>)[key], inner[key]),
      )
    )
  }
  const keep = (value: unknown): unknown =>
    isRecordLike(value) && keepEach(value, entry, whyBad) ? value : NOT_KEPT
  const warm = (cold: object): Node => {
    const node = new RecordNode(shape)
    for (const [key, inner] of Object.entries(cold)) RecordNode.fill(node, key, inner)
    return node
  }
  return createContainerType({
    ...presence,
    build,
    keep,
    warm,
    equal,
    expose: node => RecordNode.seen(node as RecordNode),
  })
}

const isRecordLike = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)

/** Spread and Object.entries read values through the descriptor's presence and `get`; others see it here. */
function exposedDescriptor(node: RecordNode, key: string | symbol): PropertyDescriptor | undefined {
  const descriptor = Reflect.getOwnPropertyDescriptor(node, key)
  return descriptor && typeof key === 'string'
    ? { ...descriptor, value: RecordNode.read(node, key) }
    : descriptor
}
