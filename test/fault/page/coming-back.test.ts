// The page behind a network that goes, a tab that sleeps: its player notices a pause, and nothing else.

import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { protocol } from '../../../protocol/generated/index.ts'
import { Player } from '../../support/client/player.ts'
import { WeakNetwork } from '../../support/network/weak-network.ts'
import { ChatPanel } from '../../web/support/chat-panel.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'

describePage('a page in a room that talks', () => {
  const site = useDemoPage()

  /** A page over a network of its own, in a room with a friend who counts aloud. */
  async function meet(account: string) {
    const network = await WeakNetwork.open(site.server.server.gatePort)
    const tester = await site.open()
    const form = await tester.settings()
    await form.getByLabel('Address').fill(`ws://127.0.0.1:${network.port}`)
    await tester.connect(account)
    await tester.show('Chat')
    const chat = new ChatPanel(tester, account)
    await chat.create(`Yard of ${account}`)
    const friend = await Player.open(site.server.url, `${account}-friend`, { protocol })
    const { rooms } = await friend.request.room_list({ start: 0, limit: 10 })
    const { id } = rooms.find(room => room.name === `Yard of ${account}`)!
    await friend.request.room_join({ id })
    const talk = countAloud(friend, id)
    onTestFinished(async () => {
      await tester.page.context().close()
      friend.close()
      await network.close()
    })
    await chat.hear('number 2')
    return { network, tester, chat, friend, talk }
  }

  /** Says a number as often as one may; the returned function stops it, and tells how many were said. */
  function countAloud(friend: Player, id: string): () => Promise<number> {
    let isOver = false
    const talking = (async () => {
      let number = 0
      for (; !isOver; await sleep(1100)) await friend.request.room_say({ id, text: `number ${++number}` })
      return number
    })()
    return () => {
      isOver = true
      return talking
    }
  }

  async function heardOf(chat: ChatPanel): Promise<number[]> {
    const texts = await chat.column.getByRole('article').allTextContents()
    return texts.flatMap(text => /number (\d+)/.exec(text)?.[1] ?? []).map(Number)
  }

  test('a network that goes for some seconds costs no word, and nobody sees the player leave', async () => {
    const { network, tester, chat, friend, talk } = await meet('walker')
    const { page } = tester
    for (const line of network.lines) line.swallow()
    network.isUp = false
    await page.context().setOffline(true)
    await tester.state(/^reconnecting/).waitFor()
    await page.context().setOffline(false)
    network.isUp = true
    await tester.state(/^connected/).waitFor()
    const said = await talk()
    await chat.hear(`number ${said}`)
    expect(await heardOf(chat)).toEqual(Array.from({ length: said }, (_, i) => i + 1))
    expect([friend.pushes('room_left'), friend.pushes('room_joined')]).toEqual([[], []])
    await tester.show('Messages')
    expect(await tester.row(/back after .* came again/).count()).toBe(1)
  })

  test('a tab that sleeps has heard all when it wakes', async () => {
    const { tester, chat, friend, talk } = await meet('sleeper')
    const devtools = await tester.page.context().newCDPSession(tester.page)
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    await sleep(5000)
    await devtools.send('Page.setWebLifecycleState', { state: 'active' })
    const said = await talk()
    await chat.hear(`number ${said}`)
    const numbers = await heardOf(chat)
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => said - numbers.length + 1 + i))
    expect(numbers.length).toBe(Math.min(said, 500))
    expect([friend.pushes('room_left'), friend.pushes('room_joined')]).toEqual([[], []])
  })
})
