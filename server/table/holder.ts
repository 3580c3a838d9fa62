// The tables of one thread: one object per table, made once, that reads through the current version. `switchTo` moves
// all of them to another version in one turn, so no code between two awaits ever sees two versions.

import type { Definitions, TableSet, Tables } from './define.ts'
import { type Form, type FormTable, openForm } from './form.ts'
import { generateTable } from './generate.ts'
import { hashLayout, layoutOf } from './layout.ts'
import type { TableBase, TableClass } from './table.ts'
import { View } from './view.ts'

export interface HolderOptions {
  /** Bound of decoded texts and values of this thread, default 8 MB. */
  cacheBytes?: number
  /** Development: report rows that are read `staleAfter` ms (60 000) after their version was replaced. */
  onStale?: (table: string, version: number) => void
  staleAfter?: number
}

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
    this.tables = facadeOf(form, this.#held) as Tables<D>
  }

  get version(): number {
    return this.#view.version
  }

  /** Takes effect at once for all tables; rows that were read before stay as they were. */
  switchTo(buffer: SharedArrayBuffer): void {
    const form = this.#open(buffer)
    const replaced = this.#view
    this.#view = this.#attach(form)
    if (this.#options.onStale) watchStale(new WeakRef(replaced), this.#options.staleAfter ?? 60_000)
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
