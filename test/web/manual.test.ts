// The manual in a browser: found by searching, read in both languages, by everybody.

import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { findings } from './support/axe.ts'
import { sharedChromium } from './support/chromium.ts'
import { describePage, useDemoPage } from './support/page.ts'
import { Tester } from './support/tester.ts'

const PHONE = { viewport: { width: 390, height: 844 } }

describePage('the manual', () => {
  const site = useDemoPage()

  /** A page of the manual; what the browser complains about fails the test. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const browser = await sharedChromium()
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const tester = new Tester(await context.newPage(), site.url)
    onTestFinished(() => tester.close())
    await tester.page.goto(site.url + path)
    return tester.page
  }

  const search = async (page: Page, label: string, text: string) => {
    await page.keyboard.press('/')
    await page.keyboard.type(text)
    expect(await page.getByLabel(label).inputValue()).toBe(text)
  }

  test('the search finds a page by words of its text, by keyboard alone', async () => {
    const page = await open('/docs')
    await search(page, 'Search the manual', 'slow clients')
    await page.getByRole('link', { name: /Messages › Slow clients/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/docs/messages#slow-clients')
    await page.getByRole('heading', { name: 'Slow clients' }).waitFor()
  })

  test('the search finds Chinese, which has no spaces, and says when there is nothing', async () => {
    const page = await open('/docs/zh')
    await search(page, '搜索手册', '慢客户端')
    await page.getByRole('link', { name: /消息 › 慢客户端/ }).waitFor()
    await page.keyboard.type('没有这样的东西')
    await page.getByText('没有找到', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: '排行榜', exact: true }).first().waitFor()
  })

  test('the other language is one click away, on the same page', async () => {
    const page = await open('/docs/rooms')
    await page.getByRole('link', { name: '中文' }).click()
    await page.waitForURL('**/docs/zh/rooms')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh')
    await page.getByRole('link', { name: 'English' }).click()
    await page.waitForURL('**/docs/rooms')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  test('the tester page leads to it, in its own language, and has its theme', async () => {
    const tester = await site.open({ locale: 'zh-CN' })
    await tester.page.getByRole('combobox', { name: '主题' }).selectOption('深色')
    await tester.page.getByRole('link', { name: '手册' }).click()
    await tester.page.waitForURL('**/docs/zh')
    expect(await tester.page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    await tester.close()
  })

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['on a phone', PHONE],
  ])('axe finds nothing serious, and nothing is wider than the screen: %s', async (_, options) => {
    for (const path of ['/docs', '/docs/tutorial', '/docs/zh/gate', '/docs/settings']) {
      const page = await open(path, options)
      expect(await findings(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    }
  })

  test('axe finds nothing serious in what the search has found', async () => {
    const page = await open('/docs')
    await search(page, 'Search the manual', 'rooms')
    await page.locator('#found a').first().waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('on a phone the contents are folded, and open by a press', async () => {
    const page = await open('/docs/rooms', PHONE)
    await page.getByText('Contents', { exact: true }).waitFor()
    expect(await page.getByRole('link', { name: 'Boards', exact: true }).isVisible()).toBe(false)
    await page.getByText('Contents', { exact: true }).click()
    await page.getByRole('navigation').getByRole('link', { name: 'Boards', exact: true }).click()
    await page.waitForURL('**/docs/boards')
  })

  test('can be read without a script', async () => {
    const page = await open('/docs/rooms', { javaScriptEnabled: false })
    await page.getByRole('heading', { name: 'Rooms', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Boards', exact: true }).first().click()
    await page.waitForURL('**/docs/boards')
  })
})
