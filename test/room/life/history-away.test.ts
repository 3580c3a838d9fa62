import pino from 'pino'
import { expect, test } from 'vitest'
import { History } from '../../../server/room/life/history.ts'
import type { HistoryEntry, RoomStore } from '../../../server/store/room-store.ts'

const SAID = { uid: '7', acc: 'anna', text: 'a', time: 1 }

/** A history whose store can be taken away, and the lines of its log. */
function setUp() {
  const written: HistoryEntry[] = []
  const lines: Record<string, unknown>[] = []
  const store = {
    isAway: false,
    read: async () => [],
    append: async (_id: string, entries: HistoryEntry[]) => {
      if (store.isAway) throw new Error('away')
      written.push(...entries)
    },
  }
  const history = new History({
    room: '1',
    limit: 100,
    store: store as unknown as RoomStore,
    log: pino({ level: 'warn' }, { write: line => void lines.push(JSON.parse(line)) }),
  })
  return { history, store, written, lines }
}

test('a room that ends while the store is away does not hold up the stop, and the log has what it said', async () => {
  const { history, store, written, lines } = setUp()
  history.add(SAID)
  await expect.poll(() => written.length).toBe(1)
  store.isAway = true
  history.add({ ...SAID, text: 'b' })
  await expect.poll(() => lines.length).toBe(1)
  history.add({ ...SAID, text: 'c' })
  await history.end()
  expect(lines.flatMap(({ entry }) => (entry ? [(entry as HistoryEntry).text] : []))).toEqual(['b', 'c'])
})

test('a room that ends when the store is back writes what waited', async () => {
  const { history, store, written, lines } = setUp()
  store.isAway = true
  history.add(SAID)
  await expect.poll(() => lines.length).toBe(1)
  store.isAway = false
  await history.end()
  expect(written.map(({ number }) => number)).toEqual([1])
})
