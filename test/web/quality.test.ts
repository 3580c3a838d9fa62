// For everybody: screen readers, keyboards, both languages.

import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the page is for everybody', () => {
  const site = useDemoPage()

  test('axe finds nothing serious in messages and their details', async () => {
    const tester = await site.open()
    await tester.connect('reader')
    await tester.row('login').click()
    expect(await findings(tester.page)).toEqual([])
    await tester.close()
  })

  test('a message is found, written and sent by keyboard alone', async () => {
    const tester = await site.open()
    const { keyboard } = tester.page
    await tester.page.getByRole('button', { name: 'Connection 1: settings' }).focus()
    await keyboard.press('Enter')
    await expect
      .poll(() => tester.page.evaluate(() => document.activeElement?.closest('label')?.textContent))
      .toMatch(/^Account/)
    await keyboard.type('keys')
    await keyboard.press('Enter')
    await tester.state(/^connected/).waitFor()
    await keyboard.press('/')
    await expect.poll(() => tester.page.evaluate(() => document.activeElement?.id)).toBe('message-search')
    await keyboard.type('echo')
    await keyboard.press('Enter')
    await tester.page.getByRole('heading', { name: 'echo' }).waitFor()
    await expect.poll(() => tester.page.evaluate(() => document.activeElement?.id)).toBe('field-text')
    await keyboard.type('typed')
    await keyboard.press('Control+Enter')
    await tester.row('text: "typed"').waitFor()
    await keyboard.press('Alt+2')
    await tester.page.getByRole('button', { name: 'New scenario' }).waitFor()
    await tester.close()
  })

  test('speaks Chinese to a Chinese browser, and remembers another choice', async () => {
    const tester = await site.open({ locale: 'zh-CN' })
    const { page } = tester
    await page.getByRole('button', { name: '连接并以 游客 的身份发送' }).waitFor()
    await page.getByRole('button', { name: '设置', exact: true }).click()
    await page.getByRole('group', { name: '语言' }).getByRole('button', { name: 'English' }).click()
    const send = page.getByRole('button', { name: 'Connect & send as guest' })
    await send.waitFor()
    await page.reload()
    await send.waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await tester.close()
  })
})
