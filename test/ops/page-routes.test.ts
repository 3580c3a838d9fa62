import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { files } from '../../protocol/generated/schema.ts'
import type { SchemaAnswer } from '../../protocol/page-api.ts'
import { pageRoutes } from '../../server/ops/page/page-routes.ts'
import { RunningSchema } from '../../server/ops/page/running-schema.ts'
import { createWebServer, type WebServer } from '../../server/ops/web/web-server.ts'
import { Routes } from '../../server/setup/routes.ts'
import { RawHttp, rawRequest } from '../support/client/raw-http.ts'

const root = resolve(import.meta.dirname, '../..')
const silent = { error: () => undefined }
let server: WebServer
const protocolFolder = mkdtempSync(join(tmpdir(), 'gatehouse-protocol-'))

beforeAll(async () => {
  for (const { name } of files) cpSync(join(root, 'protocol', name), join(protocolFolder, name))
  const schema = new RunningSchema(protocolFolder, files)
  const routes = pageRoutes({
    webFolder: join(root, 'web'),
    schema: () => schema,
    docsFolder: join(root, 'docs'),
    gate: () => ({ port: 1234, tls: false }),
  })
  server = await createWebServer({ host: '127.0.0.1', port: 0, routes: new Routes(routes), log: silent })
})
afterAll(async () => {
  await server.close()
  rmSync(protocolFolder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })
const assetsOf = (html: string) => [...html.matchAll(/\/assets\/[\w.-]+/g)].map(match => match[0])

describe('the page over HTTP', () => {
  test('the page names its scripts by hash: they never expire, the page is asked for each time', async () => {
    const page = await get('/')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const assets = assetsOf(await page.text())
    expect(assets).toHaveLength(4)
    for (const path of assets) {
      const asset = await get(path)
      expect([asset.status, asset.headers.get('cache-control')]).toEqual([
        200,
        expect.stringContaining('immutable'),
      ])
    }
  })

  test('a page that the browser has is not sent again', async () => {
    const etag = (await get('/')).headers.get('etag')!
    const again = await get('/', { 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test.each([
    ['gzip, br', 'br'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['gzip; q=0', undefined],
    ['', undefined],
  ])('who accepts "%s" is sent %s', async (accepted, encoding) => {
    const client = await RawHttp.send(
      server.port,
      `HEAD / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: ${accepted}\r\nConnection: close\r\n\r\n`,
    )
    await client.closed
    expect(/content-encoding: (\w+)/.exec(client.text)?.[1]).toBe(encoding)
  })

  test('the first load is at most 70 KB compressed, the schema with it, and brings everything from this server', async () => {
    const html = await (await get('/')).text()
    let total = 0
    const paths = new Set(['/', '/icon.svg', '/api/schema', ...assetsOf(html)])
    for (const path of paths) {
      const head = await fetch(server.url + path, { method: 'HEAD', headers: { 'accept-encoding': 'br' } })
      const text = await (await get(path)).text()
      for (const [, name] of text.matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g)) paths.add(`/assets/${name}`)
      total += Number(head.headers.get('content-length') ?? 0)
    }
    expect(total).toBeGreaterThan(1000)
    expect(total).toBeLessThanOrEqual(70 * 1024)
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
  })

  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets//etc/passwd',
    '//etc/passwd',
    '/assets/%00',
    '/%',
    '/server/main.ts',
    '/assets/main.tsx',
    '/assets/..\\..\\package.json',
  ])('files outside the page are never served: %s', async path => {
    const { status, text } = await rawRequest(server.port, path)
    expect(status).toBe(404)
    expect(text).toMatch(/^\{"error":/)
  })

  test('/api/schema brings the schema, the gate, and the catalogue of errors and closes', async () => {
    const answer = (await (await get('/api/schema')).json()) as SchemaAnswer
    expect(answer.files.map(file => file.name)).toContain('c2s.sproto')
    expect(answer.files.find(file => file.name === 'c2s.sproto')!.text).toContain('login')
    expect(answer.gate).toEqual({ port: 1234, tls: false })
    expect(answer.errors.NEED_LOGIN).toEqual({ en: 'log in first', zh: '需要先登录' })
    expect(answer.closes['4001']!.en).toBe('replaced by another login')
    expect(answer.comesAgain).toMatchObject({ 4001: 'no', 4002: 'yes', 4006: 'later', 4008: 'no' })
    expect(answer.onDisk).toBeUndefined()
  })

  test('/api/schema is what the server runs, whatever is on disk, and says when that is something else', async () => {
    const ask = async () => (await (await get('/api/schema')).json()) as SchemaAnswer
    const before = await ask()
    const file = join(protocolFolder, 's2c.sproto')
    writeFileSync(file, 'fresh 999 {\n  request { n 0 : integer }\n}\n')
    expect(await ask()).toEqual({ ...before, onDisk: {} })
    writeFileSync(file, 'fresh 999 {')
    expect((await ask()).onDisk!.problem).toContain('s2c.sproto')
    cpSync(join(root, 'protocol/s2c.sproto'), file)
    writeFileSync(file, `# another comment\n${before.files.find(each => each.name === 's2c.sproto')!.text}`)
    expect(await ask()).toEqual(before)
  })

  test('/api/schema is compressed, and not sent again to a page that has it', async () => {
    const first = await get('/api/schema', { 'accept-encoding': 'br' })
    expect(first.headers.get('content-encoding')).toBe('br')
    const again = await get('/api/schema', { 'if-none-match': first.headers.get('etag')! })
    expect(again.status).toBe(304)
  })
})
