// What has to last of the leaderboards, and how it is read: one StoredBoard per board, made of periods; a period is
// named by the moment it begins (ms). embedded/ (LMDB, one owner) and redis/ (shared by nodes) implement it, the board
// service talks to it. Always true: a write is counted in exactly one period; what resolved is stored; among equal
// scores, who had the score first stands first.

export interface BoardRules {
  /** Which score comes first. */
  order: 'ascending' | 'descending'
  /** What an update does to an entry: `best` keeps the better score, `last` the new one, `sum` adds. */
  operator: 'best' | 'last' | 'sum'
  /** Entries beyond it are dropped, the last first. */
  capacity: number
}

/** One change of one member. `info` replaces what was kept with the entry; undefined keeps it. */
export interface BoardWrite {
  kind: 'update' | 'increase'
  member: string
  score: number
  info?: unknown
  /**
   * Of a write that may be sent more than once: it is not done again when it is not above that of its member's last one,
   * of whatever period. A member without a numbered write for 90 days may be forgotten.
   */
  number?: number
}

export interface BoardRow {
  member: string
  score: number
  /** Counts from 1. */
  rank: number
  info: unknown
}

/** What is known of a period: how far its rewards are. */
export interface PeriodState {
  id: number
  /** So many, from the first rank on, were given their reward, but for those in `failed`. */
  rewarded: number
  failed: string[]
  /** Nothing is left to do for it. Always false for the current period. */
  isDone: boolean
}

export interface StoredBoard {
  /** Makes `period` the current one when it is later than that; a node whose clock is behind changes nothing. */
  enter(period: number): Promise<void>
  /**
   * Changes an entry of the current period, which becomes `period` when that is later. Resolves when it is stored:
   * with the entry, or undefined when it stands beyond the capacity.
   */
  write(period: number, write: BoardWrite): Promise<BoardRow | undefined>
  /** False when there was no such entry. */
  remove(period: number, member: string): Promise<boolean>
  /** Removes a member from the current period, and from ended ones whose rewards are given: places in the others are still counted. */
  forget(member: string): Promise<void>
  /** Drops all entries of the current period. */
  clear(period: number): Promise<void>

  // Reading: `period` is the current one unless said; one that is not kept reads as empty.

  find(members: readonly string[], period?: number): Promise<(BoardRow | undefined)[]>
  /** From place `start` (counted from 0) to before place `end`. */
  range(start: number, end: number, period?: number): Promise<BoardRow[]>
  /** Up to `before` in front of the member, the member, up to `behind` after it; nothing for an unknown one. */
  around(member: string, before: number, behind: number, period?: number): Promise<BoardRow[]>
  size(period?: number): Promise<number>

  /** All that are kept, the oldest first; the last one is the current. */
  periods(): Promise<PeriodState[]>
  /** Notes how far the rewards of an ended period are. */
  note(state: PeriodState): Promise<void>
  /** Forgets an ended period. */
  drop(period: number): Promise<void>
  /** Of those who share the board one at a time may give rewards: true when that is `owner` for the next `ms`. */
  claim(owner: string, ms: number): Promise<boolean>

  /** Other rules from now on, also for what is there. */
  setRules(rules: BoardRules): Promise<void>
  close(): Promise<void>
}

export interface BoardStore {
  /** Other rules than before are applied to what is there. */
  open(name: string, rules: BoardRules): Promise<StoredBoard>
  /** Whether anything is kept of such a board: entries, periods or rules. */
  has(name: string): Promise<boolean>
  /** Rules of boards that were set while running, by name; undefined when there are none. */
  readRules(name: string): Promise<BoardRules | undefined>
  writeRules(rules: ReadonlyMap<string, BoardRules>): Promise<void>
  /** As Stores.backup. */
  backup?(folder: string): Promise<void>
  /** Closes what this store has opened itself. */
  close(): Promise<void>
}

/** The score after a write to an entry that had `old`. */
export function combine(rules: BoardRules, write: BoardWrite, old: number | undefined): number {
  if (old === undefined) return write.score
  if (write.kind === 'increase' || rules.operator === 'sum') return old + write.score
  if (rules.operator === 'last') return write.score
  return rules.order === 'descending' ? Math.max(old, write.score) : Math.min(old, write.score)
}
