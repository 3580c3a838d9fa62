import { describe, expect, test } from 'vitest'
import { shareGame, startGame } from '../kit/index.ts'
import type { RawClient } from '../support/client/raw-client.ts'
import { workers } from '../support/workers.ts'

const HTTP = { token: 'secret', maxBoards: 10 }
const headers = { authorization: 'Bearer secret' }

describe.each(workers(1))('leaderboards with %i worker threads', threads => {
  const server = shareGame({ threads, web: { enabled: true }, board: { http: HTTP } })

  const ask = async (client: RawClient, name: string, body?: object) =>
    ((await client.ask(name, body)) as { data: unknown }).data

  const rank = async (path: string, init: RequestInit = {}) => {
    const url = `http://127.0.0.1:${server().server.webPort}/rank/${path}`
    const response = await fetch(url, { headers, ...init })
    return [response.status, await response.json()]
  }

  test('a sign-in is on both boards when it is answered', async () => {
    const [ann, bob] = [await server().connect(), await server().connect()]
    const { uid } = await ann.login('ann')
    await bob.login('bob')
    await bob.ask('cs_sign')
    await ann.ask('cs_sign')
    await ann.ask('cs_sign')
    const first = { rank: 1, uid, score: 2, name: 'ann', level: 1, avatar: '' }
    expect(await ask(ann, 'cs_board_mine', { board: 'sign' })).toEqual({ entry: first })
    expect(await ask(bob, 'cs_board_top', { board: 'sign', count: 1 })).toEqual({ entries: [first], size: 2 })
    const around = await ask(bob, 'cs_board_around', { board: 'gold' })
    expect(around).toMatchObject({
      entries: [
        { rank: 1, name: 'bob', score: 100 },
        { rank: 2, name: 'ann', score: 100 },
      ],
    })
    await Promise.all([ann.close(), bob.close()])
  })

  test('a player who is on no board sees none of itself', async () => {
    const client = await server().connect()
    await client.login('carl')
    expect(await ask(client, 'cs_board_mine', { board: 'gold' })).toEqual({})
    expect(await ask(client, 'cs_board_around', { board: 'gold' })).toEqual({ entries: [] })
    await client.close()
  })

  test.each([
    ['cs_board_top', {}],
    ['cs_board_top', { board: 'silver' }],
    ['cs_board_top', { board: 'constructor' }],
    ['cs_board_top', { board: 'sign', count: 101 }],
    ['cs_board_top', { board: 'sign', count: 0 }],
    ['cs_board_top', { board: 'sign', start: 0 }],
    ['cs_board_around', { board: 'sign', count: 50 }],
    ['cs_board_mine', { board: '' }],
  ])('%s with %j is refused', async (name, body) => {
    const client = await server().connect()
    await client.login('dora')
    expect(await ask(client, name, body)).toMatchObject({ req_name: name, code: 'BAD_MESSAGE' })
    await client.close()
  })

  test('other programs use boards of their own over HTTP', async () => {
    const body = { appname: 'game1', tags: ['t1', '排行'], uid: '7', score: 5, info: { name: 'x' } }
    expect(await rank('update', { method: 'POST', body: JSON.stringify(body) })).toEqual([
      200,
      { code: 'OK' },
    ])
    expect(await rank(`query?appname=game1&tag=${encodeURIComponent('排行')}&uid=7`)).toEqual([
      200,
      { code: 'OK', element: { uid: '7', score: 5, info: { name: 'x' } }, rank: 1 },
    ])
    expect(await rank('query?appname=game1&tag=t1&uid=8')).toEqual([200, { code: 'NOT_IN_RANK' }])
    expect(await rank('query?appname=game1&tag=t1&uid=8', { headers: {} })).toEqual([
      401,
      expect.objectContaining({ code: 'PERMISSION_DENIED' }),
    ])
  })

  test('nothing was complained about', () => {
    expect(server().complaints()).toEqual([])
  })
})

test('boards go on where they were after a restart', async () => {
  const server = await startGame({ threads: 1 })
  await (await server.player('ann')).request.sign()
  const top = async () => {
    const board = await server.service<{ top(count: number): Promise<unknown[]> }>('.board/sign')
    return board.call.top(1)
  }
  const before = await top()
  expect(before).toMatchObject([{ score: 1 }])
  await server.restart()
  expect(await top()).toEqual(before)
})
