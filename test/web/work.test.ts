// The usual jobs, and what they cost: send and read, repeat, a second player, a reload.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePage, useDemoPage } from './support/page.ts'
import type { Tester } from './support/tester.ts'

describePage('the usual jobs', () => {
  const site = useDemoPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open()
  })
  afterEach(() => tester.close())

  test('one click connects, sends and shows the reply below; another repeats', async () => {
    await tester.choose('sign')
    await (await tester.settings()).getByLabel('Account').fill('worker')
    await tester.closeSettings()
    await tester.send()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
    await tester.reply.locator('.leaf', { hasText: /^sign_cnt\s*1$/ }).waitFor()
    await tester.send()
    await tester.reply.locator('.leaf', { hasText: /^sign_cnt\s*2$/ }).waitFor()
  })

  test('the first visit offers two players who are connected at once', async () => {
    await tester.page.getByRole('button', { name: 'Connect alice and bob' }).click()
    await tester.state('connected · alice').waitFor()
    await tester.state('connected · bob', 2).waitFor()
    await expect.poll(() => tester.sendButton.textContent()).toContain('Send as alice')
  })

  test('an example runs as it is', async () => {
    await tester.page.getByRole('button', { name: 'Try sign' }).click()
    await tester.state('connected · alice').waitFor()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
  })

  test('Send stands at the same place whatever the message, and nothing moves it', async () => {
    const place = async () => {
      const { y } = (await tester.sendButton.boundingBox())!
      return Math.round(y)
    }
    const first = await place()
    for (const name of ['sign', 'room_create', 'way_find', 'board_top']) {
      await tester.choose(name)
      expect(await place(), name).toBe(first)
    }
    await tester.settings()
    expect(await place()).toBe(first)
    await tester.closeSettings()
    await tester.connect('steady')
    await tester.send()
    await tester.reply.getByText(/ ms$/).waitFor()
    expect(await place()).toBe(first)
  })

  test('after a reload the same message is written and the players are back', async () => {
    await tester.connect('again')
    await tester.choose('echo')
    await tester.field('text').fill('half written')
    await tester.page.reload()
    await tester.state('connected · again').waitFor()
    await tester.page.getByRole('heading', { name: 'echo', level: 2 }).waitFor()
    expect(await tester.field('text').inputValue()).toBe('half written')
    expect(await tester.page.title()).toBe('echo · Gatehouse')
    expect(tester.page.url()).toMatch(/#messages\/echo$/)
  })

  test('the line between panes moves by keys, and stays there over a reload', async () => {
    const line = tester.page.getByRole('separator').first()
    const before = Number(await line.getAttribute('aria-valuenow'))
    await line.focus()
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await tester.page.keyboard.press(key)
    const after = Number(await line.getAttribute('aria-valuenow'))
    expect(after).toBeGreaterThan(before)
    await tester.page.reload()
    expect(Number(await line.getAttribute('aria-valuenow'))).toBe(after)
  })

  test('Ctrl+Enter sends wherever the focus is, and Ctrl+K goes to a message', async () => {
    const { keyboard } = tester.page
    const openPalette = async () => {
      await keyboard.press('Control+k')
      await tester.page.locator('.palette input:focus').waitFor()
    }
    await tester.connect('keys')
    await openPalette()
    await keyboard.type('board_t')
    await keyboard.press('Enter')
    await tester.page.getByRole('heading', { name: 'board_top', level: 2 }).waitFor()
    await openPalette()
    await keyboard.type('sign')
    await keyboard.press('Enter')
    await tester.page.getByRole('heading', { name: 'sign', level: 2 }).waitFor()
    await keyboard.press('Control+Enter')
    await tester.reply.getByText('OK', { exact: true }).waitFor()
  })

  test('what was cleared or removed comes back by Undo', async () => {
    const undo = tester.page.getByRole('button', { name: 'Undo' })
    await tester.connect('careful')
    await tester.row('login').waitFor()
    await tester.log.getByRole('button', { name: 'Clear' }).click()
    await tester.row('login').waitFor({ state: 'detached' })
    await undo.click()
    await tester.row('login').waitFor()
    await tester.add()
    await tester.connect('gone', 2)
    await (await tester.settings(2)).getByRole('button', { name: 'Remove connection 2' }).click()
    await tester.tab(2).waitFor({ state: 'detached' })
    await undo.click()
    await tester.state('connected · gone', 2).waitFor()
  })

  test('what panels ask is not in the way: it is a kind of its own', async () => {
    await tester.connect('looker')
    await tester.show('Boards')
    await tester.page.getByText('Not on this board.').waitFor()
    await tester.show('Messages')
    expect(await tester.row('board_').count()).toBe(0)
    await tester.log.getByRole('button', { name: 'panels' }).click()
    await tester.row('board_mine').first().waitFor()
  })
})
