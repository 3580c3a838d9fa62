// A leaderboard as a service. Its state is in the store (store/board-store.ts); this decides which period it is, checks what
// comes in, and gives the rewards of a period that has ended. Messages overlap: each changes the board in one step of the
// store, and waits only until that is stored. Made by createBoardService, one class per thread.

import { AppError } from '../core/errors.ts'
import type { Tally } from '../core/metrics/tally.ts'
import { Service, type ServiceClass } from '../core/service/service.ts'
import type { Clock } from '../lib/clock.ts'
import type { BoardRow, BoardRules, BoardStore, BoardWrite, StoredBoard } from '../store/board-store.ts'
import { Calendar, type Period } from '../work/schedule/calendar.ts'
import { checkCount, checkMember, checkNewMember, checkScore } from './checks.ts'
import { type AnyBoardDefinition, type BoardDefinitions, type EditRole, rulesOf } from './define-board.ts'
import { Rewards } from './rewards.ts'

/** What the boards of a thread share. */
export interface BoardContext {
  definitions: BoardDefinitions
  store: BoardStore
  clock: Clock
  edit: EditRole
  /** Names this process and thread among the nodes that share a store. */
  owner: string
  /** The boards that run on this thread. */
  running: Set<Board>
  /** Writes, by board. */
  updates: Tally
}

export interface BoardOptions {
  name: string
  /** For a board that is not declared in the game. */
  rules?: BoardRules
}

export interface PeriodInfo {
  /** When it began, ms; 0 for a board without periods. */
  id: number
  /** The first moment after it, ms; Infinity when it never ends. */
  end: number
  size: number
  isCurrent: boolean
  /** All its rewards are given. */
  isDone: boolean
}

/** ms between two checks whether a period has ended. */
const TICK = 1000

export abstract class Board extends Service<BoardOptions> {
  static concurrent = true
  protected abstract get context(): BoardContext
  #stored!: StoredBoard
  #definition!: AnyBoardDefinition
  #calendar!: Calendar
  #rewards!: Rewards
  #period: Period = { start: -1, end: -1 }
  #entered = -1
  /** Boards that are made over HTTP are many: they are counted together. */
  readonly #label = this.options.name.startsWith('rank/') ? 'rank' : this.options.name

