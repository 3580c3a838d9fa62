// Opens the store of the leaderboards, once per thread: Redis where one is configured, else LMDB in a folder of its
// own below the node's store, so that boards and roles do not wait for one another's commits.

import { join } from 'node:path'
import type { Logger } from 'pino'
import type { BoardStore } from './board-store.ts'
import { EmbeddedBoardStore, type EmbeddedBoardStoreOptions } from './embedded/board-store.ts'
import { openEnvironment } from './embedded/environment.ts'

export interface BoardStoreConfig {
  /** `config.store.path`. */
  path: string
  /** `config.board.redis`: redis://…, or empty. */
  redis: string
  createSet: EmbeddedBoardStoreOptions['createSet']
  log: Logger
}

/** Throws StartError when the folder can't be used; a Redis that is away is logged, and asked again. */
/** The driver of Redis is loaded only when it is used. */
export async function openBoardStore({ path, redis, createSet, log }: BoardStoreConfig): Promise<BoardStore> {
  if (redis === '')
    return new EmbeddedBoardStore(openEnvironment(join(path, 'boards'), { log }), { createSet, owns: true })
  const { Redis } = await import('ioredis')
  const { RedisBoardStore } = await import('./redis/board-store.ts')
  const client = new Redis(redis, { enableAutoPipelining: true, maxRetriesPerRequest: 1 })
  client.on('error', error => log.error({ err: error }, 'the Redis of the boards'))
  return new RedisBoardStore(client, { owns: true })
}
