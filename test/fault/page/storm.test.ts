// The page in a storm of pushes: it draws them without holding up its user, and forgets what was cleared.

import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePage, useOddPage } from '../../web/support/page.ts'
import type { Tester } from '../../web/support/tester.ts'
import { longestTask, trace } from './support/trace.ts'

describePage('a storm of pushes', () => {
  const site = useOddPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open()
    await tester.connect('')
    await tester.choose('storm_begin')
  })
  afterEach(() => tester.close())

  const storm = async (body: { count: number; rate?: number }) => {
    await tester.writeJson(JSON.stringify(body))
    await tester.send()
    await tester.row(`push number ${body.count}`).waitFor()
  }

  test('2000 a second: no task of the page takes 50 ms', async () => {
    await storm({ count: 200, rate: 2000 })
    const events = await trace(tester.page, () => storm({ count: 10_000, rate: 2000 }))
    expect(longestTask(events)).toBeLessThan(50)
  })

  test('what was cleared is given back', async () => {
    const clear = async () => {
      await tester.page.getByRole('button', { name: 'Clear' }).click()
      await tester.page.locator('.toast').getByRole('button', { name: 'Close' }).last().click()
      await tester.page.locator('.toast').waitFor({ state: 'detached' })
    }
    await storm({ count: 1000 })
    await clear()
    const before = await heapOf(tester.page)
    await storm({ count: 10_000 })
    const full = await heapOf(tester.page)
    await clear()
    const after = await heapOf(tester.page)
    expect(full - before).toBeGreaterThan(2_000_000)
    expect((after - before) / (full - before)).toBeLessThan(0.1)
  })
})

/** Bytes in use, after all that nobody holds was collected. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}
