// Several connections in one page: two players, reconnection as it happens, closes explained.

import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CLOSE, comesAgain } from '../../protocol/errors.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { chromiumPath, launchChromium } from './support/chromium.ts'
import { OddServer } from './support/odd-server.ts'
import { Tester } from './support/tester.ts'

describe.skipIf(!chromiumPath)('connections', () => {
  let browser: Browser
  let server: TestServer
  let odd: OddServer
  let tester: Tester

  beforeAll(async () => {
    server = await startTestServer({ web: { enabled: true } })
    odd = new OddServer()
    await odd.start()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await odd.stop()
  })
  beforeEach(async () => {
    tester = await Tester.open(browser, `http://127.0.0.1:${server.server.webPort}`)
  })
  afterEach(() => tester.close())

  test('two players in one window each sign for themselves', async () => {
    await tester.connect('left')
    await tester.page.getByRole('button', { name: 'Add a connection' }).click()
    await tester.connect('right', 2)
    await tester.choose('sign')
    for (const number of [1, 2, 2]) {
      await tester.page.getByRole('button', { name: `Send with connection ${number}` }).click()
      await tester.send()
    }
    await tester.row(/1↑sign.*sign_cnt: 1/).waitFor()
    await tester.row(/2↑sign.*sign_cnt: 2/).waitFor()
  })

  test('connections are there again after the page was loaded again', async () => {
    await tester.card(1).getByLabel('Account').fill('kept')
    await tester.page.getByRole('button', { name: 'Add a connection' }).click()
    await tester.page.reload()
    await tester.card(2).waitFor()
    expect(await tester.card(1).getByLabel('Account').inputValue()).toBe('kept')
    await tester.card(2).getByLabel('More').click()
    await tester.card(2).getByRole('button', { name: 'Remove connection 2' }).click()
    await tester.card(2).waitFor({ state: 'detached' })
  })

  test('a lost connection is seen to come back, and the player is logged in again', async () => {
    await tester.connect('phoenix')
    const watchdog = await server.watchdog()
    await watchdog.call.kick('phoenix', CLOSE.STOPPING)
    await tester.row(/4002.*the server is stopping/).waitFor()
    await tester.state('connected · phoenix').waitFor()
    await tester.row(/login/).nth(1).waitFor()
    const rows = await tester.row().allTextContents()
    expect(rows[rows.findIndex(row => row.includes('4002')) + 1]).toContain('reconnecting')
  })

  test('a server that is not there is explained', async () => {
    await tester.card(1).getByLabel('More').click()
    await tester.card(1).getByLabel('Address').fill('ws://127.0.0.1:9')
    await tester.card(1).getByRole('button', { name: 'Connect', exact: true }).click()
    await tester.card(1).getByText('the connection was lost or refused').waitFor()
    await tester.row('1006').waitFor()
  })

  test('every close code is explained from the catalogue', async () => {
    const other = await Tester.open(browser, odd.url)
    for (const [code, reason] of [
      [4003, 'too slow'],
      [4005, 'too many bad messages'],
      [4007, 'not logged in in time'],
    ]) {
      await other.connect('')
      await other.choose('storm_close')
      await other.writeJson(`{ "code": ${code} }`)
      await other.send()
      await other.row(new RegExp(`${code}.*${reason}`)).waitFor()
      if (comesAgain(Number(code)) === 'no') await other.state('not connected').waitFor()
      else await other.card(1).getByRole('button', { name: 'Disconnect' }).click()
    }
    await other.page.keyboard.press('?')
    await other.page.getByRole('dialog', { name: 'Help' }).getByText('4001').waitFor()
    await other.page.getByText('replaced by another login · the client does not come back').waitFor()
    await other.close()
  })
})
