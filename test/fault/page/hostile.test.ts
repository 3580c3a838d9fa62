// Text of others is text wherever it is shown: every hostile text at every place that shows what somebody else wrote.

import { expect, test } from 'vitest'
import { describePage, usePage } from '../../web/support/page.ts'
import { findHarm, hasText } from './support/harm.ts'
import { PLACES } from './support/hostile-places.ts'
import { HostileServer } from './support/hostile-server.ts'
import { beginningOf, HOSTILE } from './support/hostile-texts.ts'
import { accountOf, type Place, type Visit } from './support/place.ts'

const VIEWS = ['messages', 'scenarios', 'chat', 'boards', 'demo', 'tables']

/** What has to be read there: one of these. */
const wordsOf = (text: string, shown: Place['shown']): string[] =>
  shown === 'preview'
    ? [text, JSON.stringify(text).slice(1, -1)].map(beginningOf)
    : [shown === 'account' ? accountOf(text) : text]

describePage('hostile text', () => {
  const site = usePage(async () => {
    const server = new HostileServer()
    await server.start()
    return { server, url: server.url }
  })

  test.each(HOSTILE)('is shown as text everywhere, and nothing gives way: %s', async (_, text) => {
    site.server.speak(text)
    const tester = await site.open({ viewport: { width: 1280, height: 800 } })
    const visit: Visit = { tester, server: site.server, text }
    const harm: string[] = []
    for (const { place, go, shown } of PLACES) {
      const where = (await go(visit)).first()
      await expect.poll(() => where.evaluate(hasText, wordsOf(text, shown)), { message: place }).toBe(true)
      harm.push(...(await findHarm(tester.page)).map(each => `${place}: ${each}`))
    }
    await tester.page.setViewportSize({ width: 390, height: 844 })
    for (const view of VIEWS) {
      await tester.page.evaluate(hash => {
        location.hash = hash
      }, view)
      await tester.page.locator(`.view-${view} > *`).first().waitFor()
      harm.push(...(await findHarm(tester.page)).map(each => `${view} on a phone: ${each}`))
    }
    expect([...new Set(harm)]).toEqual([])
    await tester.close()
  })
})
