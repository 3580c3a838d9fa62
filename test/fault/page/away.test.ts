// A server that goes away under an open page.

import { expect, test } from 'vitest'
import { DEMO } from '../../kit/game-server.ts'
import { startTestServer } from '../../support/server/server.ts'
import { ChatPanel } from '../../web/support/chat-panel.ts'
import { sharedChromium } from '../../web/support/chromium.ts'
import { describePage } from '../../web/support/page.ts'
import { Tester } from '../../web/support/tester.ts'

describePage('a server that goes away', () => {
  test('is told as away, what was there stays, and its tries are one entry', async () => {
    const server = await startTestServer({ game: DEMO, web: { enabled: true } })
    const tester = await Tester.open(await sharedChromium(), `http://127.0.0.1:${server.server.webPort}`)
    const { page } = tester
    await tester.connect('survivor')
    await tester.show('Chat')
    const chat = new ChatPanel(tester, 'survivor')
    await chat.create('Cabin')
    await chat.say('still here')
    await chat.hear('still here')

    await server.stop()
    await page.getByText(/The server does not answer/).waitFor()
    await chat.hear('still here')
    expect(await chat.column.getByLabel('Say something').isDisabled()).toBe(true)
    await tester.show('Messages')
    await tester.row(/1006.*more tries/).waitFor()
    expect(await tester.row('1006').count()).toBe(1)
    await page.context().close()
    // The browser itself complains about what was asked while nobody was there.
    expect(
      tester.complaints.filter(each => !/ERR_CONNECTION_REFUSED|ERR_EMPTY|ERR_CONNECTION_RESET/.test(each)),
    ).toEqual([])
  })
})
