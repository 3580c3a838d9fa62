// One player's look at a leaderboard, with the typed client: the top by pages, those around the player, the player's
// own place; asked again every two seconds while it is live.

import type { Game } from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import type { BoardEntry, PanelMessages } from '../model/panel-messages.ts'

export type BoardTab = 'top' | 'around'

export const PAGE = 10
const AROUND = 5
const EVERY = 2000

export class BoardWatch extends Store {
  entries: readonly BoardEntry[] = []
  /** The player's own; undefined: not on the board. */
  mine: BoardEntry | undefined
  /** How many are on the board. */
  size = 0
  board: string
  tab: BoardTab = 'top'
  /** Rank of the first that is shown. */
  start = 1
  isLive = true
  problem: string | undefined
  readonly #connection: Connection
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(connection: Connection, board: string) {
    super()
    this.#connection = connection
    this.board = board
  }

  /** Asks at once, and now and then until `stop`. */
  run(): void {
    this.#timer = setInterval(() => this.isLive && void this.refresh(), EVERY)
    void this.refresh()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  show(change: { board?: string; tab?: BoardTab; start?: number; isLive?: boolean }): void {
    Object.assign(this, change)
    void this.refresh()
    this.changed()
  }

  /** To the next page, or with -1 the one before. */
  turn(pages: 1 | -1): void {
    const last = Math.max(0, Math.ceil(this.size / PAGE) - 1)
    const page = Math.floor((this.start - 1) / PAGE) + pages
    this.show({ start: Math.min(last, Math.max(0, page)) * PAGE + 1 })
  }

  async refresh(): Promise<void> {
    const game = this.#connection.game as unknown as Game<PanelMessages> | undefined
    if (!game || this.#connection.state !== 'open' || !this.#connection.player) return
    try {
      await this.#ask(game, this.board)
      this.problem = undefined
    } catch (error) {
      this.problem = (error as Error).message
    }
    this.changed()
  }

  async #ask(game: Game<PanelMessages>, board: string): Promise<void> {
    this.mine = (await game.request.board_mine({ board })).entry
    if (this.tab === 'around') {
      this.entries = (await game.request.board_around({ board, count: AROUND })).entries
      return
    }
    const { entries, size } = await game.request.board_top({ board, count: PAGE, start: this.start })
    this.entries = entries
    this.size = size
  }
}
