// The server's tables as /api/tables gives them: the list, how the last replacement ended, the rows of the one that is
// looked at, searched and sorted here. Asked again every few seconds; the rows only when the version is another. What is
// here stays while the server is away.

import { Store } from '../../ui/store.ts'

export interface TableSummary {
  name: string
  kind: 'table' | 'settings'
  rows: number
  key: string[]
  columns: { name: string; kind: string }[]
}

export interface RowDiff {
  kind: 'added' | 'removed' | 'changed'
  key: unknown[]
  fields: Record<string, { before?: unknown; after?: unknown }>
}

export interface TableDiff {
  table: string
  added: number
  removed: number
  changed: number
  rows: RowDiff[]
}

export interface Problem {
  table?: string
  file: string
  sheet?: string
  row?: number
  column?: string
  value?: string
  expected: string
}

export type Outcome =
  | { ok: true; time: number; version: number; diff: TableDiff[] }
  | { ok: false; time: number; version: number; problems: Problem[]; problemCount: number }

interface Answer {
  version: number
  tables: TableSummary[]
  last: Outcome
}

export type TableRow = Record<string, unknown>

interface RowPage {
  version: number
  rows: TableRow[]
}

/** All rows that are here, of one version. */
export interface Loaded {
  table: string
  version: number
  rows: readonly TableRow[]
}

export const PAGE = 50
/** Rows of a table that come to the page at most; the rest can't be searched. */
export const MOST = 10_000
/** As many as the server gives at once. */
const CHUNK = 500
/** How often, in ms: while somebody looks at tables, and else. */
const [OFTEN, SELDOM] = [2000, 5000]

export class TableStore extends Store {
  answer: Answer | undefined
  loaded: Loaded | undefined
  /** The server did not answer when it was last asked. */
  isAway = false
  search = ''
  sort: { column: string; isDown: boolean } | undefined
  /** The first row that is shown, from 0. */
  from = 0
  #timer: ReturnType<typeof setInterval> | undefined
  #name = ''
  /** Counts what was asked for. */
  #asks = 0

  get table(): TableSummary | undefined {
    return this.answer?.tables.find(table => table.name === this.#name)
  }

  /** Asks now and then; `isLooking`: somebody looks at tables. */
  watch(isLooking: boolean): void {
    clearInterval(this.#timer)
    this.#timer = setInterval(() => void this.refresh(), isLooking ? OFTEN : SELDOM)
    void this.refresh()
    if (isLooking && this.#name !== '') void this.#loadRows()
  }

  show(name: string): void {
    this.#name = name
    Object.assign(this, { search: '', sort: undefined, from: 0 })
    void this.#loadRows()
    this.changed()
  }

  find(search: string): void {
    Object.assign(this, { search, from: 0 })
    this.changed()
  }

  /** Upwards, downwards, as in the file. */
  sortBy(column: string): void {
    const { sort } = this
    if (sort?.column !== column) this.sort = { column, isDown: false }
    else this.sort = sort.isDown ? undefined : { column, isDown: true }
    this.from = 0
    this.changed()
  }

  /** To the next page, or with -1 the one before. */
  turn(pages: 1 | -1): void {
    const last = Math.max(0, Math.ceil(this.found.length / PAGE) - 1)
    this.from = Math.min(last, Math.max(0, this.from / PAGE + pages)) * PAGE
    this.changed()
  }

  /** The rows that match, in their order. */
  get found(): readonly TableRow[] {
    const wanted = this.search.trim().toLowerCase()
    const rows = this.loaded?.rows ?? []
    const found = wanted === '' ? rows : rows.filter(row => textOf(row).includes(wanted))
    const { sort } = this
    if (!sort) return found
    const sorted = found.toSorted((a, b) => compare(a[sort.column], b[sort.column]))
    return sort.isDown ? sorted.reverse() : sorted
  }

  async refresh(): Promise<void> {
    try {
      const response = await fetch('/api/tables')
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      this.answer = (await response.json()) as Answer
      this.isAway = false
    } catch {
      this.isAway = true
    }
    if (this.loaded && this.loaded.version !== this.answer?.version) await this.#loadRows()
    this.changed()
  }

  async #loadRows(): Promise<void> {
    this.#asks += 1
    const [ask, table] = [this.#asks, this.#name]
    const rows: TableRow[] = []
    for (let from = 0; from < MOST; from += CHUNK) {
      const page = await askForRows(table, from).catch(() => undefined)
      // An answer to what was asked before: what is wanted now is on its way.
      if (ask !== this.#asks || !page) return
      rows.push(...page.rows)
      this.loaded = { table, version: page.version, rows }
      this.changed()
      if (page.rows.length < CHUNK) return
    }
  }
}

/** At most CHUNK rows of a table; rejects where there is none, or no server. */
export async function askForRows(table: string, from: number): Promise<RowPage> {
  const query = new URLSearchParams({ table, from: String(from), count: String(CHUNK) })
  const response = await fetch(`/api/tables/rows?${query}`)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return (await response.json()) as RowPage
}

const textOf = (row: TableRow): string => Object.values(row).map(plain).join('\n').toLowerCase()

const plain = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return plain(a).localeCompare(plain(b), undefined, { numeric: true })
}
