// A record: any keys, each with an entry of one type. It holds the entries and tracks what is set and deleted; what the
// game's code sees of it is in record-view.ts.

import type { DocumentUpdate } from '../../store/document-store.ts'
import { EntryMarks } from '../tree/entry-marks.ts'
import { isQuick } from '../tree/leaf-type.ts'
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
import { OUTSIDE } from '../tree/position.ts'
import { acceptWrite, isCold, isNode, type Type, warmAt } from '../tree/type.ts'

export interface RecordShape {
  entry: Type
  /** Why a key is refused, if it is. */
  whyBad(key: string): string | undefined
  checks: boolean
}

/** The value of an entry that was assigned since the last collection: a write finds it, and whether it is marked, at once. */
interface Cell {
  inner: unknown
}
type Cells = Record<string | symbol, Cell | undefined>
type Values = Record<string | symbol, unknown>

/** A prototype without anything: V8 holds what is made of it as compactly as a plain object. */
const BARE: object = Object.create(null)
const NO_CELLS: Readonly<Cells> = Object.create(null)

export class RecordNode implements Node {
  readonly #shape: RecordShape
  /** What the entries hold, but for those in a cell, where only the key is true. */
  readonly #values = Object.create(BARE) as Values
  /** Leaves that were assigned since the last collection, so that their marks are there. */
  #cells: Cells = NO_CELLS
  #parent: Parent = OUTSIDE
  #key: string | number = ''
  #isDirty = false
  #marks: EntryMarks | undefined = undefined

  constructor(shape: RecordShape) {
    this.#shape = shape
  }

  /** Without a mark: for new nodes. */
  static fill(node: RecordNode, key: string, inner: unknown): void {
    node.#values[key] = inner
    if (node.#shape.entry.container && isNode(inner)) inner[ATTACH](node, key)
  }

  /** Whether the record has just these entries. */
  static holds(node: RecordNode, entries: [string, unknown][]): boolean {
    const { entry } = node.#shape
    return (
      entries.length === Object.keys(node.#values).length &&
      entries.every(([key, value]) => RecordNode.has(node, key) && entry.equal(value, node.#inner(key)))
    )
  }

  static has(node: RecordNode, key: string | symbol): boolean {
    return node.#values[key] !== undefined
  }

  static keys(node: RecordNode): string[] {
    return Object.keys(node.#values)
  }

  /** What the game's code sees of an entry; undefined when it is not there. */
  static read(node: RecordNode, key: string | symbol): unknown {
    const { entry } = node.#shape
    const inner = node.#inner(key)
    if (inner === undefined) return undefined
    if (!entry.container || !isCold(inner)) return entry.direct ? inner : entry.expose(inner)
    const part = warmAt(entry, inner, { parent: node, key: key as string })
    node.#values[key] = part
    return entry.expose(part)
  }

  /** Begins with the fast path of code that counts things: the Proxy has taken some 120 ns when it gets here. */
  static write(node: RecordNode, key: string | symbol, value: unknown): void {
    const cell = node.#cells[key]
    if (cell === undefined || !isQuick(node.#shape.entry.quick, value)) node.#write(key, value)
    else cell.inner = typeof value === 'number' ? value + 0 : value
  }

  /** Of an entry that is there. */
  static remove(node: RecordNode, key: string): void {
    node.#mark(key, true)
    const inner = node.#inner(key)
    if (node.#shape.entry.container && isNode(inner)) inner[DETACH]()
    delete node.#values[key]
    if (node.#cells[key]) delete node.#cells[key]
  }

  protected refusal(why: string): TypeError {
    return new TypeError(`${this[PATH]()}: ${why}`)
  }

  #inner(key: string | symbol): unknown {
    const cell = this.#cells[key]
    return cell === undefined ? this.#values[key] : cell.inner
  }

  #write(key: string | symbol, value: unknown): void {
    const { entry, checks, whyBad } = this.#shape
    const old = this.#inner(key)
    const isNew = old === undefined
    const why = isNew && (typeof key === 'symbol' ? 'a key must be text' : whyBad(key))
    if (why) throw this.refusal(why)
    const name = key as string
    if (!isNew && entry.same(value, old)) return
    const inner = acceptWrite(entry, value, { at: () => this[PATH](), key: name, checks })
    if (inner === undefined)
      throw new TypeError(`${joinPath(this[PATH](), name)}: expected a value, got undefined; use delete`)
    if (isNew || !entry.equal(value, old)) this.#mark(name, !isNew)
    if (entry.container && isNode(old)) old[DETACH]()
    RecordNode.fill(this, name, inner)
    if (entry.quick) this.#putCell(name, inner)
  }

  #putCell(key: string, inner: unknown): void {
    if (this.#cells === NO_CELLS) this.#cells = Object.create(null) as Cells
    this.#cells[key] = { inner }
  }

  /** Of an entry that is assigned or deleted; `existed` says whether it was there before. */
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

  [COLLECT](prefix: string, update: DocumentUpdate): void {
    this.#takeMarks()?.collect(prefix, update, this.#shape.entry, key => this.#values[key])
  }

  [CLEAR](): void {
    this.#takeMarks()?.clear(key => this.#values[key])
  }

  #takeMarks(): EntryMarks | undefined {
    const marks = this.#marks
    this.#marks = undefined
    this.#isDirty = false
    for (const key in this.#cells) this.#values[key] = this.#cells[key]!.inner
    this.#cells = NO_CELLS
    return marks
  }

  [REMARK](keys: readonly string[], at: number): void {
    const key = keys[at]!
    const inner = this.#inner(key)
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
    for (const key of Object.keys(this.#values)) copy[key] = this.#shape.entry[form](this.#inner(key))
    return copy
  }
}
