// What one client of the web server can hold or take from others: connections that do nothing, requests sent ahead,
// answers that nobody reads, bodies that are refused or never come.

import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type RankHttpOptions, rankRoutes } from '../../server/board/rank-routes.ts'
import { AppError } from '../../server/core/errors.ts'
import type { ServiceScope } from '../../server/core/service/service.ts'
import { sharedBody } from '../../server/ops/web/web-exchange.ts'
import { WebSockets } from '../../server/ops/web/web-sockets.ts'
import { Health } from '../../server/setup/health.ts'
import { Routes } from '../../server/setup/routes.ts'
import { startBoards } from '../board/support/boards.ts'
import { RawHttp, statusesOf } from '../support/client/raw-http.ts'
import { useWebServers } from './support/web-servers.ts'

const { serve } = useWebServers()

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`
const post = (path: string, length: number, more = '') =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n${more}\r\n`

describe('what one client of the web server can take', () => {
  test('requests sent ahead are answered in order, one at a time', async () => {
    let [running, most] = [0, 0]
    const { port } = await serve({
      '/*': async request => {
        most = Math.max(most, ++running)
        await new Promise(resolve => setImmediate(resolve))
        running--
        return new Response(`<${new URL(request.url).pathname}>`)
      },
    })
    const client = await RawHttp.send(port, ['/1', '/2', '/3', '/4', '/5'].map(path => get(path)).join(''))
    const text = await client.until(/<\/5>/)
    expect(text.match(/<\/\d>/g)).toEqual(['</1>', '</2>', '</3>', '</4>', '</5>'])
    expect(most).toBe(1)
    client.close()
  })

  test('a client that sends hundreds of requests ahead is cut', async () => {
    let served = 0
    const { port } = await serve({
      '/': () => {
        served++
        return new Promise<never>(() => undefined)
      },
    })
    const client = await RawHttp.send(port, get('/').repeat(1000))
    await client.closed
    expect(served).toBe(1)
  })

  test('a connection ends after a thousand requests', async () => {
    const { port } = await serve({ '/': () => new Response('fine') })
    const client = await RawHttp.open(port)
    for (let i = 0; i < 125; i++) {
      client.text = ''
      client.write(get('/').repeat(8))
      await client.until(/(fine[\s\S]*){8}$/)
    }
    expect(client.text).toMatch(/connection: close/i)
    await client.closed
  })

  test('an answer that nobody reads ends the connection', async () => {
    const body = new Uint8Array(30_000_000)
    let asked = 0
    const answer = () => {
      asked++
      return new Response(sharedBody(body))
    }
    const server = await serve({ '/': answer }, { writeTimeout: 50 })
    const client = await RawHttp.open(server.port)
    client.pause()
    client.write(get('/'))
    await expect.poll(() => [asked, server.connections]).toEqual([1, 0])
    client.close()
  })

  test('a body that many are sent and nobody reads is in memory once', async () => {
    const body = new Uint8Array(8_000_000)
    let asked = 0
    const { port } = await serve({
      '/': () => {
        asked++
        return new Response(sharedBody(body))
      },
    })
    const before = process.memoryUsage().arrayBuffers
    const clients = await Promise.all(Array.from({ length: 40 }, () => RawHttp.open(port)))
    for (const client of clients) client.pause()
    for (const client of clients) client.write(get('/'))
    await expect.poll(() => asked).toBe(40)
    await new Promise(resolve => setImmediate(resolve))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * body.length)
    for (const client of clients) client.close()
  })

  test.each([
    ['say nothing', ''],
    ['send half a request', 'GET / HTTP/1.1\r\nHost: local'],
    ['send half a body', `${post('/read', 10)}12345`],
    ['read nothing', get('/large')],
  ])('connections that %s do not take /healthz away', async (_, text) => {
    const body = new Uint8Array(30_000_000)
    const server = await serve(
      {
        ...new Health(() => 'ready').routes,
        'GET /large': () => new Response(sharedBody(body)),
        'POST /read': async request => new Response(await request.text()),
      },
      { maxConnections: 8 },
    )
    const clients = await Promise.all(Array.from({ length: 30 }, () => RawHttp.open(server.port)))
    for (const client of clients) {
      client.pause()
      if (text !== '') client.write(text)
    }
    const healthy = await RawHttp.send(server.port, get('/healthz'))
    expect(statusesOf(await healthy.until(/ready/))).toEqual([200])
    expect(server.connections).toBeLessThanOrEqual(8)
    for (const client of [...clients, healthy]) client.close()
  })

  test('a request that the server works on is not closed for a new connection', async () => {
    let answer = (_: Response): void => undefined
    const { port } = await serve(
      {
        '/': () => new Promise<Response>(resolve => (answer = resolve)),
        '/ping': () => new Response('pong'),
      },
      { maxConnections: 2 },
    )
    const worked = await RawHttp.send(port, get('/'))
    for (let i = 0; i < 5; i++) await (await RawHttp.send(port, get('/ping'))).until(/pong/)
    answer(new Response('done'))
    await worked.until(/done/)
    worked.close()
  })

  test('a body that does not come in time is answered with 408', async () => {
    const { port } = await serve({ '/': async r => new Response(await r.text()) }, { timeout: 50 })
    const client = await RawHttp.send(port, `${post('/', 10)}12345`)
    await client.closed
    expect(statusesOf(client.text)).toEqual([408])
  })

  test('a handler that refuses is heard before the body is sent, and the connection goes on', async () => {
    const { port } = await serve({
      '/': () => {
        throw new AppError('NEED_LOGIN')
      },
      '/ping': () => new Response('pong'),
    })
    const client = await RawHttp.send(port, post('/', 10))
    await client.until(/NEED_LOGIN/)
    client.write(`0123456789${get('/ping')}`)
    expect(statusesOf(await client.until(/pong/))).toEqual([401, 200])
    client.close()
  })

  test('the token of a program is looked at before the body', async () => {
    const { port } = await serve({}, { routes: rankRoutesOf(await startBoards({ definitions: {} })) })
    const client = await RawHttp.send(port, post('/rank/update', 60_000, 'Authorization: Bearer wrong\r\n'))
    expect(statusesOf(await client.until(/PERMISSION_DENIED/))).toEqual([401])
    client.close()
  })

  test('Expect: 100-continue is answered when the handler reads, and not when it refuses', async () => {
    const { port } = await serve({
      'POST /read': async request => new Response(`<${await request.text()}>`),
      'POST /refuse': () => {
        throw new AppError('NEED_LOGIN')
      },
    })
    const expects = 'Expect: 100-continue\r\n'
    const reading = await RawHttp.send(port, post('/read', 5, expects))
    await reading.until(/100 Continue\r\n\r\n/)
    reading.write('hello')
    expect(statusesOf(await reading.until(/<hello>/))).toEqual([100, 200])
    const refused = await RawHttp.send(port, post('/refuse', 5, expects))
    await refused.closed
    expect(statusesOf(refused.text)).toEqual([401])
    reading.close()
  })

  test('a body over the limit is answered with 413, also one without a length', async () => {
    const { port } = await serve({ 'POST /': async r => new Response(await r.text()) }, { maxBody: 10 })
    const declared = await RawHttp.send(port, `${post('/', 100_000)}${'x'.repeat(100_000)}${post('/', 2)}ok`)
    expect(statusesOf(await declared.until(/ok$/))).toEqual([413, 200])
    const chunked = 'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n'
    const endless = await RawHttp.send(port, `${chunked}20\r\n${'x'.repeat(32)}\r\n`)
    await endless.closed
    expect(statusesOf(endless.text)).toEqual([413])
    declared.close()
  })
})

