// What a tester does first: logs in, sends, reads the answers.

import { expect, test } from 'vitest'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the tester page', () => {
  const site = useDemoPage()

  test.each(['Binary', 'Text'])('logs in, signs and logs out by hand, over %s frames', async format => {
    const tester = await site.open()
    await tester.connect('')
    const steps: [string, string, RegExp][] = [
      ['login', JSON.stringify({ acc: `by hand ${format}` }), /sign_cnt: 0/],
      ['sign', '', /sign_cnt: 1/],
      ['logout', '', /\{\}/],
    ]
    for (const [name, body, reply] of steps) {
      await tester.choose(name)
      await tester.page.getByRole('button', { name: format, exact: true }).click()
      if (body) await tester.writeJson(body)
      await tester.send()
      await tester.row(new RegExp(`${name}.*${reply.source}.* ms.*${format}`)).waitFor()
    }
    await tester.close()
  })

  test('an account in the connection logs in at once, and the state, latency and clock are shown', async () => {
    const tester = await site.open()
    await tester.connect('hanxi')
    await tester.state('connected · hanxi').waitFor()
    const settings = await tester.settings()
    await settings.getByText(/^latency [\d.]+ ms$/).waitFor()
    await settings.getByText(/^server clock [+−]\d+ ms$/).waitFor()
    await tester.close()
  })

  test('an error of the server is shown with its code', async () => {
    const tester = await site.open()
    await tester.connect('')
    await tester.choose('sign')
    await tester.send()
    await tester.row(/sign.*NEED_LOGIN: /).waitFor()
    await tester.close()
  })

  test('a message is sent as it was written in the form', async () => {
    const tester = await site.open()
    await tester.connect('writer')
    await tester.choose('echo')
    await tester.field('text').fill('你好, "world"')
    await tester.page.keyboard.press('Control+Enter')
    await tester.row('你好, \\"world\\"').waitFor()
    await tester.close()
  })

  test('a room is opened by filling in its name only; an empty kind is the same as none', async () => {
    const tester = await site.open()
    await tester.connect('opener')
    await tester.choose('room_create')
    await tester.field('name').fill('Porch')
    await tester.send()
    await tester.row(/room_create.*kind: "chat", name: "Porch"/).waitFor()
    await tester.writeJson('{ "kind": "", "name": "Shed" }')
    await tester.send()
    await tester.row(/room_create.*kind: "chat", name: "Shed"/).waitFor()
    await tester.close()
  })

  test('two pages with one account: the first is told that it was replaced, and stays away', async () => {
    const first = await site.open()
    await first.connect('twice')
    const second = await site.open()
    await second.connect('twice')
    await first.state('not connected').waitFor()
    await (await first.settings()).getByText('4001 replaced by another login').waitFor()
    await first.closeSettings()
    await first.row(/4001.*replaced by another login/).waitFor()
    expect(await second.state(/^connected/).count()).toBe(1)
    await first.close()
    await second.close()
  })
})
