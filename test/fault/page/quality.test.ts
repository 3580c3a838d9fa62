// For everybody: every view for screen readers and on phones, what has the focus, both themes.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findings } from '../../web/support/axe.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'
import { watchShifts } from './support/shifts.ts'

const VIEWS = ['messages', 'scenarios', 'chat', 'boards', 'demo', 'tables', 'components']
const PHONE = { viewport: { width: 390, height: 844 } }

const isWiderThanScreen = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

describePage('the page is for everybody', () => {
  const site = useDemoPage()

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['on a phone', PHONE],
    ['in Chinese', { locale: 'zh-CN' }],
  ])('axe finds nothing serious: %s', async (_, options) => {
    const tester = await site.open(options)
    await tester.page.locator('.player-tab [aria-expanded]').click()
    await tester.page.locator('.connection-form input').first().fill('reader')
    await tester.page.keyboard.press('Enter')
    await tester.page.locator('.connection-form').waitFor({ state: 'detached' })
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
    const tester = await site.open()
    await tester.connect('details')
    await tester.row('login').click()
    expect(await findings(tester.page)).toEqual([])
    await tester.log.getByRole('tab', { name: 'Hex' }).click()
    expect(await findings(tester.page)).toEqual([])
    await tester.page.keyboard.press('?')
    await tester.page.getByRole('dialog').waitFor()
    expect(await findings(tester.page)).toEqual([])
    await tester.close()
  })

  test('on a phone the settings open within the screen', async () => {
    const tester = await site.open(PHONE)
    await tester.page.getByRole('button', { name: 'Settings', exact: true }).click()
    const select = tester.page.locator('.page-settings select')
    await select.waitFor()
    await expect
      .poll(async () => {
        const { x, width } = (await select.boundingBox())!
        return x > 0 && x + width <= PHONE.viewport.width
      })
      .toBe(true)
    await tester.close()
  })

  test('on a phone nothing of the log is cut off', async () => {
    const tester = await site.open({ viewport: { width: 390, height: 844 } })
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

  test('what has the focus is seen to have it', async () => {
    const tester = await site.open()
    for (let step = 0; step < 25; step += 1) {
      await tester.page.keyboard.press('Tab')
      const outline = await tester.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
      const name = await tester.page.evaluate(() => document.activeElement!.outerHTML.slice(0, 80))
      expect(`${name} ${outline}`).not.toMatch(/ none$/)
    }
    await tester.close()
  })

  test('nothing shifts: not at the first load, not while players come, send, and are lost', async () => {
    const tester = await site.open()
    const { page } = tester
    const shifts = await watchShifts(page, 'loaded')
    await tester.connect('steady')
    await tester.choose('sign')
    await tester.send()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
    await (await tester.settings()).getByRole('button', { name: 'Cut' }).click()
    await tester.closeSettings()
    await tester.row(/connected.*back after/).waitFor()
    expect(await shifts()).toEqual([])
    await tester.close()
  })

  test('a theme that was chosen is there before the first paint', async () => {
    const tester = await site.open()
    const { page } = tester
    const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await colour()
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark')
    const dark = await colour()
    expect(dark).not.toBe(light)
    await page.route('**/assets/main-*.js', () => undefined) // the page's program never comes
    await page.reload({ waitUntil: 'commit' })
    await expect.poll(colour).toBe(dark)
    await tester.close()
  })
})
