// Opens the store of the leaderboards, once per thread: Redis where one is configured, else LMDB in a folder of its
// own below the node's store, so that boards and roles do not wait for one another's commits.

import { join } from 'node:path'
import type { Logger } from 'pino'
import { StartError } from '../core/errors.ts'
import type { BoardStore } from './board-store.ts'
import { EmbeddedBoardStore } from './embedded/board/board-store.ts'
import { openEnvironment } from './embedded/environment/environment.ts'

/** ms between two lines about an unreachable Redis. */
const LOG_EVERY = 10_000

export interface BoardStoreOptions {
  /** `config.store.path`. */
  path: string
  /** `config.store.minFree`. */
  minFree: number
  /** `config.board.redis`: redis://…, or empty. */
  redis: string
  /** The node starts: an unreachable Redis is an error then. */
  isStart: boolean
  log: Logger
}

/**
 * Throws StartError when the folder cannot be used, or, with `isStart`, when Redis does not answer; otherwise an
 * unreachable Redis is logged and asked again. The driver of Redis is loaded only when it is used.
 */
export async function openBoardStore(config: BoardStoreOptions): Promise<BoardStore> {
  const { path, minFree, redis, log } = config
  if (redis !== '') return openRedis(config)
  const environment = openEnvironment(join(path, 'boards'), { log, minFree })
  return new EmbeddedBoardStore(environment, { owns: true })
}

async function openRedis({ redis, isStart, log }: BoardStoreOptions): Promise<BoardStore> {
  const { Redis } = await import('ioredis')
  const { RedisBoardStore } = await import('./redis/board-store.ts')
  const client = new Redis(redis, {
    enableAutoPipelining: true,
    maxRetriesPerRequest: 1,
    connectTimeout: 3000,
  })
  let reason: Error | undefined
  let loggedAt = Number.NEGATIVE_INFINITY
  client.on('error', error => {
    reason = error
    if (isStarting || performance.now() - loggedAt < LOG_EVERY) return
    loggedAt = performance.now()
    log.error({ err: error }, 'the connection to the Redis of the boards failed')
  })
  const store = new RedisBoardStore(client, { owns: true, log })
  let isStarting = isStart
  try {
    if (isStart) await store.check()
    isStarting = false
    return store
  } catch (error) {
    await store.close()
    const { message } = reason ?? (error as Error)
    throw new StartError(`board.redis: the Redis at ${hostOf(redis)} can't be used: ${message}`, {
      cause: error,
    })
  }
}

/** Without the password. */
function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return 'this address'
  }
}
