// Leaderboards in Redis, shared by every node that opens them: a sorted set plus a hash per period, changed together
// by scripts (board-scripts.ts). What resolved is as durable as the server is set up to be: with `appendonly yes` it
// survives the end of Redis too. Nothing is kept here but the first places, for `topCache` ms.

import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { BoardRules, BoardStore, StoredBoard } from '../board-store.ts'
import { BOARD_SCRIPTS, type BoardCommands } from './board-scripts.ts'
import { RedisBoard } from './redis-board.ts'
import { RedisHealth } from './redis-health.ts'

export interface RedisBoardStoreOptions {
  /** How long the first places may be answered from memory, ms; default 1000, 0 asks every time. */
  topCache?: number
  /** The connection is closed with the store. */
  owns?: boolean
  log?: Logger
}

const RULES = 'board-rules'
const keyOf = (name: string): string => `board:{${name}}`

export class RedisBoardStore implements BoardStore {
  readonly #redis: Redis
  readonly #options: RedisBoardStoreOptions
  readonly #health: RedisHealth

  /** The caller listens to the client's errors. */
  constructor(redis: Redis, options: RedisBoardStoreOptions = {}) {
    this.#redis = redis
    this.#options = options
    this.#health = new RedisHealth(redis, options.log)
    for (const [name, script] of Object.entries(BOARD_SCRIPTS)) redis.defineCommand(name, script)
  }

  /** Rejects with what kept Redis from answering. */
  check(): Promise<void> {
    return this.#health.check()
  }

  async open(name: string, rules: BoardRules): Promise<StoredBoard> {
    const commands = this.#redis as unknown as BoardCommands
    const key = keyOf(name)
    await this.#health.ask(() => commands.boardRules(key, rules.order, rules.capacity))
    return new RedisBoard({
      redis: this.#redis,
      health: this.#health,
      commands,
      key,
      rules,
      topCache: this.#options.topCache ?? 1000,
    })
  }

  async has(name: string): Promise<boolean> {
    return this.#health.ask(
      async () =>
        (await this.#redis.exists(keyOf(name))) === 1 || (await this.#redis.hexists(RULES, name)) === 1,
    )
  }

  async readRules(name: string): Promise<BoardRules | undefined> {
    const text = await this.#health.ask(() => this.#redis.hget(RULES, name))
    return text === null ? undefined : (JSON.parse(text) as BoardRules)
  }

  async writeRules(rules: ReadonlyMap<string, BoardRules>): Promise<void> {
    if (rules.size === 0) return
    const texts = new Map([...rules].map(([name, each]) => [name, JSON.stringify(each)]))
    await this.#health.ask(() => this.#redis.hset(RULES, texts))
  }

  async close(): Promise<void> {
    if (this.#options.owns) await this.#health.close()
  }
}
