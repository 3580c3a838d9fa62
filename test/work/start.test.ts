import { expect, test } from 'vitest'
import { StartError } from '../../server/core/errors.ts'
import { defineGameOf } from '../../server/kit/index.ts'
import game, { HOOKS, type Stats } from '../support/games/hooks.ts'
import { linesOf } from '../support/games/hooks-players.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'

const share = shareServers()

test.each(workers(2))('services start in order, before players come: %i workers', async threads => {
  const server = await share({ threads, game: HOOKS })
  expect(await linesOf(server)).toEqual(['market: 5'])
  const { node } = server.server
  for (const slot of node.slots) await node.query(`.stats/${slot}`, 0)
})

test('a service whose thread is lost is launched again, and one of every thread with its thread', async () => {
  const server = await share({ threads: 2, game: HOOKS })
  const { node } = server.server
  const names = ['.book', '.market', '.stats/1', '.stats/2']
  const addresses = async () => Promise.all(names.map(async name => (await node.query(name)).address))
  const before = await addresses()
  for (const slot of [1, 2]) {
    const stats = await node.query<Stats>(`.stats/${slot}`)
    const { address } = stats
    stats.send.crash()
    await until(
      async () => (await node.query(`.stats/${slot}`, 30_000)).address,
      now => now !== address,
    )
  }
  const moved = await until(addresses, now => now.every((address, i) => address !== before[i]))
  expect(new Set(moved).size).toBe(4)
  expect(await linesOf(server)).toContain('market: 5')
})

test.each(workers(1))(
  'a service that fails ends the start with one line that names it: %i workers',
  async threads => {
    const start = serverForTest({ threads, game: 'test/support/games/no-start.ts' })
    await expect(start).rejects.toThrow(StartError)
    await expect(start).rejects.toThrow(
      /^start: Closed \(\.closed\) could not be launched: the shop is closed on Mondays$/,
    )
  },
)

test.each([
  [{ service: 'Shop', name: '.shop' }, 'start[0].service: expected a key of services, got "Shop"'],
  [{ service: 'Book', name: 'book' }, 'start[0].name: expected a name such as .market, got "book"'],
  [
    { service: 'Book', name: '.book', on: 'all' },
    'start[0].on: expected "one", "every" or the number of a slot',
  ],
  [{ service: 'Book', name: '.book', on: -1 }, 'start[0].on: expected'],
])('a wrong entry is refused when the game is loaded: %j', (entry, message) => {
  const define = () => defineGameOf({ ...game, start: [entry as never] })
  expect(define).toThrow(StartError)
  expect(define).toThrow(message)
})

test('two entries of one name are refused', () => {
  const book = { service: 'Book', name: '.book' }
  expect(() => defineGameOf({ ...game, start: [book, book] })).toThrow(
    /start\[1\]\.name: .*no other entry has/,
  )
})
