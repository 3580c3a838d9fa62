// The declaration of a board in game/boards.ts: its name is the key it has there. Read by the board service.

import type { BoardRow, BoardRules } from '../store/board-store.ts'

/** An entry with what is kept of it; ranks count from 1. `info` is undefined where none was ever given. */
export interface BoardEntry<I = unknown> extends BoardRow {
  info: I | undefined
}

/**
 * Changes a player's role wherever it is, once per `id`, however often it is called: `roles.edit`. Resolves when the
 * change is stored.
 */
export type EditRole<R = unknown> = (
  uid: string,
  change: (role: R) => unknown,
  id: string | RewardId,
) => Promise<unknown>

/** The id of an edit: the board and the member, which give rewards in the order of periods, and the period. */
export interface RewardId {
  readonly sender: string
  readonly number: number
}

export interface PeriodEnd<R = unknown> {
  board: string
  /** When the period began, ms: also its name in `periods()`. */
  period: number
  /** The same each time the hook runs for this entry of this period. */
  rewardId: RewardId
  edit: EditRole<R>
}

export interface BoardDefinition<I = unknown, R = unknown> extends Partial<BoardRules> {
  /** never (default), daily, weekly (from Monday), monthly, or a cron expression: when a period ends. */
  period?: string
  /** The time zone of these times, like `Asia/Shanghai`; default UTC. */
  timeZone?: string
  /** How many ended periods stay readable; default 1. A period with rewards left to give is always kept. */
  keep?: number
  /** Runs at least once for every entry of an ended period; when it throws, that is logged and it runs again. For one
   * member periods come one after the other. */
  onPeriodEnd?(entry: BoardEntry<I>, end: PeriodEnd<R>): unknown
}

/** Types the declaration: `defineBoard<Info, Role>({ … })`. Defaults: descending, best, 10 000 entries. */
export const defineBoard = <I = unknown, R = unknown>(definition: BoardDefinition<I, R> = {}) => definition

export const DEFAULT_RULES: BoardRules = { order: 'descending', operator: 'best', capacity: 10_000 }

// biome-ignore lint/suspicious/noExplicitAny: any definition fits here; its hook takes its own role and info
export type AnyBoardDefinition = BoardDefinition<any, any>
export type BoardDefinitions = Record<string, AnyBoardDefinition>

export const rulesOf = ({ order, operator, capacity }: AnyBoardDefinition): BoardRules => ({
  order: order ?? DEFAULT_RULES.order,
  operator: operator ?? DEFAULT_RULES.operator,
  capacity: capacity ?? DEFAULT_RULES.capacity,
})
