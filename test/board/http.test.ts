import { describe, expect, test } from 'vitest'
import { rankRoutes } from '../../server/board/rank-routes.ts'
import { openBoardStore, startBoards } from './support/boards.ts'

/** The interface as the web server mounts it, behind what looks at tokens (test/ops/tokens.test.ts); `get` and `post` answer with status and body. */
async function startRank(options: { maxBoards?: number; store?: ReturnType<typeof openBoardStore> } = {}) {
  const { node, keeper, store } = await startBoards({
    definitions: {},
    ...(options.store ? { store: options.store } : {}),
  })
  const routes = rankRoutes({
    keeper,
    store,
    scope: node,
    maxBoards: options.maxBoards ?? 100,
  })
  const ask = async (method: string, path: string, init: RequestInit = {}) => {
    const url = new URL(path, 'http://localhost')
    const route = routes[`${method} ${url.pathname}`]
    if (!route) return undefined
    const response = await route(new Request(url, { method, ...init }))
    return [response.status, await response.json()] as const
  }
  const post = (path: string, body: unknown) => ask('POST', path, { body: JSON.stringify(body) })
  return { routes, ask, post, get: (path: string, init?: RequestInit) => ask('GET', path, init) }
}

const update = (uid: string, score: number, more: object = {}) => ({
  appname: 'game1',
  tags: ['tag1', 'tag2'],
  uid,
  score,
  info: { name: 'hanxi', age: 18 },
  ...more,
})

/** An update with an info of so many levels. */
const nested = (depth: number): string =>
  JSON.stringify(update('1', 1)).replace('"hanxi"', `${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`)

