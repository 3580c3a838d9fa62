// The chat panel: players in two pages who talk to each other.

import { test } from 'vitest'
import { ChatPanel } from './support/chat-panel.ts'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the chat panel', () => {
  const site = useDemoPage()
  const open = (account: string) => ChatPanel.open(site.open(), account)

  test('two pages talk to each other in a room that one has opened', async () => {
    const ann = await open('ann')
    const bob = await open('bob')
    await ann.create('Kitchen')
    await bob.join('Kitchen')
    await ann.members(2).waitFor()
    await ann.say('hello bob')
    await bob.hear('hello bob')
    await bob.say('你好 ann')
    await ann.hear('你好 ann')
    await bob.column.getByRole('button', { name: 'Leave' }).click()
    await ann.members(1).waitFor()
    await ann.close()
    await bob.close()
  })

  test('who is in a room that does not tell of comers and goers is counted all the same', async () => {
    const [cat, dan] = [await open('cat'), await open('dan')]
    const enter = ({ column }: ChatPanel) =>
      column.getByRole('button', { name: 'Join the world chat' }).click()
    await enter(cat)
    await cat.members(1).waitFor()
    await enter(dan)
    await cat.members(2).waitFor()
    await dan.column.getByRole('button', { name: 'Leave' }).click()
    await cat.members(1).waitFor()
    await cat.close()
    await dan.close()
  })
})
