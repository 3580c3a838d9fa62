// The manual in a browser: found by searching, read in both languages.

<<<<<<< HEAD

import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { openManual, search } from './support/manual-page.ts'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the manual', () => {
  const site = useDemoPage()
=======
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Result } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { chromiumPath, sharedChromium } from './support/chromium.ts'
import { Tester } from './support/tester.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PHONE = { viewport: { width: 390, height: 844 } }

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: Result[] }> } }).axe.run(),
  )
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`)
}

describe.skipIf(!chromiumPath)('the manual', () => {
  let browser: Browser
  let server: TestServer
  let url: string

  beforeAll(async () => {
    server = await startTestServer({ web: { enabled: true } })
    url = `http://127.0.0.1:${server.server.webPort}`
    browser = await sharedChromium()
  })
  afterAll(async () => {
    await server.stop()
  })

  /** A page of the manual; what the browser complains about fails the test. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const tester = new Tester(await context.newPage(), url)
    onTestFinished(() => tester.close())
    await tester.page.goto(url + path)
    return tester.page
  }

  const search = async (page: Page, label: string, text: string) => {
    await page.keyboard.press('/')
    await page.keyboard.type(text)
    expect(await page.getByLabel(label).inputValue()).toBe(text)
  }
>>>>>>> main

  test('the search finds a page by words of its text, by keyboard alone', async () => {
    const page = await openManual(site.url, '/docs')
    await search(page, 'slow clients')
    await page.getByRole('link', { name: /Messages › Slow clients/ }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/docs/messages#slow-clients')
    await page.getByRole('heading', { name: 'Slow clients' }).waitFor()
  })

  test('the search finds Chinese, which has no spaces, and says when there is nothing', async () => {
    const page = await openManual(site.url, '/docs/zh')
    await search(page, '慢客户端')
    await page.getByRole('link', { name: /消息 › 慢客户端/ }).waitFor()
    await page.keyboard.type('没有这样的东西')
    await page.getByText('没有找到', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: '排行榜', exact: true }).first().waitFor()
  })

  test('the other language is one click away, on the same page', async () => {
    const page = await openManual(site.url, '/docs/rooms')
    await page.getByRole('link', { name: '中文' }).click()
    await page.waitForURL('**/docs/zh/rooms')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh')
    await page.getByRole('link', { name: 'English' }).click()
    await page.waitForURL('**/docs/rooms')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  test('the tester page opens it beside itself, in its own language and theme', async () => {
    const tester = await site.open({ locale: 'zh-CN' })
    await tester.page.getByRole('combobox', { name: '主题' }).selectOption('深色')
    const opened = tester.page.waitForEvent('popup')
    await tester.page.getByRole('link', { name: '手册' }).click()
    const page = await opened
    await page.waitForURL('**/docs/zh')
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    await tester.close()
  })

  test('axe finds nothing serious in a page with code, and in one with wide tables', async () => 
    for (const path of ['/docs/tutorial', '/docs/zh/settings'])
      expect(await findings(await openManual(site.url, path))).toEqual([]))
})