describe('the ranking interface', () => {
  test('answers as the original does', async () => {
    const { post, get } = await startRank()
    expect(await post('/rank/update', update('10086', 106))).toEqual([200, { code: 'OK' }])
    await post('/rank/update', update('10087', 107))
    const [first, second] = ['10086', '10087'].map((uid, i) => ({
      uid,
      score: 106 + i,
      info: { name: 'hanxi', age: 18 },
    }))
    expect(await get('/rank/query?appname=game1&tag=tag2&uid=10086')).toEqual([
      200,
      { code: 'OK', element: first, rank: 1 },
    ])
    expect(await get('/rank/infos?appname=game1&tag=tag1&uids=10087%2C1%2C10086')).toEqual([
      200,
      { code: 'OK', elements: [second, first] },
    ])
    expect(await get('/rank/ranklist?appname=game1&tag=tag1&start=1&count=10')).toEqual([
      200,
      { code: 'OK', elements: [first, second] },
    ])
    expect(await post('/rank/delete', { appname: 'game1', tags: ['tag1'], uid: '10086' })).toEqual([
      200,
      { code: 'OK' },
    ])
    expect(await get('/rank/query?appname=game1&tag=tag1&uid=10086')).toEqual([200, { code: 'NOT_IN_RANK' }])
    expect(await get('/rank/query?appname=game1&tag=tag2&uid=10086')).toMatchObject([200, { code: 'OK' }])
  })

  test('sets the order and the capacity of boards, used or not, and tells them', async () => {
    const store = openBoardStore()
    const { post, get } = await startRank({ store })
    for (const [uid, score] of [['a', 1], ['b', 2], ['c', 3]] as const) await post('/rank/update', update(uid, score)) // biome-ignore format: short
    const config = [
      { tag: 'tag1', capacity: 2, order: 'descending' },
      { tag: 'tag9', order: 'descending' },
    ]
    expect(await post('/rank/config', { appname: 'game1', config })).toEqual([200, { code: 'OK' }])
    expect(await get('/rank/config?appname=game1&tag=tag1')).toEqual([
      200,
      { code: 'OK', config: [config[0]] },
    ])
    expect(await get('/rank/config?appname=game1&tag=tag9')).toMatchObject([
      200,
      { config: [{ capacity: 10_000 }] },
    ])
    const list = '/rank/ranklist?appname=game1&tag=tag1&start=1&count=10'
    const uids = (answer: unknown) =>
      (answer as [number, { elements: { uid: string }[] }])[1].elements.map(e => e.uid)
    expect(uids(await get(list))).toEqual(['c', 'b'])
    const again = await startRank({ store })
    expect(uids(await again.get(list))).toEqual(['c', 'b'])
    expect(uids(await again.get(list.replace('tag1', 'tag2')))).toEqual(['a', 'b', 'c'])
  })

  test.each([
    ['no JSON', 'POST', '/rank/update', '{'],
    ['a body that is no object', 'POST', '/rank/update', '[]'],
    ['no appname', 'POST', '/rank/update', JSON.stringify({ ...update('1', 1), appname: undefined })],
    ['an appname with a slash', 'POST', '/rank/update', JSON.stringify(update('1', 1, { appname: 'a/b' }))],
    ['no tags', 'POST', '/rank/update', JSON.stringify(update('1', 1, { tags: [] }))],
    ['too many tags', 'POST', '/rank/update', JSON.stringify(update('1', 1, { tags: Array(17).fill('t') }))],
    ['a score that is no number', 'POST', '/rank/update', JSON.stringify(update('1', 1, { score: 'much' }))],
    ['an endless score', 'POST', '/rank/update', JSON.stringify(update('1', 1, { score: '1e999' }))],
    ['a long uid', 'POST', '/rank/update', JSON.stringify(update('x'.repeat(129), 1))],
    ['large info', 'POST', '/rank/update', JSON.stringify(update('1', 1, { info: { a: 'x'.repeat(3000) } }))],
    ['info nested to the end of the stack', 'POST', '/rank/update', nested(20_000)],
    ['info nested 17 deep', 'POST', '/rank/update', nested(17)],
    ['a uid that is a list', 'POST', '/rank/update', JSON.stringify(update('1', 1, { uid: [] }))],
    ['too many entries', 'GET', '/rank/ranklist?appname=a&tag=b&start=1&count=101', undefined],
    ['rank 0', 'GET', '/rank/ranklist?appname=a&tag=b&start=0&count=1', undefined],
    [
      'a capacity that is no number',
      'POST',
      '/rank/config',
      '{"appname":"a","config":[{"tag":"b","capacity":true}]}',
    ],
    ['a score in another base', 'POST', '/rank/update', JSON.stringify(update('1', 1, { score: '0x10' }))],
    ['info that is a list', 'POST', '/rank/update', JSON.stringify(update('1', 1, { info: [1] }))],
    ['no uids', 'GET', '/rank/infos?appname=a&tag=b&uids=', undefined],
    [
      'a wrong order',
      'POST',
      '/rank/config',
      JSON.stringify({ appname: 'a', config: [{ tag: 'b', order: 'up' }] }),
    ],
  ])('refuses %s, and says what is wrong', async (_, method, path, body) => {
    const { ask } = await startRank()
    const answer = await ask(method, path, body === undefined ? {} : { body })
    expect(answer).toEqual([400, { code: 'BAD_MESSAGE', msg: expect.stringMatching(/.{10}/) }])
  })

  test('makes so many boards and no more', async () => {
    const { post } = await startRank({ maxBoards: 2 })
    expect(await post('/rank/update', update('1', 1))).toMatchObject([200, {}])
    expect(await post('/rank/update', update('1', 1, { tags: ['tag3'] }))).toMatchObject([
      503,
      { code: 'SERVER_FULL' },
    ])
    expect(await post('/rank/update', update('1', 2))).toMatchObject([200, {}])
  })

  test('reading and deleting make no boards', async () => {
    const { ask, post, get } = await startRank({ maxBoards: 2 })
    for (let i = 0; i < 5; i++) {
      const of = `appname=game1&tag=mistyped${i}`
      expect(await get(`/rank/query?${of}&uid=1`)).toEqual([200, { code: 'NOT_IN_RANK' }])
      expect(await get(`/rank/infos?${of}&uids=1,2`)).toEqual([200, { code: 'OK', elements: [] }])
      expect(await get(`/rank/ranklist?${of}`)).toEqual([200, { code: 'OK', elements: [] }])
      expect(await get(`/rank/config?${of}`)).toMatchObject([200, { config: [{ capacity: 10_000 }] }])
      const body = JSON.stringify({ appname: 'game1', tags: [`mistyped${i}`], uid: '1' })
      expect(await ask('POST', '/rank/delete', { body })).toEqual([200, { code: 'OK' }])
    }
    expect(await post('/rank/update', update('1', 1))).toEqual([200, { code: 'OK' }])
  })

  test('a board that was made before the last start is found by who reads it', async () => {
    const store = openBoardStore()
    const { post } = await startRank({ store })
    await post('/rank/update', update('1', 7))
    const { get } = await startRank({ store })
    expect(await get('/rank/query?appname=game1&tag=tag1&uid=1')).toMatchObject([200, { rank: 1 }])
  })

  test.each([
    '9007199254740993',
    '-9007199254740993',
    '9007199254740992',
    '"9007199254740993"',
    '1e16',
    '1e300',
  ])('refuses the score %s, which would be kept as another one', async score => {
    const { ask, get } = await startRank()
    const body = JSON.stringify(update('1', 0)).replace('"score":0', `"score":${score}`)
    const refusal = { code: 'BAD_MESSAGE', msg: expect.stringMatching(/^score: .*2\^53 − 1/) }
    expect(await ask('POST', '/rank/update', { body })).toEqual([400, refusal])
    expect(await get('/rank/query?appname=game1&tag=tag1&uid=1')).toEqual([200, { code: 'NOT_IN_RANK' }])
  })

  test('takes the largest whole numbers and fractions as they are', async () => {
    const { post, get } = await startRank()
    for (const score of [9007199254740991, -9007199254740991, 0.1, 5e-324]) {
      await post('/rank/update', update('1', score))
      const answer = await get('/rank/query?appname=game1&tag=tag1&uid=1')
      expect(answer).toMatchObject([200, { element: { score } }])
    }
  })

  test.each(['"uid":9007199254740993', '"info":{"list":[{"id":9007199254740993}]}'])(
    'refuses %s, and says which number it is',
    async field => {
      const { ask } = await startRank()
      const [key] = field.split(':')
      const body = JSON.stringify(update('1', 1)).replace(new RegExp(`${key}:("1"|{.*?})`), field)
      const msg = expect.stringMatching(/^(uid|id): 9007199254740993 is beyond/)
      expect(await ask('POST', '/rank/update', { body })).toEqual([400, { code: 'BAD_MESSAGE', msg }])
    },
  )

  test.each([
    'a,b',
    'a b',
    ' a',
    'a\u0000',
    'a\n',
    'a\u00a0',
    'a\u200b',
    'a\u3164',
    'a\ufeff',
    '\ud800',
    'x'.repeat(129),
    '',
  ])('refuses to keep the uid %j', async uid => {
    const { post } = await startRank()
    const refusal = { code: 'BAD_MESSAGE', msg: expect.stringMatching(/^uid: /) }
    expect(await post('/rank/update', update(uid, 1))).toEqual([400, refusal])
  })

  test('refuses a body that is no UTF-8', async () => {
    const { ask } = await startRank()
    const text = JSON.stringify(update('1', 1, { info: { name: 'é' } }))
    const body = Buffer.from(text, 'latin1')
    const refusal = { code: 'BAD_MESSAGE', msg: 'the body is not UTF-8' }
    expect(await ask('POST', '/rank/update', { body })).toEqual([400, refusal])
  })

  test.each([
    [[], {}],
    [{}, {}],
    [null, undefined],
    [undefined, undefined],
  ])('takes the info %j, as an empty table may come', async (info, kept) => {
    const { post, get } = await startRank()
    expect(await post('/rank/update', update('1', 1, { info }))).toEqual([200, { code: 'OK' }])
    const answer = await get('/rank/query?appname=game1&tag=tag1&uid=1')
    expect(answer).toEqual([200, { code: 'OK', rank: 1, element: { uid: '1', score: 1, info: kept } }])
  })

  test('an empty optional value is none', async () => {
    const { post, get } = await startRank()
    await post('/rank/update', update('1', 1))
    const list = await get('/rank/ranklist?appname=game1&tag=tag1&start=&count=')
    expect(list).toMatchObject([200, { elements: [{ uid: '1' }] }])
    const config = [{ tag: 'tag1', capacity: null, order: '' }]
    expect(await post('/rank/config', { appname: 'game1', config })).toEqual([200, { code: 'OK' }])
    expect(await get('/rank/infos?appname=game1&tag=tag1&uids=2, 1,,')).toMatchObject([
      200,
      { elements: [{}] },
    ])
  })

  test('one tag set twice in a request gets both', async () => {
    const { post, get } = await startRank()
    const config = [
      { tag: 'tag1', capacity: 2 },
      { tag: 'tag1', order: 'descending' },
    ]
    expect(await post('/rank/config', { appname: 'game1', config })).toEqual([200, { code: 'OK' }])
    const answer = { config: [{ tag: 'tag1', capacity: 2, order: 'descending' }] }
    expect(await get('/rank/config?appname=game1&tag=tag1')).toMatchObject([200, answer])
  })

  test('what is set for a board too many is refused and not kept', async () => {
    const { post, get } = await startRank({ maxBoards: 1 })
    const config = ['tag1', 'tag2'].map(tag => ({ tag, capacity: 7 }))
    expect(await post('/rank/config', { appname: 'game1', config })).toMatchObject([
      503,
      { code: 'SERVER_FULL' },
    ])
    for (const { tag } of config)
      expect(await get(`/rank/config?appname=game1&tag=${tag}`)).toMatchObject([
        200,
        { config: [{ capacity: 10_000 }] },
      ])
  })

  test('a number and text are the same uid and score', async () => {
    const { post, get } = await startRank()
    await post('/rank/update', update('10086', 1, { uid: 10086, score: '107' }))
    expect(await get('/rank/query?appname=game1&tag=tag1&uid=10086')).toMatchObject([
      200,
      { element: { score: 107 } },
    ])
  })
})
