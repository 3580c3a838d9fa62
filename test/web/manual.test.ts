// The manual in a browser: found by searching, read in both languages.

import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { openManual, search } from './support/manual-page.ts'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the manual', () => {
  const site = useDemoPage()

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
    await tester.page.getByRole('button', { name: '设置', exact: true }).click()
    await tester.page.getByRole('combobox', { name: '主题' }).selectOption('深色')
    await tester.page.keyboard.press('Escape')
    const opened = tester.page.waitForEvent('popup')
    await tester.page.getByRole('link', { name: '手册' }).click()
    const page = await opened
    await page.waitForURL('**/docs/zh')
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    await tester.close()
  })
})
