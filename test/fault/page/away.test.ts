// A server that goes away under an open page, and comes back.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEMO } from '../../kit/game-server.ts'
import { startTestServer } from '../../support/server/server.ts'
import { freePort } from '../../support/store/database-process.ts'
import { ChatPanel } from '../../web/support/chat-panel.ts'
import { sharedChromium } from '../../web/support/chromium.ts'
import { describePage } from '../../web/support/page.ts'
import { Tester } from '../../web/support/tester.ts'
import { watchShifts } from './support/shifts.ts'

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

    const shifts = await watchShifts(page, 'now')
    await server.stop()
    const notice = page.getByText(/The server does not answer/)
    await notice.waitFor()
    await chat.hear('still here')
    expect(await shifts()).toEqual([])
    await page.locator('.notices').getByRole('button', { name: 'Close' }).click()
    await notice.waitFor({ state: 'detached' })
    expect(await chat.column.getByLabel('Say something').isDisabled()).toBe(true)
    await tester.show('Messages')
    await tester.row(/1006.*more (try|tries)/).waitFor()
    expect(await tester.row('1006').count()).toBe(1)
    await page.context().close()
    // The browser itself complains about what was asked while nobody was there.
    expect(
      tester.complaints.filter(each => !/ERR_CONNECTION_REFUSED|ERR_EMPTY|ERR_CONNECTION_RESET/.test(each)),
    ).toEqual([])
  })

  test('a panel that is opened meanwhile says so, with nothing to press that would do nothing', async () => {
    const server = await startTestServer({ game: DEMO, web: { enabled: true } })
    const tester = await Tester.open(await sharedChromium(), `http://127.0.0.1:${server.server.webPort}`)
    const { page } = tester
    await tester.connect('late')
    await tester.show('Chat') // the program of the panels
    await page.getByRole('region', { name: 'Chat: late' }).waitFor()
    await server.stop()
    await page.getByText(/The server does not answer\. This page/).waitFor()
    const boards = page.getByRole('region', { name: 'Boards: late' })
    await tester.show('Boards')
    await boards.getByText('The server does not answer.').waitFor()
    expect(await boards.locator('button, select, input').count()).toBe(0)
    await tester.show('Game')
    const game = page.getByRole('region', { name: 'Game: late' })
    await game.getByText('0 gold').waitFor() // what the login has told
    expect(await game.locator('button:enabled').count()).toBe(0)
    await page.context().close()
  })

  test('and is started again on its ports: everybody comes back by themselves, and what was written is still there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-away-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const [port, webPort] = [await freePort(), await freePort()]
    const settings = { game: DEMO, gate: { port }, web: { enabled: true, port: webPort } }
    const first = await startTestServer(settings, folder)
    const tester = await Tester.open(await sharedChromium(), `http://127.0.0.1:${webPort}`)
    const { page } = tester
    await tester.connect('steady')
    await tester.add()
    await tester.connect('second', 2)
    await tester.select(1)
    await tester.choose('sign')
    await tester.send()
    await tester.row(/sign.*sign_cnt: 1/).waitFor()
    await tester.choose('echo')
    await tester.field('text').fill('half written')

    await first.stop()
    await page.getByText(/The server does not answer/).waitFor()
    const second = await startTestServer(settings, folder)
    onTestFinished(async () => void (await second.stop()))
    for (const number of [1, 2]) await tester.state(/^connected/, number).waitFor()
    await page.getByText(/The server does not answer/).waitFor({ state: 'detached' })

    expect(await tester.field('text').inputValue()).toBe('half written')
    await tester.send()
    await tester.row(/echo.*half written/).waitFor()
    await tester.row(/sign.*sign_cnt: 1/).waitFor()
    await tester.row(/login.*sign_cnt: 1/).waitFor()
    await page.context().close()
  })
})
