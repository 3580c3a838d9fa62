// An array of a document. The node is a real array of the values inside; the game's code sees a Proxy of it, whose
// changing methods (array-methods.ts) and index assignments are tracked. It never has holes.

import { inspect } from 'node:util'
import type { DocumentUpdate } from '../../store/document-store.ts'
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
} from '../tree/node.ts'
import { Position } from '../tree/position.ts'
import { acceptWrite, isCold, isNode, type Type, warmAt } from '../tree/type.ts'
import { ArrayMarks } from './array-marks.ts'

export interface ArrayShape {
  entry: Type
  checks: boolean
  handler: ProxyHandler<ArrayNode>
}

export class ArrayNode extends Array<unknown> implements Node {
  readonly #shape: ArrayShape
  readonly #position: Position
  #marks: ArrayMarks | undefined
  #proxy: unknown[] | undefined

  /** map, filter and the like make plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  constructor(shape: ArrayShape) {
    super()
    this.#shape = shape
    this.#position = new Position()
    this.#marks = undefined
    this.#proxy = undefined
  }

  static seen(node: ArrayNode): unknown[] {
    node.#proxy ??= new Proxy(node, node.#shape.handler)
    return node.#proxy
  }

  static typeOf(node: ArrayNode): Type {
    return node.#shape.entry
  }

  /** What the game's code sees at `index`. */
  static read(node: ArrayNode, index: number): unknown {
    const { entry } = node.#shape
    const inner = node[index]
    if (entry.container && isCold(inner)) node[index] = warmAt(entry, inner, { parent: node, key: index })
    return entry.expose(node[index])
  }

  /** Checks a value for the place `index`; changes nothing. */
  static accept(node: ArrayNode, index: number, value: unknown): unknown {
    const { entry, checks } = node.#shape
    const inner = acceptWrite(entry, value, { at: () => node.#position.path(), key: index, checks })
    if (inner === undefined)
      throw new TypeError(`${joinPath(node.#position.path(), index)}: an array cannot hold undefined`)
    return inner
  }

  static append(node: ArrayNode, inner: readonly unknown[]): void {
    if (inner.length) node.#mark()
    for (const value of inner) ArrayNode.fill(node, node.length, value)
  }

  /** Without a mark: for new nodes. */
  static fill(node: ArrayNode, index: number, value: unknown): void {
    node[index] = value
    if (node.#shape.entry.container && isNode(value)) value[ATTACH](node, index)
  }

  static assign(node: ArrayNode, index: number, value: unknown): void {
    if (index > node.length)
      throw new TypeError(`${joinPath(node.#position.path(), index)}: would leave a hole`)
    if (index < node.length && node.#shape.entry.same(value, node[index])) return
    const inner = ArrayNode.accept(node, index, value)
    if (index === node.length) return ArrayNode.append(node, [inner])
    const old = node[index]
    if (!node.#shape.entry.equal(value, old)) node.#mark().assign(index)
    if (node.#shape.entry.container && isNode(old)) old[DETACH]()
    ArrayNode.fill(node, index, inner)
  }

  static truncate(node: ArrayNode, length: number): void {
    if (!(Number.isInteger(length) && length >= 0 && length <= node.length))
      throw new TypeError(`${node.#position.path()}.length: ${length} would leave holes`)
    if (length === node.length) return
    node.#mark().shrink(length)
    if (node.#shape.entry.container)
      for (let i = length; i < node.length; i++) if (isNode(node[i])) (node[i] as Node)[DETACH]()
    node.length = length
  }

  /** Replaces the contents by `inner`, made of values inside, old and new. */
  static rearrange(node: ArrayNode, inner: readonly unknown[]): void {
    const { entry } = node.#shape
    const isSame =
      inner.length === node.length && inner.every((value, i) => entry.equal(entry.expose(value), node[i]))
    if (node.#position.isDirty || !isSame) node.#mark().whole()
    if (entry.container) {
      const kept = new Set(inner)
      for (const old of node) if (isNode(old) && !kept.has(old)) old[DETACH]()
    }
    node.length = inner.length
    for (let i = 0; i < inner.length; i++) ArrayNode.fill(node, i, inner[i])
  }

  #mark(): ArrayMarks {
    this.#position.touch()
    this.#marks ??= new ArrayMarks(this.length)
    return this.#marks
  }

  [ATTACH](parent: Parent, key: string | number): void {
    this.#position.put(parent, key)
  }

  [DETACH](): void {
    this.#position.remove()
  }

  [TOUCH](key: string | number): void {
    this.#mark().below(Number(key))
  }

  [PATH](): string {
    return this.#position.path()
  }

  [DIRTY](): boolean {
    return this.#position.isDirty
  }

  [COLLECT](prefix: string, update: DocumentUpdate): void {
    this.#position.isDirty = false
    const marks = this.#marks
    this.#marks = undefined
    marks?.collect(prefix, update, this.#shape.entry, this)
  }

  [CLEAR](): void {
    this.#position.isDirty = false
    this.#marks = undefined
    if (this.#shape.entry.container) for (const inner of this) if (isNode(inner)) inner[CLEAR]()
  }

  /** An update that was not applied may have appended, so that indexes can't be told from it: the array is written whole. */
  [REMARK](): void {
    this.#mark().whole()
  }

  [STORED](): unknown[] {
    return Array.from(this, inner => this.#shape.entry.stored(inner))
  }

  [PLAIN](): unknown[] {
    return Array.from(this, inner => this.#shape.entry.plain(inner))
  }

  /** Called on the Proxy. */
  [inspect.custom](): unknown {
    const node = (this as { [RAW]?: ArrayNode })[RAW] ?? this
    return node[PLAIN]()
  }
}
