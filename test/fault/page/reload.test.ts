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

  test('shows what the log had, with all values, but nothing that lets somebody in', async () => {
    const tester = await site.open()
    const { page } = tester
    await tester.connect('fay')
    for (const text of ['first words', '<img src=x onerror=alert(1)>']) {
      await tester.choose('echo')
      await tester.writeJson(JSON.stringify({ text }))
      await tester.send()
      await tester.row(text).waitFor()
    }
    await tester.choose('room_create')
    await tester.writeJson('{"kind": "chat", "name": "Attic", "password": "swordfish"}')
    await tester.send()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
    await page.reload()
    await tester.row('fay · same session').waitFor()
    await tester.row('all above is from before').waitFor()
    await tester.row('first words').and(page.locator('.earlier')).waitFor()
    expect(await tester.row('echo').count()).toBe(2)
    await tester.row('onerror').click()
    const detail = page.getByRole('region', { name: 'echo', exact: true })
    await detail.getByText('<img src=x onerror=alert(1)>').first().waitFor()
    expect(await tester.row('login').count()).toBe(0)
    const stored = await page.evaluate(() => sessionStorage.getItem('gatehouse.log'))
    expect(stored).toContain('first words')
    expect(stored).not.toMatch(/token|session_open|resume|swordfish/)
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await page.reload()
    await tester.row('fay · same session').waitFor()
    expect(await tester.row('echo').count()).toBe(0)
    await tester.close()
  })

  test('keeps no more of a long log than the browser has room for', async () => {
    const tester = await site.open()
    const { page } = tester
    await tester.connect('gus')
    await tester.choose('echo')
    await tester.writeJson(`{"text": "${'long '.repeat(3000)}"}`)
    for (let count = 1; count <= 25; count += 1) {
      await tester.send()
      await expect.poll(() => tester.row(/echo.*\d ms/).count()).toBe(count)
    }
    await page.goto(`${site.url}/docs`)
    const { length } = await page.evaluate(() => sessionStorage.getItem('gatehouse.log')!)
    expect(length).toBeGreaterThan(100_000)
    expect(length).toBeLessThan(1_000_000)
    await page.goto(site.url)
    await tester.row('all above is from before').waitFor()
    await tester.close()
  })

  test('opens with what somebody else has written where the log is kept', async () => {
    const tester = await site.open()
    const { page } = tester
    await page.addInitScript(() => {
      const sign = { kind: 'request', name: 'sign', at: 1, text: '', connection: 0 }
      const error = { ...sign, kind: 'error', name: '<b>bold</b>', text: 'kept' }
      const odd = [
        { ...sign, frame: { data: { $bytes: '!' } } },
        { ...sign, kind: 'constructor' },
        { ...sign, kind: 'state', name: 'constructor' },
        { ...sign, connection: '__proto__' },
        { ...error, text: { $whole: 'x' } },
        error,
      ]
      const texts = ['{', 'null', '7', ...odd.map(each => JSON.stringify(each))]
      sessionStorage.setItem('gatehouse.log', JSON.stringify(texts))
    })
    await page.reload()
    await tester.row('<b>bold</b>').waitFor()
    expect(await tester.row().count()).toBe(2)
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