  protected override async onStart(): Promise<void> {
    const { name, rules } = this.options
    const { definitions, store, clock, edit, owner } = this.context
    const definition: AnyBoardDefinition | undefined = rules ?? definitions[name]
    if (!definition) throw new Error(`no board "${name}" is declared`)
    this.#definition = definition
    this.#calendar = new Calendar(definition.period, definition.timeZone)
    this.#stored = await store.open(name, rulesOf(definition))
    this.#rewards = new Rewards({
      name,
      definition,
      stored: this.#stored,
      edit,
      owner,
      clock,
      log: this.log,
    })
    this.context.running.add(this)
    this.every(TICK, () => this.tick())
  }

  protected override onExit(): Promise<void> {
    return this.settle()
  }

  /** The game's code has been replaced: its rules, periods and rewards are those of the new definition. */
  async follow(): Promise<void> {
    const { name, rules } = this.options
    const definition = this.context.definitions[name]
    if (rules || !definition) return
    const before = this.#definition
    this.#definition = definition
    this.#rewards.follow(definition)
    if (before.period !== definition.period || before.timeZone !== definition.timeZone) {
      this.#calendar = new Calendar(definition.period, definition.timeZone)
      this.#period = { start: -1, end: -1 }
    }
    const [now, next] = [rulesOf(before), rulesOf(definition)]
    if (JSON.stringify(now) !== JSON.stringify(next)) await this.#stored.setRules(next)
  }

  /** Stops giving rewards, and resolves when everything is stored. */
  async settle(): Promise<void> {
    await this.#rewards?.stop()
    await this.#stored?.close()
    this.context.running.delete(this)
  }

  /** Enters a score; the board's operator combines it with the old one. Undefined: beyond the capacity. */
  update(member: string, score: number, info?: unknown): Promise<BoardRow | undefined> {
    return this.#write({ kind: 'update', member, score, info })
  }

  /** Adds to a score, whatever the board's operator. */
  increase(member: string, by: number, info?: unknown): Promise<BoardRow | undefined> {
    return this.#write({ kind: 'increase', member, score: by, info })
  }

  /** A write that may be sent more than once; see board-updates.ts. */
  take(write: BoardWrite): Promise<BoardRow | undefined> {
    return this.#write(write)
  }

  remove(member: string): Promise<boolean> {
    return this.#stored.remove(this.#now(), checkMember(member))
  }

  /** A player is to be forgotten: also in periods that are over, where their rewards are given. */
  forget(member: string): Promise<void> {
    return this.#stored.forget(member)
  }

  /** Drops all entries of the current period; no reward is given for it. */
  async reset(): Promise<void> {
    await this.#stored.clear(this.#now())
  }

  async query(member: string, period?: number): Promise<BoardRow | undefined> {
    const [row] = await this.infos([member], period)
    return row
  }

  /** Ranks of many members at once; undefined for a member that is not on the board. */
  async infos(members: readonly string[], period?: number): Promise<(BoardRow | undefined)[]> {
    checkCount(members.length)
    for (const member of members) checkMember(member)
    await this.#enter()
    return this.#stored.find(members, period)
  }

  top(count: number, period?: number): Promise<BoardRow[]> {
    return this.range(1, count, period)
  }

  /** `count` entries from rank `start` on. */
  async range(start: number, count: number, period?: number): Promise<BoardRow[]> {
    checkCount(count)
    if (!Number.isSafeInteger(start) || start < 1)
      throw new AppError('BAD_MESSAGE', 'start: expected a rank from 1')
    await this.#enter()
    return this.#stored.range(start - 1, start - 1 + count, period)
  }

  /** The member with up to `count` entries above it and `count` below; empty when it is not on the board. */
  async around(member: string, count: number, period?: number): Promise<BoardRow[]> {
    checkCount(count)
    await this.#enter()
    return this.#stored.around(checkMember(member), count, count, period)
  }

  async size(period?: number): Promise<number> {
    await this.#enter()
    return this.#stored.size(period)
  }

  /** The current one and the ended ones that are kept, the oldest first. */
  async periods(): Promise<PeriodInfo[]> {
    await this.#enter()
    const states = await this.#stored.periods()
    return Promise.all(
      states.map(async ({ id, isDone }, i) => ({
        id,
        end: this.#calendar.endOf(id),
        size: await this.#stored.size(id),
        isCurrent: i === states.length - 1,
        isDone,
      })),
    )
  }

  /** Ends a period whose time is over, gives its rewards, removes old ones. Runs every second. */
  async tick(): Promise<void> {
    await this.#enter()
    await this.#rewards.run()
  }

  /** Replaces the rules, also for existing entries; for a board that is not declared in the game. */
  configure(rules: BoardRules): Promise<void> {
    return this.#stored.setRules(rules)
  }

  #write(write: BoardWrite): Promise<BoardRow | undefined> {
    checkNewMember(write.member)
    checkScore(write.score)
    this.context.updates.add(this.#label)
    return this.#stored.write(this.#now(), write)
  }

  /** The current period's id; a clock that is set back does not bring an old period back. */
  #now(): number {
    const now = this.context.clock.now()
    if (now >= this.#period.end) this.#period = this.#calendar.at(now)
    return this.#period.start
  }

  async #enter(): Promise<void> {
    const period = this.#now()
    if (period <= this.#entered) return
    await this.#stored.enter(period)
    this.#entered = period
    this.#rewards.wake()
  }
}

/** The class of a thread's boards, which it offers under `board`. */
export function createBoardService(context: BoardContext): ServiceClass<Board, BoardOptions> {
  return class BoardOfThread extends Board {
    protected get context(): BoardContext {
      return context
    }
  }
}
