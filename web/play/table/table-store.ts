// The server's tables as /api/tables gives them: the list, the last replacement, one page of rows. Asked again every
// two seconds while somebody looks; the rows only when the version is another.

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

interface RowPage {
  table: string
  version: number
  total: number
  from: number
  rows: Record<string, unknown>[]
}

export const PAGE = 50
const EVERY = 2000

export class TableStore extends Store {
  /** undefined: not asked yet; null: this server has none. */
  answer: Answer | null | undefined
  page: RowPage | undefined
  problem: string | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  #name = ''
  #from = 0
  /** Counts what was asked for. */
  #asks = 0

  get table(): TableSummary | undefined {
    return this.answer?.tables.find(table => table.name === this.#name)
  }

  /** Asks now and then until `stop`. */
  start(): void {
    this.#timer = setInterval(() => void this.refresh(), EVERY)
    void this.refresh()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  show(name: string, from = 0): void {
    this.#name = name
    this.#from = from
    void this.#loadRows()
  }

  /** To the next page, or with -1 the one before. */
  turn(pages: 1 | -1): void {
    const last = Math.max(0, Math.ceil((this.table?.rows ?? 0) / PAGE) - 1)
    const page = Math.floor(this.#from / PAGE) + pages
    this.show(this.#name, Math.min(last, Math.max(0, page)) * PAGE)
  }

  async refresh(): Promise<void> {
    try {
      const response = await fetch('/api/tables')
      this.answer = response.ok ? ((await response.json()) as Answer) : null
      this.problem = undefined
    } catch (error) {
      this.problem = (error as Error).message
    }
    const first = this.answer?.tables[0]
    if (first && !this.table) this.show(first.name)
    else if (this.page && this.page.version !== this.answer?.version) await this.#loadRows()
    this.changed()
  }

  async #loadRows(): Promise<void> {
    const ask = ++this.#asks
    const query = new URLSearchParams({ table: this.#name, from: String(this.#from), count: String(PAGE) })
    const response = await fetch(`/api/tables/rows?${query}`)
    const page = response.ok ? ((await response.json()) as RowPage) : this.page
    // An answer to what was asked before: what is wanted now is on its way.
    if (ask !== this.#asks) return
    this.page = page
    this.changed()
  }
}
