// What has to be read has its room: on a desktop of 1280, with players of usual names.

import type { Locator } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePage, useDemoPage } from '../../web/support/page.ts'
import type { Tester } from '../../web/support/tester.ts'

const isCut = (element: Locator) => element.evaluate(each => each.scrollWidth > each.clientWidth)

describePage('at 1280', () => {
  const site = useDemoPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open({ viewport: { width: 1280, height: 800 } })
  })
  afterEach(() => tester.close())

  test.each(['en-US', 'zh-CN'])('who sends is read in full on Send, connected or not: %s', async locale => {
    const other = await site.open({ viewport: { width: 1280, height: 800 }, locale })
    const name = other.sendButton.locator('.send-name')
    await name.waitFor()
    expect(await isCut(name)).toBe(false)
    await other.page.getByRole('button', { name: /alice (and|和) bob/ }).click()
    await expect.poll(() => name.textContent()).toContain('alice')
    expect(await isCut(name)).toBe(false)
    await other.close()
  })

  test('with five players each is read in full in their line, and on Send', async () => {
    const names = ['alice', 'bob', 'caroline', 'dave', 'player5']
    for (const [index, name] of names.entries()) {
      if (index > 0) await tester.add()
      await tester.connect(name, index + 1)
    }
    for (const name of await tester.page.locator('.player-tab .player-name').all())
      expect(await isCut(name), (await name.textContent())!).toBe(false)
    await (await tester.settings(5)).getByRole('button', { name: 'Disconnect' }).click()
    await tester.closeSettings()
    await expect.poll(() => tester.sendButton.textContent()).toContain('Connect & send as player5')
    expect(await isCut(tester.sendButton.locator('.send-name'))).toBe(false)
  })

  test('rows of the log stand below each other, whatever they are called', async () => {
    await tester.connect('reader')
    for (const name of ['sign', 'room_list']) {
      await tester.choose(name)
      await tester.send()
      await tester.row(name).last().waitFor()
    }
    const lefts = await tester.log
      .locator('.log-row .preview')
      .evaluateAll(each => new Set(each.map(element => element.getBoundingClientRect().left)).size)
    expect(lefts).toBe(1)
  })

  test('what the log shows is chosen in one line, with one player and with two', async () => {
    const heights = () =>
      tester.log
        .getByRole('group', { name: 'Filter' })
        .getByRole('button')
        .evaluateAll(chips => new Set(chips.map(chip => chip.getBoundingClientRect().top)).size)
    await tester.connect('reader')
    expect(await heights()).toBe(1)
    expect(await isCut(tester.log.getByRole('group', { name: 'Filter' }))).toBe(false)
    await tester.add()
    await tester.closeSettings()
    expect(await heights()).toBe(1)
    expect(await isCut(tester.log.getByRole('group', { name: 'Filter' }))).toBe(false)
  })

  test('a member with a long name widens nothing: what can be done with him is in reach', async () => {
    const { page } = tester
    const long = `long ${'o'.repeat(59)}`
    await tester.connect('ann')
    await tester.add()
    await tester.connect(long, 2)
    await tester.show('Chat')
    const join = (at: number) =>
      page.locator('.player-column').nth(at).getByRole('button', { name: 'Join the world chat' }).click()
    await join(0)
    await join(1)
    const ann = page.getByRole('region', { name: 'Chat: ann', exact: true })
    await ann.getByRole('button', { name: /^Members/ }).click()
    await ann.getByRole('button', { name: `Block ${long}` }).waitFor()
    const { width } = (await ann.locator('.members').boundingBox())!
    expect(width).toBeLessThanOrEqual(320)
    for (const button of await ann.locator('.member button').all()) expect(await isCut(button)).toBe(false)
  })

  test('a log that is dragged narrow keeps its buttons in reach', async () => {
    const { page } = tester
    await tester.connect('reader')
    const line = page.getByRole('separator').last()
    await line.focus()
    for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowRight')
    await expect.poll(async () => (await tester.log.boundingBox())!.width).toBeLessThan(200)
    for (const name of ['Pause', 'Clear', 'More']) {
      const { x, width } = (await tester.log.getByRole('button', { name, exact: true }).boundingBox())!
      expect(x + width, name).toBeLessThanOrEqual(1280)
    }
  })

  test('code in a comment is shown as code', async () => {
    await tester.choose('login')
    await tester.page.locator('.composer .comment code', { hasText: 'auth.kind' }).waitFor()
    expect(await tester.page.locator('.composer').textContent()).not.toContain('`')
  })

  test('tables without a change leave their rows the room', async () => {
    await tester.show('Tables')
    await tester.page.getByText(/^Last replaced .*: no difference\.$/).waitFor()
    expect(await tester.page.getByRole('region', { name: 'Last replacement' }).count()).toBe(0)
  })

  test('Ctrl+K lists players and views before messages', async () => {
    await tester.page.keyboard.press('Control+k')
    const first = tester.page.getByRole('option').first()
    await first.getByText('Connection 1').waitFor()
    expect(await tester.page.getByRole('option').nth(1).textContent()).toContain('Messages')
  })
})
