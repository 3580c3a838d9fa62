// A connection that is made worse on purpose, as networks do it.

import type { Locator } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { protocol } from '../../protocol/generated/index.ts'
import { Player } from '../support/client/player.ts'
import { describePage, useDemoPage } from './support/page.ts'
import type { Tester } from './support/tester.ts'

describePage('a worse network', () => {
  const site = useDemoPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open()
    await tester.connect('faraway')
    await tester.choose('sign')
  })
  afterEach(() => tester.close())

  test('a delay is in the time of a reply, both ways', async () => {
    await (await tester.settings()).getByLabel('Delay (ms)').fill('150')
    await tester.closeSettings()
    await tester.send()
    const shown = await tester.reply.getByText(/^[\d.]+ ms$/).textContent()
    expect(Number.parseFloat(shown!)).toBeGreaterThanOrEqual(295)
  })

  test('on hold nothing passes, and nothing is lost', async () => {
    await (await tester.settings()).getByRole('button', { name: 'Hold' }).click()
    await tester.closeSettings()
    await tester.state(/^on hold/).waitFor()
    await tester.send()
    await tester.reply.getByText('waiting for the reply').waitFor()
    await (await tester.settings()).getByRole('button', { name: /^Release \(1\)/ }).click()
    await tester.closeSettings()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
  })

  test('a connection that is cut comes back, and the cut is one entry', async () => {
    await (await tester.settings()).getByRole('button', { name: 'Cut' }).click()
    await tester.closeSettings()
    await tester.row(/connected.*back after/).waitFor()
    const cut = tester.row(/1006.*cut on this page/)
    expect(await cut.count()).toBe(1)
    const colour = (row: Locator) =>
      row.locator('.arrow').evaluate(element => getComputedStyle(element).color)
    expect(await colour(cut)).toBe(await colour(tester.row(/connected.*faraway/).first()))
    await tester.send()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
  })

  test('who was cut off for a while has lost nothing: what came and was asked meanwhile is marked, and once', async () => {
    const { server } = site
    const friend = await Player.open(server.url, 'friend', { protocol })
    const [{ uid }] = [await friend.request.presence({ acc: 'faraway' })]
    const settings = await tester.settings()
    await settings.getByLabel('Cut for (s)').fill('2')
    await settings.getByRole('button', { name: 'Cut' }).click()
    await tester.closeSettings()
    for (const text of ['one', 'two']) await friend.request.whisper({ uid, text })
    await tester.send()
    await tester.row(/back after \d\.\d s: 2 came again, 1 went again/).waitFor()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
    expect(await tester.row(/whispered.*again.*one/).count()).toBe(1)
    expect(await tester.row(/whispered.*again.*two/).count()).toBe(1)
    await friend.request.whisper({ uid, text: 'three' })
    await tester.row(/whispered.*three/).waitFor()
    expect(await tester.row(/whispered.*again.*three/).count()).toBe(0)
    friend.close()
  })
})
