// What a request says of the host and the path it wants, however odd: it gets the route that its path names or a clear
// refusal, and never an error inside the server.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWebServer, type WebServer } from '../../server/ops/web/web-server.ts'
import { Routes } from '../../server/setup/routes.ts'
import { cases } from '../support/cases.ts'
import { RawHttp, statusesOf } from '../support/client/raw-http.ts'

const logged: unknown[] = []
let server: WebServer

beforeAll(async () => {
  server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    log: { error: (fields: object, message: string) => logged.push({ ...fields, message }) },
    routes: new Routes({
      'GET /here': request => new Response(`here ${request.url}`),
      '/secret/*': () => new Response('secret'),
      '/any': async request => new Response(await request.text()),
    }),
  })
})
afterAll(async () => {
  await server.close()
  expect(logged).toEqual([])
})

/** Sends one request as it stands and resolves with the whole answer. */
async function ask(head: string): Promise<{ status: number; text: string }> {
  const client = await RawHttp.send(server.port, `${head}\r\nConnection: close\r\n\r\n`)
  await client.closed
  return { status: statusesOf(client.text)[0] ?? 0, text: client.text }
}

describe('what a request asks for', () => {
  test.each([
    'x/secret/a?',
    'localhost/secret/a?',
    'user@localhost',
    'localhost@x',
    'localhost#',
    'a b',
    '',
    '[::1',
    '::1',
    'x:port',
    'localhost:123456',
    'a,b',
  ])('the Host header "%s" is refused as malformed', async host => {
    const { status, text } = await ask(`GET /here HTTP/1.1\r\nHost: ${host}`)
    expect([status, text]).toEqual([400, expect.stringContaining('{"error":')])
  })

  test('two Host headers are refused as malformed, also when they say the same', async () => {
    for (const second of ['localhost', 'evil.example'])
      expect((await ask(`GET /here HTTP/1.1\r\nHost: localhost\r\nHost: ${second}`)).status).toBe(400)
  })

  test('no Host header is refused as malformed', async () => {
    for (const version of ['1.0', '1.1']) expect((await ask(`GET /here HTTP/${version}`)).status).toBe(400)
  })

  test.each(['localhost', 'LOCALHOST:8889', '127.0.0.1', '[::1]:8889'])(
    'the Host header "%s" is served, and is not in the URL of the handler',
    async host => {
      const { text } = await ask(`GET /here?a=1 HTTP/1.1\r\nHost: ${host}`)
      expect(text).toContain('here http://localhost/here?a=1')
    },
  )

  test('a target in absolute form is served where its host may be', async () => {
    const status = async (target: string) => (await ask(`GET ${target} HTTP/1.1\r\nHost: localhost`)).status
    expect(await status('http://localhost/here')).toBe(200)
    expect(await status(`HTTP://127.0.0.1:${server.port}/here?a=1`)).toBe(200)
    expect(await status('http://evil.example/here')).toBe(403)
    expect(await status('http://user@localhost/here')).toBe(400)
    expect(await status('http:///here')).toBe(400)
    expect(await status('ftp://localhost/here')).toBe(400)
    expect(await status('*')).toBe(400)
  })

  test.each(['//secret/a', '//localhost/here', '/\\localhost/here', '///here', '/@localhost/here', '/here/'])(
    'the path %s is no other path',
    async path => {
      expect((await ask(`GET ${path} HTTP/1.1\r\nHost: localhost`)).status).toBe(404)
    },
  )

  test('methods that no handler can be asked with are refused', async () => {
    for (const method of ['TRACE', 'CONNECT', 'OPTIONS', 'M-SEARCH']) {
      const { status } = await ask(`${method} /here HTTP/1.1\r\nHost: localhost`)
      expect([405, 0]).toContain(status)
    }
    expect((await ask('TRACE /any HTTP/1.1\r\nHost: localhost')).status).toBe(405)
  })

  test('whatever the target, the Host and the headers are, nothing becomes an error inside the server', async () => {
    const printable = fc.string({
      unit: fc.integer({ min: 0x20, max: 0xff }).map(c => String.fromCharCode(c)),
    })
    const method = fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND')
    const target = fc.oneof(
      printable.map(text => `/${text}`),
      printable,
      printable.map(text => `http://${text}`),
      fc.constantFrom('/here', '/any', '/secret/%', '/%ff%00', '/any?%'),
    )
    const host = fc.oneof(fc.constant('localhost'), printable)
    await fc.assert(
      fc.asyncProperty(method, target, host, printable, async (verb, path, name, value) => {
        const { status } = await ask(
          `${verb} ${path} HTTP/1.1\r\nHost: ${name}\r\nX: ${value}\r\nOrigin: ${value}`,
        )
        expect(status).toBeLessThan(500)
      }),
      { numRuns: cases(60, 600) },
    )
  })
})
