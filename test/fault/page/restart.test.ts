// A server that goes away under an open page, and comes back on the same ports.

import { expect, test } from 'vitest'
import { DEMO } from '../../kit/game-server.ts'
import { startTestServer, type TestServer } from '../../support/server/server.ts'
import { ChatPanel } from '../../web/support/chat-panel.ts'
import { sharedChromium } from '../../web/support/chromium.ts'
import { describePage } from '../../web/support/page.ts'
import { Tester } from '../../web/support/tester.ts'

const start = (ports: { web: number; gate: number }): Promise<TestServer> =>
  startTestServer({
    game: DEMO,
    web: { enabled: true, port: ports.web },
    gate: { port: ports.gate },
  })

describePage('a server that is restarted', () => {
  test('is told as away, what was there stays, its tries are one entry, and all are back with it', async () => {
    const first = await start({ web: 0, gate: 0 })
    const ports = { web: first.server.webPort!, gate: first.server.gatePort }
    const tester = await Tester.open(await sharedChromium(), `http://127.0.0.1:${ports.web}`)
    const { page } = tester
    await tester.connect('survivor')
    await tester.show('Chat')
    const chat = new ChatPanel(tester, 'survivor')
    await chat.create('Cabin')
    await chat.say('still here')
    await chat.hear('still here')

    await first.stop()
    await page.getByText(/The server does not answer/).waitFor()
    await chat.hear('still here')
    expect(await chat.column.getByLabel('Say something').isDisabled()).toBe(true)
    await tester.show('Messages')
    await tester.row(/1006.*more tries/).waitFor()
    expect(await tester.row('1006').count()).toBe(1)

    const second = await start(ports)
    await tester.state('connected · survivor').waitFor()
    await page.getByText(/The server does not answer/).waitFor({ state: 'detached' })
    await page.context().close()
    await second.stop()
    // The browser itself complains about what was asked while nobody was there.
    expect(
      tester.complaints.filter(each => !/ERR_CONNECTION_REFUSED|ERR_EMPTY|ERR_CONNECTION_RESET/.test(each)),
    ).toEqual([])
  })
})
