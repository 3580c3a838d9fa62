import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { AppError, StartError } from '../../server/core/errors.ts'
import type { NodeState } from '../../server/core/node/node.ts'
import { Health } from '../../server/setup/health.ts'
import { whyAway } from '../../server/store/seat/ids.ts'
import { rawRequest } from '../support/client/raw-http.ts'
import { useWebServers } from './support/web-servers.ts'

const { serve, logged } = useWebServers({ mayLog: true })

describe('the web server', () => {
  test('answers a mounted route, exact before prefix, the longest prefix first', async () => {
    const { url } = await serve({
      '/rank/*': () => new Response('prefix'),
      '/rank/deep/*': () => new Response('deep'),
      'GET /rank/ping': () => new Response('exact'),
    })
    const read = async (path: string) => (await fetch(url + path)).text()
    expect(await Promise.all(['/rank/ping', '/rank/a', '/rank/deep/b'].map(read))).toEqual([
      'exact',
      'prefix',
      'deep',
    ])
  })

  test('an unknown path is 404, a method that the path does not take is 405 and says which it takes', async () => {
    const { url } = await serve({ 'GET /a': () => new Response('a') })
    expect((await fetch(`${url}/b`)).status).toBe(404)
    const refused = await fetch(`${url}/a`, { method: 'DELETE' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET'])
  })

  test('hands a handler the body, and refuses one beyond the limit before it was read whole', async () => {
    const { url } = await serve({ 'POST /echo': async r => new Response(await r.text()) }, { maxBody: 10 })
    const post = (body: string) => fetch(`${url}/echo`, { method: 'POST', body })
    expect(await (await post('0123456789')).text()).toBe('0123456789')
    expect((await post('x'.repeat(1_000_000))).status).toBe(413)
  })

  test('every answer carries the security headers, errors too', async () => {
    const { url } = await serve({})
    const { headers } = await fetch(`${url}/none`)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/)
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|nonce/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })

  test('on loopback a Host of elsewhere is refused (DNS rebinding)', async () => {
    const { port } = await serve({ '/': () => new Response('secret') })
    expect(await rawRequest(port, '/', { host: `evil.example:${port}` })).toMatchObject({ status: 403 })
    for (const host of [`localhost:${port}`, '127.0.0.1', `[::1]:${port}`])
      expect(await rawRequest(port, '/', { host })).toMatchObject({ status: 200, text: 'secret' })
  })

  test('a POST from a page of another origin is refused, one without an origin is not', async () => {
    const { port } = await serve({ 'POST /do': () => new Response('done') })
    const host = `localhost:${port}`
    const post = async (headers: Record<string, string>) =>
      (await rawRequest(port, '/do', { host, ...headers }, 'POST')).status
    expect(await post({})).toBe(200)
    expect(await post({ origin: `http://${host}` })).toBe(200)
    expect(await post({ origin: 'http://evil.example' })).toBe(403)
    expect(await post({ origin: 'null' })).toBe(403)
  })

  test('an AppError becomes its status and code; a bug is logged and says INTERNAL only', async () => {
    const { url } = await serve({
      '/limit': () => {
        throw new AppError('RATE_LIMITED')
      },
      '/bug': () => {
        throw new Error('the password is 1234')
      },
    })
    const limited = await fetch(`${url}/limit`)
    expect([limited.status, (await limited.json()) as unknown]).toEqual([
      429,
      { code: 'RATE_LIMITED', error: 'too many messages' },
    ])
    const bug = await fetch(`${url}/bug`)
    expect([bug.status, await bug.text()]).toEqual([500, expect.not.stringContaining('1234')])
    expect(logged.map(({ message }) => message)).toEqual(['an HTTP handler failed'])
  })

  test('a handler that does not answer in time is answered for', async () => {
    const { url } = await serve({ '/stuck': () => new Promise<never>(() => undefined) }, { timeout: 20 })
    expect((await fetch(`${url}/stuck`)).status).toBe(504)
  })

  test('garbage on the socket gets an answer or a closed connection, and harms nobody', async () => {
    const { port, url } = await serve({ '/': () => new Response('fine') })
    const socket = connect(port, '127.0.0.1')
    await new Promise<void>(resolve => {
      socket.on('close', () => resolve()).resume()
      socket.write('\x00\x01garbage\r\n\r\n')
    })
    expect(await (await fetch(url)).text()).toBe('fine')
  })

  test('a port in use ends the start with one line', async () => {
    const { port } = await serve({})
    const second = serve({}, { port })
    await expect(second).rejects.toThrow(StartError)
    await expect(second).rejects.toThrow(
      `web.port: port ${port} is in use: something listens on 127.0.0.1:${port}`,
    )
  })

  test('on a public address any Host is served', async () => {
    const { port } = await serve({ '/': () => new Response('open') }, { host: '0.0.0.0' })
    expect(await rawRequest(port, '/', { host: 'game.example' })).toMatchObject({ text: 'open' })
  })

  test('/healthz is 200 when ready and 503 while starting or stopping, and says so', async () => {
    let state: NodeState = 'starting'
    const { url } = await serve(new Health(() => state).routes)
    const answers: unknown[] = []
    for (state of ['starting', 'ready', 'stopping'] as const) {
      const answer = await fetch(`${url}/healthz`)
      answers.push([answer.status, await answer.json()])
    }
    expect(answers).toEqual([
      [503, { state: 'starting', why: ['the server is starting'] }],
      [200, { state: 'ready' }],
      [503, { state: 'stopping', why: ['the server is stopping'] }],
    ])
  })

  test('/readyz is 503 for every reason to send no new players, while /healthz is 200', async () => {
    const health = new Health(() => 'ready')
    let why: string | undefined
    health.add(() => why)
    health.add(() => whyAway(12_345))
    health.add(() => whyAway(9_999))
    const { url } = await serve(health.routes)
    const away = 'the store has not answered for 12 s'
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ state: 'ready', why: [away] })
    why = 'the server is draining'
    const answer = await fetch(`${url}/readyz`)
    expect([answer.status, await answer.json()]).toEqual([503, { state: 'ready', why: [why, away] }])
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  test('a server that drains is healthy, and not ready for new players', async () => {
    const { url } = await serve(new Health(() => 'draining').routes)
    const [healthy, ready] = [await fetch(`${url}/healthz`), await fetch(`${url}/readyz`)]
    expect([healthy.status, ready.status]).toEqual([200, 503])
    expect(await ready.json()).toEqual({
      state: 'draining',
      why: ['the server is draining: it lets nobody in any more'],
    })
  })
})
