// For everybody: screen readers, keyboards, phones, both themes, both languages.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Result } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { chromiumPath, launchChromium } from './support/chromium.ts'
import { Tester } from './support/tester.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const VIEWS = ['messages', 'scenarios', 'chat', 'boards', 'tables']
const PHONE = { viewport: { width: 390, height: 844 } }

/** Serious and critical findings of axe, in a line each. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: Result[] }> } }).axe.run(),
  )
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`)
}

const isWiderThanScreen = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

describe.skipIf(!chromiumPath)('the page is for everybody', () => {
  let browser: Browser
  let server: TestServer
  let url: string

  beforeAll(async () => {
    server = await startTestServer({ web: { enabled: true } })
    url = `http://127.0.0.1:${server.server.webPort}`
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['on a phone', PHONE],
    ['in Chinese', { locale: 'zh-CN' }],
  ])('axe finds nothing serious: %s', async (_, options) => {
    const tester = await Tester.open(browser, url, options)
    await tester.page.locator('.connection-line input').fill('reader')
    await tester.page.keyboard.press('Enter')
    await tester.page.locator('.state-open').waitFor()
    for (const view of VIEWS) {
      await tester.page.evaluate(hash => {
        location.hash = hash
      }, view)
      await tester.page.locator(`.view-${view}`).waitFor()
      expect(await findings(tester.page)).toEqual([])
      expect(await isWiderThanScreen(tester.page)).toBe(false)
    }
    await tester.close()
  })

  test('axe finds nothing serious in the details of an entry, its bytes, and the help', async () => {
    const tester = await Tester.open(browser, url)
    await tester.connect('details')
    await tester.row('login').click()
    expect(await findings(tester.page)).toEqual([])
    await tester.page.getByRole('tab', { name: 'Hex' }).click()
    expect(await findings(tester.page)).toEqual([])
    await tester.page.keyboard.press('?')
    await tester.page.getByRole('dialog').waitFor()
    expect(await findings(tester.page)).toEqual([])
    await tester.close()
  })

  test('on a phone nothing of the log is cut off', async () => {
    const tester = await Tester.open(browser, url, { viewport: { width: 390, height: 844 } })
    await tester.connect('narrow')
    await tester.page.getByRole('button', { name: 'Log', exact: true }).click()
    await tester.row('login').click()
    for (const name of ['Filter the log', 'Clear', 'Edit', 'Close the details']) {
      const region = tester.page.getByRole('region', { name: 'Log', exact: true })
      const box = await region
        .locator(`[aria-label="${name}"], button:has-text("${name}")`)
        .last()
        .boundingBox()
      expect(box!.x + box!.width, name).toBeLessThanOrEqual(382)
    }
    await tester.close()
  })

  test('a message is found, written and sent by keyboard alone', async () => {
    const tester = await Tester.open(browser, url)
    const { keyboard } = tester.page
    await tester.card(1).getByLabel('Account').focus()
    await keyboard.type('keys')
    await keyboard.press('Enter')
    await tester.state(/^connected/).waitFor()
    await tester.card(1).getByRole('button', { name: 'Disconnect' }).focus()
    await keyboard.press('/')
    await expect.poll(() => tester.page.evaluate(() => document.activeElement?.id)).toBe('message-search')
    await keyboard.type('echo')
    await keyboard.press('Enter')
    await tester.page.getByRole('heading', { name: 'echo' }).waitFor()
    while ((await tester.page.evaluate(() => document.activeElement?.id)) !== 'field-text')
      await keyboard.press('Tab')
    await keyboard.type('typed')
    await keyboard.press('Control+Enter')
    await tester.row('text: "typed"').waitFor()
    await keyboard.press('Alt+2')
    await tester.page.getByRole('button', { name: 'New scenario' }).waitFor()
    await tester.close()
  })

  test('what has the focus is seen to have it', async () => {
    const tester = await Tester.open(browser, url)
    for (let step = 0; step < 25; step += 1) {
      await tester.page.keyboard.press('Tab')
      const outline = await tester.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
      const name = await tester.page.evaluate(() => document.activeElement!.outerHTML.slice(0, 80))
      expect(`${name} ${outline}`).not.toMatch(/ none$/)
    }
    await tester.close()
  })

  test('speaks Chinese to a Chinese browser, and remembers another choice', async () => {
    const tester = await Tester.open(browser, url, { locale: 'zh-CN' })
    const { page } = tester
    await page.getByRole('button', { name: '发送', exact: true }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await tester.close()
  })

  test('a theme that was chosen is there before the first paint', async () => {
    const tester = await Tester.open(browser, url)
    const { page } = tester
    const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await colour()
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark')
    const dark = await colour()
    expect(dark).not.toBe(light)
    await page.route('**/assets/main-*.js', () => undefined) // the page's program never comes
    await page.reload({ waitUntil: 'commit' })
    await expect.poll(colour).toBe(dark)
    await tester.close()
  })
})
