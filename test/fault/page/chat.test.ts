// The chat panel: two players in one window, channels, lost connections, refusals.

import { expect, test } from 'vitest'
import { CLOSE } from '../../../protocol/errors.ts'
import { ChatPanel } from '../../web/support/chat-panel.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'

describePage('the chat panel', () => {
  const site = useDemoPage()
  const open = (account: string) => ChatPanel.open(site.open(), account)

  test('two players in one window; what was not read is counted; who comes later reads what was said', async () => {
    const cat = await open('cat')
    const { tester } = cat
    await tester.add()
    await tester.connect('dan', 2)
    const dan = new ChatPanel(tester, 'dan')
    await cat.create('Attic')
    await cat.say('first')
    await cat.hear('first')
    await dan.join('Attic')
    await dan.hear('first')
    await cat.create('Cellar')
    await dan.say('are you there?')
    await cat.column.getByText('1 unread').waitFor()
    await cat.column.getByRole('button', { name: /^Attic/ }).click()
    await cat.hear('are you there?')
    expect(await cat.column.getByText('1 unread').count()).toBe(0)
    await tester.close()
  })

  test('in a channel that does not tell who comes, those who speak and those who are asked for are members', async () => {
    const ida = await open('ida')
    const joe = await open('joe')
    for (const { column } of [ida, joe]) {
      await column.getByRole('button', { name: 'Join the world chat' }).click()
      await column.getByLabel('Say something').waitFor()
    }
    await ida.members(1).click()
    await ida.members(2).waitFor()
    const kim = await open('kim')
    await kim.column.getByRole('button', { name: 'Join the world chat' }).click()
    await kim.say('good morning')
    await joe.members(3).waitFor()
    for (const { tester } of [ida, joe, kim]) await tester.close()
  })

  test('after a lost connection the room is joined again and what was missed is there', async () => {
    const eve = await open('eve')
    const fay = await open('fay')
    await eve.create('Garden')
    await fay.join('Garden')
    await fay.say('before')
    await eve.hear('before')
    const back = eve.tester.row('4002')
    await (await site.server.watchdog()).call.kick('eve', CLOSE.STOPPING)
    await fay.say('meanwhile')
    await eve.hear('meanwhile')
    await fay.say('after')
    await eve.hear('after')
    await eve.tester.show('Messages')
    await back.waitFor()
    await eve.close()
    await fay.close()
  })

  test('a name that is too long for a room is told before it is sent', async () => {
    const leo = await open('leo')
    const name = leo.column.getByLabel('Room name')
    await name.fill('x'.repeat(41))
    await leo.column.getByText('41 of at most 40 characters').waitFor()
    expect(await leo.column.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true)
    await name.fill('x'.repeat(40))
    await leo.column.getByRole('button', { name: 'Create' }).click()
    await leo.column.getByRole('region', { name: 'x'.repeat(40) }).waitFor()
    await leo.close()
  })

  test('what a panel was refused is told there, and is no entry of a log without panels', async () => {
    const max = await open('max')
    await max.column.getByLabel('Password (optional)').fill('secret')
    await max.create('Safe')
    const ned = await open('ned')
    const room = ned.column.getByRole('listitem').filter({ hasText: 'Safe' })
    await room.getByRole('button', { name: 'Join' }).click()
    await ned.column.getByRole('alert').filter({ hasText: 'the password is wrong' }).waitFor()
    await ned.tester.show('Messages')
    await ned.tester.row('login').waitFor()
    expect(await ned.tester.row('WRONG_PASSWORD').count()).toBe(0)
    await ned.tester.log.getByRole('button', { name: 'panels' }).click()
    await ned.tester.row('WRONG_PASSWORD').waitFor()
    await max.close()
    await ned.close()
  })

  test('a refusal is shown: a wrong password', async () => {
    const gus = await open('gus')
    const hal = await open('hal')
    await gus.column.getByLabel('Password (optional)').fill('secret')
    await gus.create('Vault')
    const room = hal.column.getByRole('listitem').filter({ hasText: 'Vault' })
    await room.getByLabel('Password').fill('guess')
    await room.getByRole('button', { name: 'Join' }).click()
    await hal.column.getByRole('alert').filter({ hasText: 'the password is wrong' }).waitFor()
    await room.getByLabel('Password').fill('secret')
    await room.getByRole('button', { name: 'Join' }).click()
    await hal.column.getByRole('region', { name: 'Vault' }).waitFor()
    await gus.close()
    await hal.close()
  })
})
