// What is clicked or touched can be hit: in every view, with players and without, nothing is smaller than 32 px.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describePage, useDemoPage } from '../../web/support/page.ts'

const VIEWS = ['Messages', 'Scenarios', 'Chat', 'Boards', 'Game', 'Tables', 'Arena']

/** What is smaller, with its size. Links within a sentence are text, and lines between panes are drawn thin. */
const small = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const targets = 'button, a[href], input, select, textarea, summary, [role="tab"], [role="option"]'
    const isMeant = (each: Element) =>
      !each.closest('.skip, p') && each.checkVisibility({ visibilityProperty: true })
    return [...document.querySelectorAll(targets)].filter(isMeant).flatMap(each => {
      const { width, height } = (each.closest('label') ?? each).getBoundingClientRect()
      if (width === 0 || (Math.round(width) >= 32 && Math.round(height) >= 32)) return []
      const name = each.getAttribute('aria-label') ?? each.textContent?.trim().slice(0, 24)
      return [
        `${each.tagName.toLowerCase()}.${each.className} "${name}" ${Math.round(width)} x ${Math.round(height)}`,
      ]
    })
  })

describePage('what is clicked or touched', () => {
  const site = useDemoPage()

  test.each([390, 1280])('is 32 px high and wide at least: %i px', async width => {
    const tester = await site.open({ viewport: { width, height: 844 }, hasTouch: width < 700 })
    const { page } = tester
    const found = new Set<string>()
    const look = async (where: string) => {
      for (const each of await small(page)) found.add(`${where}: ${each}`)
    }
    await look('at first')
    await tester.connect('ann')
    await tester.settings()
    await look('settings')
    await tester.closeSettings()
    for (const view of VIEWS) {
      await tester.show(view)
      await page.locator('#content section').first().waitFor()
      await page.waitForLoadState('networkidle')
      await look(view)
    }
    await page.evaluate(() => {
      location.hash = '#components'
    })
    await page.locator('#content section').first().waitFor()
    await look('components')
    expect([...found]).toEqual([])
    await tester.close()
  })
})
