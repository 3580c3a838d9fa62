import { once } from 'node:events'
import { createServer } from 'node:net'
import pino from 'pino'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { openBoardStore } from '../../../server/store/open-board-store.ts'
import { launchServer } from '../../support/store/databases.ts'

const RULES = { order: 'descending', operator: 'last', capacity: 100 } as const
const WRITE = { kind: 'update', member: 'a', score: 1 } as const
const again = { code: 'TRY_AGAIN' }

const open = (redis: string, isStart = true) =>
  openBoardStore({
    path: '',
    minFree: 0,
    redis,
    isStart,
    log: pino({ level: 'silent' }),
  })

test('a Redis that is not there ends the start in one line, without its password', async () => {
  await expect(open('redis://:secret@127.0.0.1:1')).rejects.toThrow(
    /^board\.redis: the Redis at 127\.0\.0\.1:1 can't be used: .*ECONNREFUSED/,
  )
})

test('what takes connections and says nothing ends the start too', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => void silent.close())
  const { port } = silent.address() as { port: number }
  await expect(open(`redis://127.0.0.1:${port}`)).rejects.toThrow(/can't be used: no answer within \d+ ms/)
})

const server = await launchServer('redis')
afterAll(() => server?.dispose())
if (!server) {
  const missing = 'no redis of its own to freeze: put redis-server on PATH'
  if (process.env.REQUIRE_SERVERS === '1') throw new Error(missing)
  process.stderr.write(`skipped, ${missing}\n`)
}

describe.skipIf(!server)('a Redis that does not answer', () => {
  test('is waited for once, then everybody is told to try again at once, until it answers', async () => {
    const store = await open(server!.url)
    onTestFinished(() => store.close())
    const board = await store.open('gold', RULES)
    await board.write(0, WRITE)
    server!.freeze()
    onTestFinished(() => server!.thaw())
    await expect(board.write(0, WRITE)).rejects.toMatchObject(again)
    // None of these waits: they are all refused before a turn of the loop is over.
    let isRefused = false
    const writes = Array.from({ length: 100 }, () => board.write(0, WRITE))
    void Promise.allSettled(writes).then(() => {
      isRefused = true
    })
    await new Promise(resolve => setImmediate(resolve))
    expect(isRefused).toBe(true)
    for (const end of await Promise.allSettled(writes)) expect(end).toMatchObject({ reason: again })
    server!.thaw()
    await expect
      .poll(() => board.write(0, { ...WRITE, score: 7 }).catch(() => undefined), { timeout: 20_000 })
      .toMatchObject({ score: 7 })
  })

  test('does not hold up the end', async () => {
    const store = await open(server!.url)
    server!.freeze()
    onTestFinished(() => server!.thaw())
    await store.close()
  })
})
