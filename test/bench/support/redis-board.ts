// Redis' own sorted set, over a Unix socket and with pipelining, where a redis-server is on PATH.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'

/** Commands in one pipeline. */
const BATCH = 1000
const ASKS = 100_000
const KEY = 'bench'

/** Operations a second; undefined when there is no redis-server. */
export async function measureRedis(members: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-redis-'))
  const socket = join(folder, 'redis.sock')
  const server = spawn(
    'redis-server',
    ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder],
    {
      stdio: 'ignore',
    },
  )
  try {
    if (!(await isStarted(server))) return undefined
    return await measure(new Redis(socket, { retryStrategy: () => 50 }), members)
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

const isStarted = (server: ChildProcess): Promise<boolean> =>
  new Promise(resolve => {
    server.once('spawn', () => resolve(true))
    server.once('error', () => resolve(false))
  })

async function measure(redis: Redis, members: readonly string[]) {
  redis.on('error', () => undefined)
  const score = () => Math.random() * 1e6
  const random = () => Math.floor(Math.random() * members.length)
  const rates = {
    insert: await rate(redis, members.length, (pipeline, i) => pipeline.zadd(KEY, score(), members[i]!)),
    update: await rate(redis, ASKS, pipeline => pipeline.zadd(KEY, score(), members[random()]!)),
    rank: await rate(redis, ASKS, pipeline => pipeline.zrank(KEY, members[random()]!)),
    'range of 10': await rate(redis, ASKS, pipeline => {
      const start = random()
      return pipeline.zrange(KEY, String(start), String(start + 9), 'WITHSCORES')
    }),
  }
  redis.disconnect()
  return rates
}

type Pipeline = ReturnType<Redis['pipeline']>

async function rate(
  redis: Redis,
  count: number,
  ask: (pipeline: Pipeline, i: number) => unknown,
): Promise<number> {
  const started = performance.now()
  for (let i = 0; i < count; ) {
    const pipeline = redis.pipeline()
    for (const end = Math.min(count, i + BATCH); i < end; i++) ask(pipeline, i)
    await pipeline.exec()
  }
  return (count / (performance.now() - started)) * 1000
}
