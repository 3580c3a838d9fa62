import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderPage } from '../../server/ops/manual/render.ts'
import { pageRoutes } from '../../server/ops/page/page-routes.ts'
import { RunningSchema } from '../../server/ops/page/running-schema.ts'
import { createWebServer, type WebServer } from '../../server/ops/web/web-server.ts'
import { Routes } from '../../server/setup/routes.ts'
import { rawRequest } from '../support/client/raw-http.ts'
import { serverForTest } from '../support/server/server-for-test.ts'

const root = resolve(import.meta.dirname, '../..')
const names = readdirSync(join(root, 'docs/en')).map(file => file.replace('.md', ''))
let server: WebServer

beforeAll(async () => {
  const routes = pageRoutes({
    webFolder: join(root, 'web'),
    schema: () => new RunningSchema('', []),
    docsFolder: join(root, 'docs'),
    gate: () => ({ port: 1234, tls: false }),
  })
  server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: new Routes(routes),
    log: { error: () => undefined },
  })
})
afterAll(() => server.close())

const get = (path: string) => fetch(server.url + path)

describe('the manual over HTTP', () => {
  test.each([
    ['/docs', 'en'],
    ['/docs/zh', 'zh'],
  ])(
    '%s has every page, in its language, and every link of a page leads somewhere',
    async (path, language) => {
      const known = new Map<string, Promise<number>>()
      const statusOf = (url: string) => {
        if (!known.has(url))
          known.set(
            url,
            get(url).then(answer => answer.status),
          )
        return known.get(url)!
      }
      for (const name of names) {
        const page = await get(name === 'index' ? path : `${path}/${name}`)
        const html = await page.text()
        expect([name, page.status]).toEqual([name, 200])
        expect(html).toContain(`<html lang="${language}"`)
        const links = [...html.matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, link]) => link!)
        for (const link of links) expect([name, link, await statusOf(link)]).toEqual([name, link, 200])
        expect(html).not.toMatch(/(src|href)="[^"]*\.md[#"]/)
      }
    },
  )

  test('a page may run what comes from this server, and nothing else', async () => {
    const page = await get('/docs/rooms')
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(await page.text()).not.toMatch(/<script(?! src="\/)|style="|src="(https?:)?\/\//)
  })

  test('the search knows every page', async () => {
    for (const language of ['en', 'zh']) {
      const sections = (await (await get(`/docs/search/${language}`)).json()) as { path: string }[]
      const pages = new Set(sections.map(({ path }) => path.split('#')[0]))
      expect(pages.size).toBe(names.length)
    }
  })

  test.each([
    '/docs/../package.json',
    '/docs/..%2fpackage.json',
    '/docs/%2e%2e/package.json',
    '/docs/en/rooms.md',
    '/docs/rooms.md',
    '/docs/figures.json',
    '/docs/generate/main.ts',
    '/docs/zh/../../package.json',
    '/docs//etc/passwd',
    '/docs/no-such-page',
  ])('nothing but pages is served: %s', async path => {
    const { status, text } = await rawRequest(server.port, path)
    expect(status).toBe(404)
    expect(text).toMatch(/^\{"error":/)
  })

  test('a server without the tester page has no manual either', async () => {
    const started = await serverForTest({ web: { enabled: true, page: false } })
    const { status } = await fetch(`http://127.0.0.1:${started.server.webPort}/docs`)
    expect(status).toBe(404)
  })
})

describe('a page', () => {
  const render = (source: string) => renderPage(source, { name: 'rooms', language: 'zh' })

  test('shows HTML as text, and no comments', () => {
    const { html } = render(
      '# A\n\n<script>alert(1)</script>\n\na <b>b</b> `<i>`\n\n<!-- generated: errors -->\n',
    )
    expect(html).not.toMatch(/<script|<b>|<i>|<!--/)
    expect(html).toContain('&lt;script&gt;')
  })

  test('links to where pages are served, in its language unless it says otherwise', () => {
    const { html } = render('[a](gate.md#tls) [b](../en/gate.md) [c](https://x.example/a?b&c) [d](index.md)')
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link]) => link)
    expect(links).toEqual(['/docs/zh/gate#tls', '/docs/gate', 'https://x.example/a?b&amp;c', '/docs/zh'])
  })

  test('has anchors as GitHub makes them, also for headings of one name', () => {
    const { html, sections } = render(
      '# 房间\n\nx\n\n## In `hooks`, 二\n\ny | z\n\n## In hooks 二\n\n## In hooks 二\n',
    )
    expect([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      '房间',
      'in-hooks-二',
      'in-hooks-二-1',
      'in-hooks-二-2',
    ])
    expect(sections.map(({ path, heading }) => [path, heading])).toEqual([
      ['/docs/zh/rooms', '房间'],
      ['/docs/zh/rooms#in-hooks-二', 'In hooks , 二'],
      ['/docs/zh/rooms#in-hooks-二-1', 'In hooks 二'],
      ['/docs/zh/rooms#in-hooks-二-2', 'In hooks 二'],
    ])
  })
})
