import { spawnSync } from 'node:child_process'
import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../server/lib/clock.ts'
import type { StoredBoard } from '../../../server/store/board-store.ts'
import { EmbeddedBanStore } from '../../../server/store/embedded/ban-store.ts'
import { EmbeddedBoardStore } from '../../../server/store/embedded/board/board-store.ts'
import { type Environment, openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoleStore } from '../../../server/store/embedded/role-store.ts'
import { lackOfRoom } from '../../../server/store/embedded/room-guard.ts'
import { EmbeddedRoomStore } from '../../../server/store/embedded/room-store.ts'
import { EmbeddedSeatTable } from '../../../server/store/embedded/seat-table.ts'
import { NodeSeat } from '../../../server/store/seat/node-seat.ts'
import { canLimitFiles, whileFilesEndAt } from '../../support/store/file-limit.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const BIG = 'x'.repeat(300_000)

/** A store whose files can't grow while `full` runs; what it would end the thread with, ends the test. */
function openStore() {
  const folder = temporaryFolder()
  const lines: string[] = []
  const say = (_fields: object, line: string) => void lines.push(line)
  const environment = openEnvironment(folder, { log: { info: say, warn: say } as never })
  onTestFinished(() => environment.close())
  const full = <R>(work: () => Promise<R>) => whileFilesEndAt(statSync(join(folder, 'data.mdb')).size, work)
  return { environment, lines, full }
}

const role = (uid: string, text = '') => ({ _id: uid, acc: uid, epoch: 1, rev: 0, version: 0, text })
const entry = (number: number, text: string) => ({ number, uid: '7', acc: 'anna', text, time: 1 })
const again = { code: 'TRY_AGAIN' }

