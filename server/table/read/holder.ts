// The tables of one thread: one object per table, made once, that reads through the current version. `switchTo` moves
// all of them to another version in one turn, so no code between two awaits ever sees two versions.

import type { Definitions, TableSet, Tables } from '../define/define.ts'
import { hashLayout, layoutOf } from '../define/layout.ts'
import { type Form, type FormTable, openForm, verifyForm } from '../form/form.ts'
import { generateTable } from './generate.ts'
import type { TableBase, TableClass } from './table-base.ts'
import { View } from './view.ts'

export interface HolderOptions {
  /** Bound of decoded texts and values of this thread, default 8 MB. */
  cacheBytes?: number
  /** Development: report rows that are read `staleAfter` ms (60 000) after their version was replaced. */
  onStale?: (table: string, version: number) => void
  staleAfter?: number
}

/** Shared bytes that may be garbage before V8 is made to look, 8 MB. */
const NUDGE_AFTER = 8 << 20
/**
 * Bytes allocated and dropped at once, 64 MB: the growth of memory outside its heap at which V8 begins to mark, bit by
 * bit. Nothing writes to them, so the system never provides them.
 */
const NUDGE = 64 << 20

interface Held {
  name: string
  make: TableClass
  table: TableBase
}

/** Throws when a form was made for other definitions. */
export class TableHolder<D extends Definitions = Definitions> {
  /** The facade: `agent.tables`. */
  readonly tables: Tables<D>
  readonly #held: readonly Held[]
  readonly #layoutHash: string
  readonly #options: HolderOptions
  #view: View
  #buffer: SharedArrayBuffer
  /** Bytes of replaced versions since the last nudge. */
  #replaced = 0

  constructor(set: Pick<TableSet<D>, 'definitions'>, buffer: SharedArrayBuffer, options: HolderOptions = {}) {
    const layout = layoutOf(set.definitions)
    this.#options = options
    this.#layoutHash = hashLayout(layout)
    const form = this.#open(buffer)
    this.#held = form.tables.map(table => {
      const make = generateTable(table, { watched: options.onStale !== undefined })
      return { name: table.name, make, table: new make() }
    })
    this.#view = this.#attach(form)
    this.#buffer = buffer
    this.tables = facadeOf(form, this.#held) as Tables<D>
  }

  get version(): number {
    return this.#view.version
  }

  /** Are the bytes of the current version those that were written? Reads all of them. */
  verify(): boolean {
    return verifyForm(this.#buffer)
  }

  /** Takes effect at once for all tables; rows that were read before stay as they were. */
  switchTo(buffer: SharedArrayBuffer): void {
    const form = this.#open(buffer)
    const replaced = this.#view
    this.#view = this.#attach(form)
    this.#nudge(this.#buffer.byteLength)
    this.#buffer = buffer
    if (this.#options.onStale) watchStale(new WeakRef(replaced), this.#options.staleAfter ?? 60_000)
  }

  /**
   * An idle thread would keep every version it ever read: V8 collects as its own memory grows, not the shared. Of 40
   * versions of 8 MB a thread kept 300 MB without this and 20 with it; each nudge costs one collection.
   */
  #nudge(bytes: number): void {
    this.#replaced += bytes
    if (this.#replaced < NUDGE_AFTER) return
    this.#replaced = 0
    void new ArrayBuffer(NUDGE)
  }

  #open(buffer: SharedArrayBuffer): Form {
    const form = openForm(buffer)
    if (hashForm(form) !== this.#layoutHash)
      throw new Error(`version ${form.version} was made for other definitions`)
    return form
  }

  #attach(form: Form): View {
    const { cacheBytes = 8 << 20, onStale } = this.#options
    const view = new View(form, onStale ? { cacheBytes, onStale } : { cacheBytes })
    for (const [i, { make, table }] of this.#held.entries()) make.attach(table, view, form.tables[i]!)
    return view
  }
}

/** The layout's hash of a form: its tables without sizes and positions. */
export const hashForm = (form: Form): string =>
  hashLayout(
    form.tables.map(({ name, kind, columns, indexes }) => ({
      name,
      kind,
      columns,
      indexes: indexes.map(index => ({ name: index.name, on: index.on, unique: index.unique })),
    })),
  )

function watchStale(view: WeakRef<View>, after: number): void {
  const timer = setTimeout(() => {
    const held = view.deref()
    if (held) held.isStale = true
  }, after)
  timer.unref()
}

function facadeOf(form: Form, held: readonly Held[]): object {
  const facade: Record<string, object> = {}
  for (const [i, { name, table }] of held.entries())
    facade[name] = form.tables[i]!.kind === 'table' ? table : settingsOf(form.tables[i]!, table)
  return Object.freeze(facade)
}

/** Settings look like a plain object whose values are read anew each time. */
function settingsOf({ columns }: FormTable, table: TableBase): object {
  const settings = {}
  for (const { name } of columns)
    Object.defineProperty(settings, name, {
      enumerable: true,
      get: () => (table.rowAt(0) as Record<string, unknown>)[name],
    })
  return Object.freeze(settings)
}
