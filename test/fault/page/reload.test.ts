// A page that is loaded again goes on with the sessions that it had: others do not see its players leave.

import { expect, onTestFinished, test } from 'vitest'
import { protocol } from '../../../protocol/generated/index.ts'
import { Player } from '../../support/client/player.ts'
import { ChatPanel } from '../../web/support/chat-panel.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'

const STORED = () => [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]

describePage('a page that is loaded again', () => {
  const site = useDemoPage()

  async function friendIn(name: string, acc: string): Promise<Player> {
    const friend = await Player.open(site.server.url, acc, { protocol })
    onTestFinished(() => friend.close())
    const { rooms } = await friend.request.room_list({ start: 0, limit: 100 })
    await friend.request.room_join({ id: rooms.find(room => room.name === name)!.id })
    return friend
  }

  test('has its players where they were: in their rooms, with what was said, and no login is seen', async () => {
    const chat = await ChatPanel.open(site.open(), 'ann')
    const { tester } = chat
    await chat.create('Porch')
    await chat.say('before the reload')
    const friend = await friendIn('Porch', 'ann-friend')
    await chat.members(2).waitFor()

    await tester.page.reload()
    await tester.state('connected · ann').waitFor()
    await chat.hear('before the reload')
    await chat.members(2).waitFor()
    await chat.say('after the reload')
    await chat.hear('after the reload')
    expect([friend.pushes('room_left'), friend.pushes('room_joined')]).toEqual([[], []])
    await tester.show('Messages')
    await tester.row('ann · same session').waitFor()
    expect(await tester.row('login').count()).toBe(0)
    expect(await tester.row('CLOSED').count()).toBe(0)
    await tester.close()
  })

  test('shows the gold that there is now, and goes on with a duel', async () => {
    const tester = await site.open()
    const { page } = tester
    const column = (name: string) => page.getByRole('region', { name: `Game: ${name}`, exact: true })
    const press = (name: string, button: string) =>
      column(name).getByRole('button', { name: button, exact: true }).click()
    await tester.connect('bea')
    await tester.add()
    await tester.connect('cid', 2)
    await tester.show('Game')
    await press('bea', 'Check in')
    await column('bea').getByText('100 gold', { exact: true }).waitFor()
    await press('bea', 'Find opponent')
    await press('cid', 'Find opponent')
    await column('bea').getByText('Against cid').waitFor()

    await page.reload()
    await column('bea').getByText('100 gold', { exact: true }).waitFor()
    await press('bea', 'Rock')
    await press('cid', 'Scissors')
    await column('bea')
      .getByText(/^Won, \d+ gold$/)
      .waitFor()
    await tester.close()
  })

  test('leaves the sessions of the tab that it was copied from alone', async () => {
    const tester = await site.open()
    const { page } = tester
    await tester.connect('eva')
    const opened = page.context().waitForEvent('page')
    await page.evaluate(() => void window.open(location.href))
    const copy = await opened
    await copy
      .getByText(/^not connected/)
      .first()
      .waitFor()
    await tester.state('connected · eva').waitFor()
    // Both keep what is theirs.
    await copy.reload()
    await copy
      .getByText(/^not connected/)
      .first()
      .waitFor()
    await page.reload()
    await tester.row('eva · same session').waitFor()
    await tester.state('connected · eva').waitFor()
    await copy.close()
    await tester.close()
  })

  test('logs in afresh where the session is over, and keeps no secret of it for good', async () => {
    const tester = await site.open()
    const { page } = tester
    await tester.connect('dee')
    const kept = await page.evaluate(STORED)
    expect(kept[0]).not.toContain('token')
    expect(kept[1]).toContain('token')
    await page.goto('about:blank')
    await (await site.server.watchdog()).call.kick('dee')
    await page.goto(site.url)
    await tester.state('connected · dee').waitFor()
    await tester.row(/^.*login/).waitFor()
    expect(await tester.row('same session').count()).toBe(0)

    await (await tester.settings()).getByRole('button', { name: 'Disconnect' }).click()
    await tester.state(/^not connected/).waitFor()
    expect((await page.evaluate(STORED))[1]).not.toContain('token')
    await tester.close()
  })
})
