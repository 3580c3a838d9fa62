// The demo's game: two players in one window duel, sign and buy.

import { expect, test } from 'vitest'
import { protocol } from '../../protocol/generated/index.ts'
import { Player } from '../support/client/player.ts'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the demo’s game', () => {
  const site = useDemoPage()

  async function idOf(room: string): Promise<string> {
    const friend = await Player.open(site.server.url, 'looks', { protocol })
    const { rooms } = await friend.request.room_list({ start: 0, limit: 100 })
    await friend.close()
    return rooms.find(({ name }) => name === room)!.id
  }

  test('two players duel, and the winner has the gold', async () => {
    const tester = await site.open()
    const { page } = tester
    await page.getByRole('button', { name: 'Connect alice and bob' }).click()
    await tester.state('connected · bob', 2).waitFor()
    await tester.show('Game')
    const column = (name: string) => page.getByRole('region', { name: `Game: ${name}`, exact: true })
    const press = (name: string, button: string) =>
      column(name).getByRole('button', { name: button, exact: true }).click()
    await press('alice', 'Find opponent')
    await column('alice').getByText('Waiting for an opponent').waitFor()
    await press('bob', 'Find opponent')
    await column('alice').getByText('Against bob').waitFor()
    await press('alice', 'Rock')
    await column('bob').getByText('Against alice').waitFor()
    await press('bob', 'Scissors')
    await column('alice')
      .getByText(/^Won, \d+ gold$/)
      .waitFor()
    await column('bob').getByText('Lost', { exact: true }).waitFor()

    await column('bob').getByText('0 gold', { exact: true }).waitFor()
    await press('bob', 'Check in')
    await column('bob').getByText('Done 1 time').waitFor()
    await column('bob').getByText('100 gold', { exact: true }).waitFor()
    await column('bob')
      .getByRole('region', { name: 'Shop' })
      .getByRole('button', { name: 'Buy' })
      .first()
      .click()
    await column('bob')
      .getByText(/· 2 left$/)
      .waitFor()
    await tester.close()
  })

  test.each([
    ['that are open', 'handy'],
    ['that are opened later', 'handier'],
  ])('what is asked by hand is known in panels %s', async (when, name) => {
    const tester = await site.open()
    const { page } = tester
    const place = `By ${name}`
    const isOpen = when === 'that are open'
    await tester.connect(name)
    const game = page.getByRole('region', { name: `Game: ${name}`, exact: true })
    const chat = page.getByRole('region', { name: `Chat: ${name}`, exact: true })
    if (isOpen) {
      await tester.show('Game')
      await game.getByText('0 gold', { exact: true }).waitFor()
      await tester.show('Chat')
      await chat.getByLabel('Room name').waitFor()
      await tester.show('Messages')
    }
    await tester.choose('sign')
    await tester.send()
    await tester.choose('room_create')
    await tester.writeJson(JSON.stringify({ kind: 'chat', name: place, password: '' }))
    await tester.send()
    await tester.reply.getByText(place).waitFor()
    await tester.show('Game')
    await game.getByText('Done 1 time').waitFor()
    await game.getByText('100 gold', { exact: true }).waitFor()
    await tester.show('Chat')
    await chat.getByRole('region', { name: place, exact: true }).waitFor()
    await tester.show('Messages')
    await tester.choose('room_leave')
    await tester.writeJson(JSON.stringify({ id: await idOf(place) }))
    await tester.send()
    await tester.show('Chat')
    await chat.getByRole('region', { name: place, exact: true }).waitFor({ state: 'detached' })
    await tester.close()
  })

  test('what is refused is told beside its button, until it is closed or something else is asked', async () => {
    const tester = await site.open()
    await tester.connect('poor')
    await tester.show('Game')
    const column = tester.page.getByRole('region', { name: 'Game: poor', exact: true })
    const shop = column.getByRole('region', { name: 'Shop' })
    const refusal = shop.getByRole('alert').filter({ hasText: 'you do not have enough gold' })
    await shop.getByRole('button', { name: 'Buy' }).first().click()
    await refusal.getByRole('button', { name: 'Close' }).click()
    await refusal.waitFor({ state: 'detached' })
    await shop.getByRole('button', { name: 'Buy' }).first().click()
    await refusal.waitFor()
    await column.getByRole('button', { name: 'Claim', exact: true }).click()
    await column.getByRole('button', { name: 'Claimed' }).waitFor()
    expect(await refusal.count()).toBe(0)
    await column.getByRole('button', { name: 'Claimed' }).click()
    await column.getByRole('region', { name: 'Today' }).getByRole('alert').waitFor()
    await tester.close()
  })
})
