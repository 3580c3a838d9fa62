// One board in Redis. Every command is one script; an error of the connection, and silence, reach the caller as TRY_AGAIN
// (redis-health.ts), and whether the write was done is then not known (a write of `best` or `last` can be repeated).

import type { Redis } from 'ioredis'
import { AppError } from '../../core/errors.ts'
import type { BoardRow, BoardRules, BoardWrite, PeriodState, StoredBoard } from '../board-store.ts'
import type { BoardAnswers, BoardCommands, FoundEntry, FoundRows } from './board-scripts.ts'
import type { RedisHealth } from './redis-health.ts'

export interface RedisBoardOptions {
  redis: Redis
  health: RedisHealth
  commands: BoardCommands
  /** Of the board's hash. */
  key: string
  rules: BoardRules
  topCache: number
}

interface CachedTop {
  until: number
  end: number
  rows: Promise<BoardRow[]>
}

export class RedisBoard implements StoredBoard {
  readonly #options: RedisBoardOptions
  #rules: BoardRules
  #top: CachedTop | undefined

  constructor(options: RedisBoardOptions) {
    this.#options = options
    this.#rules = options.rules
  }

  async enter(period: number): Promise<void> {
    await this.#run('boardEnter', period)
  }

  async write(period: number, write: BoardWrite): Promise<BoardRow | undefined> {
    const { order, operator, capacity } = this.#rules
    const { kind, member, score, info, number = '' } = write
    const kept = info === undefined ? ['0', ''] : ['1', JSON.stringify(info)]
    const args = [period, order, operator, capacity, kind, member, String(score), ...kept, number]
    const found = await this.#run('boardWrite', ...args)
    if (found === 'TOO_LARGE') throw new AppError('BAD_MESSAGE', 'the score is too large')
    return found ? toRow(member, found) : undefined
  }

  async remove(period: number, member: string): Promise<boolean> {
    return (await this.#run('boardRemove', period, member)) === 1
  }

  async forget(member: string): Promise<void> {
    await this.#run('boardForget', member)
  }

  async clear(period: number): Promise<void> {
    await this.#run('boardClear', period)
  }

  async find(members: readonly string[], period?: number): Promise<(BoardRow | undefined)[]> {
    if (members.length === 0) return []
    const found = await this.#run('boardFind', period ?? '', this.#rules.order, ...members)
    return found.map((entry, i) => (entry === 0 ? undefined : toRow(members[i]!, entry)))
  }

  range(start: number, end: number, period?: number): Promise<BoardRow[]> {
    if (start > 0 || period !== undefined || this.#options.topCache === 0)
      return this.#range(start, end, period)
    const now = performance.now()
    if (!this.#top || this.#top.until < now || this.#top.end < end) {
      const top = { until: now + this.#options.topCache, end, rows: this.#range(0, end) }
      top.rows.catch(() => (top.until = 0))
      this.#top = top
    }
    return this.#top.rows.then(rows => rows.slice(0, Math.max(0, end)))
  }

  async around(member: string, before: number, behind: number, period?: number): Promise<BoardRow[]> {
    const { order } = this.#rules
    return toRows(await this.#run('boardAround', period ?? '', order, member, before, behind))
  }

  size(period?: number): Promise<number> {
    return this.#run('boardSize', period ?? '')
  }

  async periods(): Promise<PeriodState[]> {
    const fields = await this.#options.health.ask(() => this.#options.redis.hgetall(this.#options.key))
    const ended = Object.entries(fields)
      .filter(([field]) => field.startsWith('p:'))
      .map(([field, state]) => ({ ...fresh(Number(field.slice(2))), ...JSON.parse(state) }) as PeriodState)
    return [...ended.sort((a, b) => a.id - b.id), fresh(Number(fields.current ?? 0))]
  }

  async note({ id, rewarded, failed, isDone }: PeriodState): Promise<void> {
    await this.#run('boardNote', id, JSON.stringify({ rewarded, failed, isDone }))
  }

  async drop(period: number): Promise<void> {
    await this.#run('boardDrop', period)
  }

  async claim(owner: string, ms: number): Promise<boolean> {
    return (await this.#run('boardClaim', owner, ms)) === 1
  }

  async setRules(rules: BoardRules): Promise<void> {
    await this.#run('boardRules', rules.order, rules.capacity)
    this.#rules = rules
    this.#top = undefined
  }

  async close(): Promise<void> {
    this.#top = undefined
  }

  async #range(start: number, end: number, period?: number): Promise<BoardRow[]> {
    const first = Math.max(0, start)
    if (end <= first) return []
    return toRows(await this.#run('boardRange', period ?? '', this.#rules.order, first, end - 1))
  }

  #run<N extends keyof BoardAnswers>(name: N, ...args: (string | number)[]): Promise<BoardAnswers[N]> {
    const { commands, health, key } = this.#options
    return health.ask(() => commands[name](key, ...args))
  }
}

const fresh = (id: number): PeriodState => ({ id, rewarded: 0, failed: [], isDone: false })

const toRow = (member: string, [rank, score, info]: FoundEntry): BoardRow => ({
  member,
  score: Number(score),
  rank: rank + 1,
  info: info === '' ? undefined : JSON.parse(info),
})

function toRows([first, flat]: FoundRows): BoardRow[] {
  const rows: BoardRow[] = []
  for (let i = 0; i < flat.length; i += 3)
    rows.push(toRow(flat[i]!, [first + i / 3, flat[i + 1]!, flat[i + 2]!]))
  return rows
}
