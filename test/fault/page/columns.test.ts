// Columns of players on a phone, where one is seen at a time; and names of players who have accounts.

import { afterEach, expect, test } from 'vitest'
import { ChatPanel } from '../../web/support/chat-panel.ts'
import { PASSWORD, register } from '../../web/support/login-box.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'
import type { Tester } from '../../web/support/tester.ts'

describePage('a column for each player', () => {
  const site = useDemoPage()
  const withAccounts = useDemoPage({ auth: { kind: 'accounts' }, login: { port: 0 } })
  let tester: Tester
  afterEach(() => tester.close())

  const isChosen = (number: number) =>
    expect.poll(() => tester.tab(number).locator('.player-pick').getAttribute('aria-pressed')).toBe('true')

  /** Where the column begins, in px from the left. */
  const leftOf = (name: string) =>
    tester.page
      .getByRole('region', { name, exact: true })
      .evaluate(column => column.getBoundingClientRect().left)

  test('on a phone the column that is seen is that of the player who is chosen', async () => {
    tester = await site.open({ viewport: { width: 390, height: 844 } })
    const { page } = tester
    await page.getByRole('button', { name: 'Connect alice and bob' }).click()
    await tester.state('connected · bob', 2).waitFor()
    await tester.show('Chat')
    await tester.select(2)
    await expect.poll(() => leftOf('Chat: bob')).toBeLessThan(60)
    await isChosen(2)
    await page.locator('.player-columns').evaluate(columns => columns.scrollTo({ left: 0 }))
    await isChosen(1)
    await expect.poll(() => leftOf('Chat: alice')).toBeGreaterThanOrEqual(0)
  })

  test('with many players on a phone nothing but their line and their columns can be pushed aside', async () => {
    tester = await site.open({ viewport: { width: 390, height: 844 } })
    const { page } = tester
    for (const number of [1, 2, 3, 4]) {
      if (number > 1) await tester.add()
      await tester.connect(`many${number}`, number)
    }
    await tester.show('Chat')
    await isChosen(4)
    await page.mouse.move(200, 400)
    await page.mouse.wheel(300, 0)
    const widths = () =>
      page.evaluate(() => {
        const { scrollWidth, scrollLeft } = document.documentElement
        return [scrollWidth, scrollLeft, document.querySelector('.rail')!.getBoundingClientRect().left]
      })
    expect(await widths()).toEqual([390, 0, 0])
  })

  test('who plays with an account is called by name, and sees what is his own', async () => {
    tester = await withAccounts.open()
    const { page } = tester
    const enter = async (number: number, name: string) => {
      const card = await tester.settings(number)
      await card.getByLabel('Sign in').selectOption({ label: 'new account' })
      await card.getByLabel('Name', { exact: true }).fill(name)
      await card.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await card.getByRole('button', { name: 'Connect', exact: true }).click()
      await tester.state(`connected · ${name}`, number).waitFor()
    }
    await enter(1, 'Ann')
    await tester.add()
    await enter(2, 'Ben')
    await tester.show('Chat')
    const column = (name: string) => page.getByRole('region', { name: `Chat: ${name}`, exact: true })
    await column('Ann').getByLabel('Room name').fill('Loft')
    await column('Ann').getByRole('button', { name: 'Create' }).click()
    await column('Ben').getByRole('button', { name: 'Join', exact: true }).click()
    await column('Ann').getByLabel('Say something').fill('hello')
    await column('Ann').getByLabel('Say something').press('Enter')
    const said = (name: string) => column(name).getByRole('article').filter({ hasText: 'hello' })
    await said('Ben').getByText('Ann', { exact: true }).waitFor()
    expect(await said('Ann').getAttribute('class')).toContain('mine')
    await column('Ann').getByRole('button', { name: 'Lock the room' }).waitFor()
    await column('Ann')
      .getByRole('button', { name: /^Members/ })
      .click()
    await column('Ann').getByRole('button', { name: 'Kick Ben' }).waitFor()
    expect(await column('Ann').getByRole('button', { name: 'Kick Ann' }).count()).toBe(0)
  })

  test('players of other pages are called by name too, in a room and in a duel', async () => {
    tester = await register(withAccounts.open(), 'Cleo')
    const other = await register(withAccounts.open(), 'Dan')
    const chat = async (each: Tester, name: string) => {
      await each.show('Chat')
      const panel = new ChatPanel(each, name)
      await panel.column.getByRole('button', { name: 'Join the world chat' }).click()
      await panel.column.getByLabel('Say something').waitFor()
      return panel
    }
    const cleo = await chat(tester, 'Cleo')
    const dan = await chat(other, 'Dan')
    await dan.say('good evening')
    await cleo.column.getByRole('article').getByText('Dan', { exact: true }).waitFor()
    await cleo.members(2).click()
    await cleo.column.getByRole('button', { name: 'Whisper to Dan' }).waitFor()
    await tester.page.keyboard.press('Escape')

    for (const each of [tester, other]) {
      await each.show('Game')
      await each.page.getByRole('button', { name: 'Find opponent' }).click()
    }
    await tester.page.getByText('Against Dan').waitFor()
    await other.page.getByText('Against Cleo').waitFor()
    await other.close()
  })
})
