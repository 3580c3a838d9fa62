import { describe, expect, test } from 'vitest'
import type { Duelist } from '../support/client/duelist.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { duelists, duelSettings } from './support/duelist.ts'
import { refusal } from './support/hall.ts'

const share = shareServers()

/** What the player's own service of the game returns. */
const herald = async (player: Duelist, word: string, uids: string[] = []): Promise<string> =>
  ((await player.ask('herald', { word, uids })).text as string | undefined) ?? ''

describe.each(workers(2))('a service of the game, with %i workers', threads => {
  const open = () => share(duelSettings({ threads }))

  test('counts and lists who is online, and tells one, many and all', async () => {
    const server = await open()
    const [ada, bea, cyd] = await duelists(server, 'ada', 'bea', 'cyd')
    // The watchdog hears of each login from its own thread.
    await until(
      () => herald(ada!, 'count'),
      count => count === '3',
    )
    expect((await herald(ada!, 'list')).split(',').sort()).toEqual(['ada', 'bea', 'cyd'])
    await herald(ada!, 'tell', [bea!.uid])
    await bea!.heard('you')
    expect(await herald(ada!, 'many', [bea!.uid, cyd!.uid, '7'])).toBe('2')
    for (const player of [bea!, cyd!]) await player.heard('many')
    expect(await herald(ada!, 'all')).toBe('3')
    for (const player of [ada!, bea!, cyd!]) await player.heard('all')
    expect(ada!.news).toEqual(['all'])
    expect(cyd!.news).toEqual(['many', 'all'])
    expect(await refusal(herald(ada!, 'tell', ['7']))).toBe('NOT_ONLINE')
  })

  test('edits roles of players who are online and who are not, and makes ids', async () => {
    const server = await open()
    const [dot, eli] = await duelists(server, 'dot', 'eli')
    eli!.close()
    await herald(dot!, 'pay', [eli!.uid])
    const [back] = await duelists(server, 'eli')
    await herald(dot!, 'pay', [eli!.uid])
    expect((await back!.mine()).gold).toBe(10)
    const [one, two] = (await herald(dot!, 'ids')).split(',')
    expect(one).toMatch(/^\d{10,}$/)
    expect(two).not.toBe(one)
  })

  test('makes, finds and ends rooms', async () => {
    const server = await open()
    const [fox] = await duelists(server, 'fox')
    const id = await herald(fox!, 'make')
    await fox!.ask('join', { id })
    await until(
      () => herald(fox!, 'find', [id]),
      found => (JSON.parse(found) as { members: number }).members === 1,
    )
    expect(await herald(fox!, 'close', [id])).toBe('true')
    await until(
      () => herald(fox!, 'find', [id]),
      found => found === 'none',
    )
    expect(await herald(fox!, 'close', [id])).toBe('false')
  })
})

test('what a fork throws is logged with the service, or with the player', async () => {
  const server = await serverForTest(duelSettings())
  const [gil] = await duelists(server, 'gil')
  await herald(gil!, 'fork')
  await gil!.ask('fork')
  await until(
    () => server.complaints(),
    lines => lines.length === 2,
  )
  const [ofService, ofPlayer] = server.complaints()
  expect(ofService).toMatchObject({ msg: 'a fork failed', err: { message: 'of a fork' } })
  expect(ofService!.service).toMatch(/^Herald:/)
  expect(ofPlayer).toMatchObject({ msg: 'a fork failed', account: 'gil' })
  await until(
    () => gil!.news,
    ([id]) => id !== undefined && /^\d{10,}$/.test(id),
  )
})

test('on main, where nobody is served, a service of the game says where it has to be launched', async () => {
  const server = await share(duelSettings({ threads: 2 }))
  const herald = await server.server.node.launchOn<{ do(word: string, uids: string[]): string }>(
    0,
    'Herald',
    undefined,
  )
  await expect(herald.call.do('count', [])).rejects.toMatchObject({ code: 'INTERNAL' })
  const errors = server.complaints().map(({ err }) => (err as { message: string }).message)
  expect(errors).toEqual([expect.stringContaining('expected a thread that serves players, got main')])
})