describe('connections from one address', () => {
  const from = (address: string): Socket =>
    Object.defineProperty(new Socket(), 'remoteAddress', { value: address })

  function enter(addresses: string[], limits = { maxConnections: 100, maxPerAddress: 2 }): boolean[] {
    const sockets = new WebSockets(limits)
    const all = addresses.map(from)
    for (const socket of all) sockets.enter(socket)
    return all.map(socket => !socket.destroyed)
  }

  test('one too many closes the oldest of that address that does nothing, and nobody elsewhere', () => {
    expect(enter(['192.0.2.1', '192.0.2.9', '192.0.2.1', '192.0.2.1'])).toEqual([false, true, true, true])
  })

  test('loopback is not counted', () => {
    expect(enter(['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.0.0.1', '127.0.0.1'])).not.toContain(false)
  })

  test('IPv6 counts by /64, IPv4 over IPv6 by its address', () => {
    expect(enter(['2001:db8::1', '2001:db8::2', '2001:db8:0:0:5::3'])).toEqual([false, true, true])
    expect(enter(['2001:db8::1', '2001:db8:0:1::1', '2001:db8:0:2::1'])).not.toContain(false)
    expect(enter(['::ffff:192.0.2.1', '::ffff:192.0.2.2', '::ffff:192.0.2.3'])).not.toContain(false)
  })

  test('when all of an address are worked on, the new one is closed', () => {
    const sockets = new WebSockets({ maxConnections: 100, maxPerAddress: 1 })
    const [first, second] = [from('192.0.2.1'), from('192.0.2.1')]
    sockets.enter(first)
    sockets.works(first)
    sockets.enter(second)
    expect([first.destroyed, second.destroyed]).toEqual([false, true])
  })
})

function rankRoutesOf({
  node,
  keeper,
  store,
}: Omit<RankHttpOptions, 'scope' | 'maxBoards'> & { node: ServiceScope }): Routes {
  const routes = new Routes()
  routes.add(rankRoutes({ keeper, store, scope: node, maxBoards: 1 }), { scope: 'rank' })
  return routes
}
