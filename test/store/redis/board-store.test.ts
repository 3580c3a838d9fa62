import { Redis } from 'ioredis'
import { describe, expect, onTestFinished, test } from 'vitest'
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

  test('the numbers of writes are gone after 180 days', async () => {
    const redis = new Redis(url!, { keyPrefix: `test${process.pid}:${++count}:` })
    onTestFinished(async () => void (await redis.quit()))
    const store = new RedisBoardStore(redis)
    const board = await store.open('gold', { order: 'descending', operator: 'sum', capacity: 10 })
    await board.write(0, { kind: 'increase', member: 'a', score: 1, number: 1 })
    const span = Math.floor(Number((await redis.time())[0]) / (90 * 86_400))
    expect(await redis.hgetall(`board:{gold}:n:${span}`)).toEqual({ a: '1' })
    const days = (await redis.ttl(`board:{gold}:n:${span}`)) / 86_400
    expect(days).toBeGreaterThan(179)
    expect(days).toBeLessThanOrEqual(180)
  })

  test('a number that was noted in the last 90 days of the clock counts in the next', async () => {
    const redis = new Redis(url!, { keyPrefix: `test${process.pid}:${++count}:` })
    onTestFinished(async () => void (await redis.quit()))
    const store = new RedisBoardStore(redis)
    const board = await store.open('gold', { order: 'descending', operator: 'sum', capacity: 10 })
    const span = Math.floor(Number((await redis.time())[0]) / (90 * 86_400))
    await redis.hset(`board:{gold}:n:${span - 1}`, { a: 5, b: 5 })
    expect(await board.write(0, { kind: 'increase', member: 'a', score: 1, number: 5 })).toBeUndefined()
    expect(await board.write(0, { kind: 'increase', member: 'b', score: 1, number: 6 })).toMatchObject({
      score: 1,
    })
  })
})
