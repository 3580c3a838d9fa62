// A record: any keys, each with an entry of one type. It holds the entries and tracks what is set and deleted; what the
// game's code sees of it is in record-view.ts.

import type { RoleUpdate } from '../store/role-store.ts'
import { EntryMarks } from './entry-marks.ts'
import { isQuick } from './leaf-type.ts'
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
} from './node.ts'
import { OUTSIDE } from './placed.ts'
import { acceptWrite, isCold, isNode, type Type, warmAt } from './type.ts'

export interface RecordShape {
  entry: Type
  /** Why a key is refused, if it is. */
  whyBad(key: string): string | undefined
  checks: boolean
}

/** An entry. It knows whether it is marked, so that a write looks its key up once. */
class Cell {
  inner: unknown
  /** The round in which it was marked as assigned. */
  round = -1

  constructor(inner: unknown) {
    this.inner = inner
  }
}

export class RecordNode implements Node {
  readonly #shape: RecordShape
  /** Without a prototype: V8 finds a key faster in it than in a Map, and it has the order of a plain object's keys. */
  readonly #cells = Object.create(null) as Record<string | symbol, Cell | undefined>
  #parent: Parent = OUTSIDE
  #key: string | number = ''
  #isDirty = false
  #marks: EntryMarks | undefined = undefined
  /** Counts how often the marks were dropped, so that the cells need not be told. */
  #round = 0

  constructor(shape: RecordShape) {
    this.#shape = shape
  }

  /** Without a mark: for new nodes. */
  static fill(node: RecordNode, key: string, inner: unknown): void {
    node.#cells[key] = new Cell(inner)
    if (node.#shape.entry.container && isNode(inner)) inner[ATTACH](node, key)
  }

  /** Whether the record has just these entries. */
  static holds(node: RecordNode, entries: [string, unknown][]): boolean {
    const { entry } = node.#shape
    return (
      entries.length === Object.keys(node.#cells).length &&
      entries.every(([key, value]) => {
        const cell = node.#cells[key]
        return cell !== undefined && entry.equal(value, cell.inner)
      })
    )
  }

  static has(node: RecordNode, key: string | symbol): boolean {
    return node.#cells[key] !== undefined
  }

  static keys(node: RecordNode): string[] {
    return Object.keys(node.#cells)
  }

  /** What the game's code sees of an entry; undefined when it is not there. */
  static read(node: RecordNode, key: string | symbol): unknown {
    const cell = node.#cells[key]
    if (cell === undefined) return undefined
    const { entry } = node.#shape
    if (entry.container && isCold(cell.inner))
      cell.inner = warmAt(entry, cell.inner, { parent: node, key: key as string })
    return entry.direct ? cell.inner : entry.expose(cell.inner)
  }

  /** Begins with the fast path of code that counts things: the Proxy has taken some 120 ns when it gets here. */
  static write(node: RecordNode, key: string | symbol, value: unknown): void {
    const cell = node.#cells[key]
    if (cell === undefined || !isQuick(node.#shape.entry.quick, value)) {
      node.#write(key, cell, value)
    } else if (cell.inner !== value) {
      if (cell.round !== node.#round) {
        node.#mark(key as string, true)
        cell.round = node.#round
      }
      cell.inner = typeof value === 'number' ? value + 0 : value
    }
  }

  /** Of an entry that is there. */
  static remove(node: RecordNode, key: string): void {
    node.#mark(key, true)
    const { inner } = node.#cells[key]!
    if (node.#shape.entry.container && isNode(inner)) inner[DETACH]()
    delete node.#cells[key]
  }

  protected refusal(why: string): TypeError {
    return new TypeError(`role.${this[PATH]()}: ${why}`)
  }

  #write(key: string | symbol, cell: Cell | undefined, value: unknown): void {
    const { entry, checks, whyBad } = this.#shape
    const why = !cell && (typeof key === 'symbol' ? 'a key must be text' : whyBad(key))
    if (why) throw this.refusal(why)
    const name = key as string
    if (cell && entry.same(value, cell.inner)) return
    const inner = acceptWrite(entry, value, { at: () => this[PATH](), key: name, checks })
    if (inner === undefined)
      throw new TypeError(`role.${joinPath(this[PATH](), name)}: is missing; use delete`)
    if (!cell || !entry.equal(value, cell.inner)) this.#mark(name, cell !== undefined)
    if (cell && entry.container && isNode(cell.inner)) cell.inner[DETACH]()
    RecordNode.fill(this, name, inner)
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

  [COLLECT](prefix: string, update: RoleUpdate): void {
    this.#takeMarks()?.collect(prefix, update, this.#shape.entry, key => this.#cells[key]?.inner)
  }

  [CLEAR](): void {
    this.#takeMarks()?.clear(key => this.#cells[key]?.inner)
  }

  #takeMarks(): EntryMarks | undefined {
    const marks = this.#marks
    this.#marks = undefined
    this.#isDirty = false
    this.#round += 1
    return marks
  }

  [REMARK](keys: readonly string[], at: number): void {
    const key = keys[at]!
    const inner = this.#cells[key]?.inner
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
    for (const key of Object.keys(this.#cells)) copy[key] = this.#shape.entry[form](this.#cells[key]!.inner)
    return copy
  }
}
