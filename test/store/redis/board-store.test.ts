import { Redis } from 'ioredis'
import { describe, onTestFinished } from 'vitest'
import { RedisBoardStore } from '../../../server/store/redis/board-store.ts'
import { describeBoardStore } from '../../conformance/board-store.ts'
import { useServer } from '../../support/store/databases.ts'

const url = await useServer('redis')
let count = 0

describe.skipIf(!url)('on a real Redis', () => {
  describeBoardStore('Redis boards', async () => {
    const redis = new Redis(url!, { keyPrefix: `test${process.pid}:${++count}:` })
    redis.on('error', error => process.stderr.write(`redis: ${error.message}\n`))
    onTestFinished(async () => void (await redis.quit()))
    const make = () => new RedisBoardStore(redis, { topCache: 0 })
    return { store: make(), reopen: async () => make() }
  })
})
