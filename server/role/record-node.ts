// A record: a plain-looking object with any keys. The game's code sees a Proxy, whose handler is the node: it holds the
// entries, and tracks what is set and deleted. The Proxy's target stays empty, which is the cheapest for its traps, and
// has no prototype to speak of: a key like `constructor`, which a client may have chosen, is there only when it was put
// there.

import { inspect } from 'node:util'
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

/** The target of every record's Proxy. All there is beside the entries: what console.log shows of them. */
const TARGET: Readonly<Record<string | symbol, unknown>> = Object.create(
  Object.create(null, {
    [inspect.custom]: {
      value(this: { [RAW]: Node }) {
        return this[RAW][PLAIN]()
      },
    },
  }),
)

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
  #proxy: object | undefined = undefined

  constructor(shape: RecordShape) {
    this.#shape = shape
  }

  static seen(node: RecordNode): object {
    node.#proxy ??= new Proxy(TARGET, node)
    return node.#proxy
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

  // The traps of the Proxy. `set` is the fast path of the code that counts things: V8 takes some 120 ns to call it.

  set(_target: object, key: string | symbol, value: unknown): boolean {
    const cell = this.#cells[key]
    if (cell === undefined || !isQuick(this.#shape.entry.quick, value)) return this.#set(key, value)
    if (cell.inner === value) return true
    if (cell.round !== this.#round) {
      this.#mark(key as string, true)
      cell.round = this.#round
    }
    cell.inner = typeof value === 'number' ? value + 0 : value
    return true
  }

  get(_target: object, key: string | symbol): unknown {
    const cell = this.#cells[key]
    if (cell !== undefined) return this.#read(key as string, cell)
    return key === RAW ? this : TARGET[key]
  }

  has(_target: object, key: string | symbol): boolean {
    return key in this.#cells || key in TARGET
  }

  ownKeys(): string[] {
    return Object.keys(this.#cells)
  }

  getOwnPropertyDescriptor(_target: object, key: string | symbol): PropertyDescriptor | undefined {
    const cell = this.#cells[key]
    if (cell === undefined) return undefined
    return { value: this.#read(key as string, cell), writable: true, enumerable: true, configurable: true }
  }

  deleteProperty(_target: object, key: string | symbol): boolean {
    const cell = this.#cells[key]
    if (cell === undefined) return true
    this.#mark(key as string, true)
    if (this.#shape.entry.container && isNode(cell.inner)) cell.inner[DETACH]()
    return delete this.#cells[key]
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

  #read(key: string, cell: Cell): unknown {
    const { entry } = this.#shape
    if (entry.container && isCold(cell.inner)) cell.inner = warmAt(entry, cell.inner, { parent: this, key })
    return entry.direct ? cell.inner : entry.expose(cell.inner)
  }

  #set(key: string | symbol, value: unknown): boolean {
    const { entry, checks, whyBad } = this.#shape
    const name = key as string
    const cell = this.#cells[name]
    const why = !cell && (typeof key === 'symbol' ? 'a key must be text' : whyBad(key))
    if (why) throw new TypeError(`role.${this[PATH]()}: ${why}`)
    if (cell && entry.same(value, cell.inner)) return true
    const inner = acceptWrite(entry, value, { at: () => this[PATH](), key: name, checks })
    if (inner === undefined)
      throw new TypeError(`role.${joinPath(this[PATH](), name)}: is missing; use delete`)
    if (!cell || !entry.equal(value, cell.inner)) this.#mark(name, cell !== undefined)
    this.#put(name, cell, inner)
    return true
  }

  #put(key: string, cell: Cell | undefined, inner: unknown): void {
    if (!cell) return RecordNode.fill(this, key, inner)
    if (this.#shape.entry.container && isNode(cell.inner)) cell.inner[DETACH]()
    cell.inner = inner
    if (this.#shape.entry.container && isNode(inner)) inner[ATTACH](this, key)
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
