// A tracked Map with text or integer keys. It behaves as a Map in every way, except that dates, bytes and containers come
// out as they do everywhere in a document; it is stored as an object.

import { inspect } from 'node:util'
import type { DocumentUpdate } from '../../store/document-store.ts'
import { createContainerType, keepEach, type Presence } from '../tree/container-type.ts'
import { EntryMarks } from '../tree/entry-marks.ts'
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
  REMARK,
  STORED,
  TOUCH,
} from '../tree/node.ts'
import { Position } from '../tree/position.ts'
import {
  acceptAt,
  acceptWrite,
  BadValue,
  type Intake,
  isCold,
  isNode,
  isObject,
  NOT_KEPT,
  type Type,
  warmAt,
  whyBadKey,
} from '../tree/type.ts'

type Key = string | number

interface MapShape {
  entry: Type
  integers: boolean
  checks: boolean
}

class MapNode extends Map<Key, unknown> implements Node {
  readonly #shape: MapShape
  readonly #position = new Position()
  #marks: EntryMarks | undefined

  constructor(shape: MapShape) {
    super()
    this.#shape = shape
    this.#marks = undefined
  }

  static fill(node: MapNode, key: Key, inner: unknown): void {
    Map.prototype.set.call(node, key, inner)
    if (node.#shape.entry.container && isNode(inner)) inner[ATTACH](node, key)
  }

  static holds(node: MapNode, entries: Map<Key, unknown>): boolean {
    for (const [key, value] of entries)
      if (!node.has(key) || !node.#shape.entry.equal(value, Map.prototype.get.call(node, key))) return false
    return true
  }

  override get(key: Key): unknown {
    return this.#read(key, super.get(key))
  }

  override set(key: Key, value: unknown): this {
    const { entry, checks, integers } = this.#shape
    const isNew = !super.has(key)
    const why = isNew && whyBadMapKey(key, integers)
    if (why) throw new TypeError(`${this.#position.path()}: ${why}`)
    const old = super.get(key)
    if (!isNew && entry.same(value, old)) return this
    const inner = acceptWrite(entry, value, { at: () => this.#position.path(), key, checks })
    if (inner === undefined)
      throw new TypeError(
        `${joinPath(this.#position.path(), key)}: expected a value, got undefined; use delete`,
      )
    if (isNew || !entry.equal(value, old)) this.#mark(String(key), !isNew)
    if (entry.container && isNode(old)) old[DETACH]()
    MapNode.fill(this, key, inner)
    return this
  }

  override delete(key: Key): boolean {
    if (!super.has(key)) return false
    this.#mark(String(key), true)
    const old = super.get(key)
    if (this.#shape.entry.container && isNode(old)) old[DETACH]()
    return super.delete(key)
  }

  override clear(): void {
    for (const key of [...super.keys()]) this.delete(key)
  }

  override forEach(visit: (value: unknown, key: Key, map: Map<Key, unknown>) => void, self?: unknown): void {
    for (const [key, value] of this) visit.call(self, value, key, this)
  }

  override *values(): MapIterator<unknown> {
    for (const [key, inner] of super.entries()) yield this.#read(key, inner)
  }

  override *entries(): MapIterator<[Key, unknown]> {
    for (const [key, inner] of super.entries()) yield [key, this.#read(key, inner)]
  }

  override [Symbol.iterator](): MapIterator<[Key, unknown]> {
    return this.entries()
  }

  /** JSON has no maps: an object. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(this)
  }

  [ATTACH](parent: Parent, key: Key): void {
    this.#position.put(parent, key)
  }

  [DETACH](): void {
    this.#position.remove()
  }

  [TOUCH](key: Key): void {
    this.#position.touch()
    this.#marks ??= new EntryMarks()
    this.#marks.below(String(key))
  }

  [PATH](): string {
    return this.#position.path()
  }

  [DIRTY](): boolean {
    return this.#position.isDirty
  }

  [COLLECT](prefix: string, update: DocumentUpdate): void {
    this.#position.isDirty = false
    this.#marks?.collect(prefix, update, this.#shape.entry, key => this.#inner(key))
    this.#marks = undefined
  }

  [CLEAR](): void {
    this.#position.isDirty = false
    this.#marks?.clear(key => this.#inner(key))
    this.#marks = undefined
  }

  [REMARK](keys: readonly string[], at: number): void {
    const key = keys[at]!
    const inner = this.#inner(key)
    if (at === keys.length - 1) this.#mark(key, true)
    else if (isNode(inner)) inner[REMARK](keys, at + 1)
  }

  [STORED](): Record<string, unknown> {
    const { entry } = this.#shape
    return Object.fromEntries(Array.from(super.entries(), ([key, inner]) => [key, entry.stored(inner)]))
  }

  [PLAIN](): Map<Key, unknown> {
    const { entry } = this.#shape
    return new Map(Array.from(super.entries(), ([key, inner]) => [key, entry.plain(inner)]))
  }

  [inspect.custom](): unknown {
    return this[PLAIN]()
  }

  #read(key: Key, inner: unknown): unknown {
    const { entry } = this.#shape
    if (!entry.container || !isCold(inner)) return entry.expose(inner)
    const node = warmAt(entry, inner, { parent: this, key })
    super.set(key, node)
    return entry.expose(node)
  }

  #inner(key: string): unknown {
    return super.get(this.#shape.integers ? Number(key) : key)
  }

  #mark(key: string, existed: boolean): void {
    this.#position.touch()
    this.#marks ??= new EntryMarks()
    this.#marks.assign(key, existed)
  }
}

function whyBadMapKey(key: unknown, integers: boolean): string | undefined {
  if (integers) return Number.isSafeInteger(key) ? undefined : `the key ${String(key)} is not an integer`
  return typeof key === 'string' ? whyBadKey(key) : `the key ${String(key)} is not text`
}

interface MapTypeOptions extends Presence, MapShape {}

export function createMapType({ entry, integers, checks, ...presence }: MapTypeOptions): Type {
  const shape: MapShape = { entry, integers, checks }
  const build = (value: unknown, intake: Intake): Node => {
    const node = new MapNode(shape)
    for (const [key, item] of entriesOf(value, intake, integers)) {
      const why = whyBadMapKey(key, integers)
      if (why) throw new BadValue(why)
      if (item === undefined) throw new BadValue('is missing').under(key)
      MapNode.fill(node, key, acceptAt(entry, key, item, intake))
    }
    return node
  }
  const equal = (value: object, node: Node): boolean =>
    value instanceof Map && value.size === (node as MapNode).size && MapNode.holds(node as MapNode, value)
  const keep = (value: unknown): unknown =>
    isObject(value) && !(value instanceof Map) && !Array.isArray(value) && keepEntries(value, shape)
      ? value
      : NOT_KEPT
  const warm = (cold: object): Node => {
    const node = new MapNode(shape)
    for (const [key, inner] of entriesOf(cold, STORED_FORM, integers)) MapNode.fill(node, key, inner)
    return node
  }
  return createContainerType({ ...presence, build, keep, warm, equal })
}

const STORED_FORM: Intake = { stored: true, checks: true }

function keepEntries(value: object, { entry, integers }: MapShape): boolean {
  return keepEach(value as Record<string, unknown>, entry, key =>
    whyBadMapKey(integers ? Number(key) : key, integers),
  )
}

function entriesOf(value: unknown, { stored }: Intake, integers: boolean): Iterable<[Key, unknown]> {
  if (value instanceof Map) return value as Map<Key, unknown>
  if (!stored || typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadValue(value === undefined ? 'is missing' : 'must be a Map')
  return Object.entries(value).map(([key, item]) => [integers ? Number(key) : key, item])
}
