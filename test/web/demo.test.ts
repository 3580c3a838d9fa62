// The demo's game: two players in one window duel, sign and buy.

import { test } from 'vitest'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the demo’s game', () => {
  const site = useDemoPage()

  test('two players duel, and the winner has the gold', async () => {
    const tester = await site.open()
    const { page } = tester
    await page.getByRole('button', { name: 'Connect alice and bob' }).click()
    await tester.state('connected · bob', 2).waitFor()
    await tester.show('Game')
    const column = (name: string) => page.getByRole('region', { name: `Game: ${name}`, exact: true })
    const press = (name: string, button: string) =>
      column(name).getByRole('button', { name: button, exact: true }).click()
    await press('alice', 'Find an opponent')
    await column('alice').getByText('Waiting for an opponent').waitFor()
    await press('bob', 'Find an opponent')
    await column('alice').getByText('Against bob').waitFor()
    await press('alice', 'Rock')
    await column('bob').getByText('Against alice').waitFor()
    await press('bob', 'Scissors')
    await column('alice')
      .getByText(/^Won, \d+ gold$/)
      .waitFor()
    await column('bob').getByText('Lost', { exact: true }).waitFor()

    await press('bob', 'Sign in for today')
    await column('bob').getByText('Signed 1 time').waitFor()
    await column('bob')
      .getByRole('region', { name: 'Shop' })
      .getByRole('button', { name: 'Buy' })
      .first()
      .click()
    await column('bob')
      .getByText(/^\d+ gold$/)
      .waitFor()
    await column('bob')
      .getByText(/· 2 left$/)
      .waitFor()
    await tester.close()
  })
})
