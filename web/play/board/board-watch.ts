// One player's look at a leaderboard, with the typed client: the top by pages, those around the player, the player's
// own place; asked again every two seconds while it is live. What is here stays while the server is away.

import type { Game } from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import type { Failure } from '../model/log.ts'
import type { BoardEntry, PanelMessages } from '../model/panel-messages.ts'
import { failureOf, panelStateOf } from '../model/panel-state.ts'

export type BoardTab = 'top' | 'around'

export const PAGE = 10
const AROUND = 5
const EVERY = 2000

/** What was asked last, in one piece: the answer to another board never stands under this one's name. */
export interface Shown {
  entries: readonly BoardEntry[]
  /** The player's own; undefined: not on the board. */
  mine: BoardEntry | undefined
  /** How many are on the board. */
  size: number
}

export class BoardWatch extends Store {
  /** undefined: not loaded yet. */
  shown: Shown | undefined
  board = ''
  /** All boards of the game; undefined: not known yet. */
  names: readonly string[] | undefined
  tab: BoardTab = 'top'
  /** Rank of the first that is shown. */
  start = 1
  isLive = true
  problem: Failure | undefined
  readonly #connection: Connection
  #timer: ReturnType<typeof setInterval> | undefined
  /** Counts what was asked for. */
  #asks = 0

  constructor(connection: Connection) {
    super()
    this.#connection = connection
  }

  /** Looks at the first of all boards, unless it looks at another of them. */
  know(names: readonly string[]): void {
    this.names = names
    if (!names.includes(this.board))
      Object.assign(this, { board: names[0] ?? '', shown: undefined, start: 1 })
    this.changed()
  }

  /** Asks at once, and now and then until `stop`. */
  run(): void {
    this.#timer = setInterval(() => this.isLive && void this.refresh(), EVERY)
    void this.refresh()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** Nothing while nobody can be asked: what is here stays. */
  show(change: { board?: string; tab?: BoardTab; start?: number; isLive?: boolean }): void {
    if (panelStateOf(this.#connection) !== 'in') return
    const isOther = change.board !== undefined || change.tab !== undefined
    Object.assign(this, change)
    if (isOther) this.shown = undefined
    void this.refresh()
    this.changed()
  }

  /** Forgets what was refused. */
  dismiss(): void {
    this.problem = undefined
    this.changed()
  }

  /** To the next page, or with -1 the one before. */
  turn(pages: 1 | -1): void {
    const last = Math.max(0, Math.ceil((this.shown?.size ?? 0) / PAGE) - 1)
    const page = Math.floor((this.start - 1) / PAGE) + pages
    this.show({ start: Math.min(last, Math.max(0, page)) * PAGE + 1 })
  }

  async refresh(): Promise<void> {
    const game = this.#connection.game as unknown as Game<PanelMessages> | undefined
    if (!game || panelStateOf(this.#connection) !== 'in' || this.board === '') return
    this.#asks += 1
    const ask = this.#asks
    try {
      const shown = await this.#ask(game, this.board)
      if (ask !== this.#asks) return // what is wanted now is on its way
      this.shown = shown
      this.problem = undefined
    } catch (error) {
      if (ask === this.#asks) this.problem = failureOf(error as Error)
    }
    this.changed()
  }

  async #ask({ request }: Game<PanelMessages>, board: string): Promise<Shown> {
    const panel = <T>(ask: () => Promise<T>) => this.#connection.asPanel(ask)
    const { entry: mine } = await panel(() => request.board_mine({ board }))
    if (this.tab === 'around') {
      const { entries } = await panel(() => request.board_around({ board, count: AROUND }))
      return { entries, mine, size: entries.length }
    }
    const { start } = this
    return { mine, ...(await panel(() => request.board_top({ board, count: PAGE, start }))) }
  }
}