describe.skipIf(!canLimitFiles())('a store on a full disk', () => {
  test('refuses with TRY_AGAIN what it can not write, and says why', async () => {
    const { environment, lines, full } = openStore()
    const database = environment.openDB<string, string>({ name: 'any' })
    await database.put('old', '1')
    const error = await full(() => database.put('big', BIG).then(undefined, error => error))
    expect(error).toMatchObject(again)
    expect(error.cause.message).toMatch(/^store\.path: .* can't be written: .+; .+/)
    expect([database.get('old'), database.get('big')]).toEqual(['1', undefined])
    expect(lines).toEqual(['the store cannot be written; changes kept, retrying'])
    await database.put('new', '2')
    expect(lines.at(-1)).toBe('the store can be written again')
  })

  test('loses no rejection of what nobody waits for', async () => {
    const { environment, lines, full } = openStore()
    const database = environment.openDB<string, string>({ name: 'any' })
    await full(async () => {
      void database.put('a', BIG)
      void database.remove('b')
      void database.batch(() => void database.put('c', BIG))
      void database.transaction(() => database.put('d', BIG))
      void database.childTransaction(() => database.put('e', BIG))
      await database.put('f', BIG).catch(() => undefined)
    })
    expect(lines).toContain('the store cannot be written; changes kept, retrying')
    expect([...database.getKeys()]).toEqual([])
  })

  test('can be closed while it is full', async () => {
    const { environment, full } = openStore()
    const database = environment.openDB<string, string>({ name: 'any' })
    await full(async () => {
      await expect(database.put('big', BIG)).rejects.toMatchObject(again)
      await environment.close()
    })
  })

  test('what the work of a transaction throws comes out as it is', async () => {
    const { environment } = openStore()
    const store = new EmbeddedRoleStore(environment)
    await store.replace(role('1'))
    await expect(store.replace({ ...role('2'), acc: '1' })).rejects.toThrow('account 1 has another role')
  })

  test('keeps roles as they were, and applies their commits later', async () => {
    const { environment, full } = openStore()
    const store = new EmbeddedRoleStore(environment)
    await store.claim('1', () => role('1'))
    const commit = { uid: '1', epoch: 1, rev: 0, update: { $set: { text: BIG } } }
    await full(async () => {
      await expect(store.commit([commit])).rejects.toMatchObject(again)
      await expect(store.claim('2', () => role('2', BIG))).rejects.toMatchObject(again)
    })
    expect(await store.find({ uid: '1' })).toMatchObject({ rev: 0, text: '' })
    expect(await store.find({ acc: '2' })).toBeUndefined()
    expect(await store.commit([commit])).toEqual({ applied: 1 })
  })

  test('keeps the history of a room as it was, and takes it later', async () => {
    const { environment, full } = openStore()
    const store = new EmbeddedRoomStore(environment)
    await store.append('1', [entry(1, 'a')], 0)
    await full(() => expect(store.append('1', [entry(2, BIG)], 1)).rejects.toMatchObject(again))
    expect(await store.read('1', 10)).toEqual([entry(1, 'a')])
    await store.append('1', [entry(2, BIG)], 1)
    expect(await store.read('1', 10)).toEqual([entry(2, BIG)])
  })

  test('keeps bans as they were', async () => {
    const { environment, full } = openStore()
    const store = new EmbeddedBanStore(environment)
    await store.put({ account: 'a', reason: 'old' })
    await full(() => expect(store.put({ account: 'a', reason: BIG })).rejects.toMatchObject(again))
    expect(await store.list()).toEqual([{ account: 'a', reason: 'old' }])
  })

  async function openBoard(environment: Environment): Promise<StoredBoard> {
    const store = new EmbeddedBoardStore(environment)
    return store.open('gold', { order: 'descending', operator: 'sum', capacity: 100 })
  }

  const add = (score: number, info?: string) => ({ kind: 'increase' as const, member: 'a', score, info })

  test('counts on a board what it confirmed, and nothing else', async () => {
    const { environment, full } = openStore()
    const board = await openBoard(environment)
    await board.write(0, add(1))
    await full(async () => {
      const writes = [board.write(0, add(10, BIG))]
      // It is made of what the one before has left in memory, which will not be stored.
      await new Promise(resolve => setImmediate(resolve))
      writes.push(board.write(0, add(100)))
      for (const end of await Promise.allSettled(writes)) expect(end).toMatchObject({ reason: again })
    })
    expect(await board.find(['a'])).toMatchObject([{ score: 1 }])
    expect(await board.write(0, add(1000))).toMatchObject({ score: 1001 })
    expect(await (await openBoard(environment)).find(['a'])).toMatchObject([{ score: 1001 }])
  })

  test('keeps the period of a board that could not be ended, and ends it later', async () => {
    const { environment, full } = openStore()
    const board = await openBoard(environment)
    await board.write(0, add(1))
    await full(() => expect(board.write(5, add(10, BIG))).rejects.toMatchObject(again))
    expect((await board.periods()).map(({ id }) => id)).toEqual([0])
    await board.write(5, add(10))
    expect((await (await openBoard(environment)).periods()).map(({ id }) => id)).toEqual([0, 5])
  })

  test('keeps the seat, and a stop goes on when it can not be given back', async () => {
    const { environment, full } = openStore()
    const database = environment.openDB<string, string>({ name: 'any' })
    const lost: string[] = []
    const take = () =>
      NodeSeat.take(new EmbeddedSeatTable(environment, 'its folder'), {
        clock: systemClock,
        log: pino({ level: 'silent' }),
        lastTick: () => 0,
        onLost: () => void lost.push('lost'),
      })
    const seat = await take()
    // In one commit with what does not fit, it can't be written.
    await full(() => Promise.allSettled([database.put('big', BIG), seat.release()]))
    await expect(take()).rejects.toThrow('its folder is in use by the server with pid')
    expect(lost).toEqual([])
  })

  test('does not end the process where a large file can not grow', { timeout: 120_000 }, async () => {
    const script = join(import.meta.dirname, 'support/failing-writes.ts')
    const { stdout, status } = spawnSync(process.execPath, [script, temporaryFolder()], { encoding: 'utf8' })
    expect({ stdout, status }).toEqual({ stdout: '900 refused\n', status: 0 })
  })

  test('is not written when less is free on the disk than is kept free', async () => {
    const folder = temporaryFolder()
    const { bavail, bsize, blocks } = statfsSync(folder)
    // An eighth of the disk is the most that is kept free.
    expect(bavail * bsize > (blocks * bsize) / 8).toBe(
      lackOfRoom(folder, Number.MAX_SAFE_INTEGER) === undefined,
    )
    expect(lackOfRoom(folder, 0)).toBeUndefined()
    expect(lackOfRoom(join(folder, 'gone'), 1)).toBeUndefined()
  })
})
