// The manual for everybody: both themes, phones, browsers without a script.

import { expect, test } from 'vitest'
import { findings } from '../../web/support/axe.ts'
import { openManual } from '../../web/support/manual-page.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'

const PHONE = { viewport: { width: 390, height: 844 } }

describePage('the manual is for everybody', () => {
  const site = useDemoPage()

  test('axe finds nothing serious in a page with code, and in one with wide tables', async () => {
    for (const path of ['/docs/tutorial', '/docs/zh/settings'])
      expect(await findings(await openManual(site.url, path))).toEqual([])
  })

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['on a phone', PHONE],
  ])('axe finds nothing serious, and nothing is wider than the screen: %s', async (_, options) => {
    for (const path of ['/docs', '/docs/tutorial', '/docs/zh/gate', '/docs/settings']) {
      const page = await openManual(site.url, path, options)
      expect(await findings(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    }
  })

  test('on a phone the contents are folded, and open by a press', async () => {
    const page = await openManual(site.url, '/docs/rooms', PHONE)
    await page.getByText('Contents', { exact: true }).waitFor()
    expect(await page.getByRole('link', { name: 'Boards', exact: true }).isVisible()).toBe(false)
    await page.getByText('Contents', { exact: true }).click()
    await page.getByRole('navigation').getByRole('link', { name: 'Boards', exact: true }).click()
    await page.waitForURL('**/docs/boards')
  })

  test('can be read without a script', async () => {
    const page = await openManual(site.url, '/docs/rooms', { javaScriptEnabled: false })
    await page.getByRole('heading', { name: 'Rooms', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Boards', exact: true }).first().click()
    await page.waitForURL('**/docs/boards')
  })
})
