// Connections that are kept over a reload, and closes explained.

import { afterEach, beforeEach, test } from 'vitest'
import { comesAgain } from '../../../protocol/errors.ts'
import { describePage, useDemoPage, useOddPage } from '../../web/support/page.ts'
import type { Tester } from '../../web/support/tester.ts'

describePage('connections', () => {
  const site = useDemoPage()
  const odd = useOddPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open()
  })
  afterEach(() => tester.close())

  test('connections are there again after the page was loaded again', async () => {
    await (await tester.settings()).getByLabel('Account').fill('kept')
    await tester.closeSettings()
    await tester.add()
    await tester.page.reload()
    await tester.tab(2).waitFor()
    await tester.tab(1).getByText('kept').waitFor()
    await (await tester.settings(2)).getByRole('button', { name: 'Remove connection 2' }).click()
    await tester.tab(2).waitFor({ state: 'detached' })
    await tester.page.getByRole('button', { name: 'Undo' }).click()
    await tester.tab(2).waitFor()
  })

  test('a server that is not there is explained', async () => {
    const settings = await tester.settings()
    await settings.getByLabel('Address').fill('ws://127.0.0.1:9')
    await settings.getByRole('button', { name: 'Connect', exact: true }).click()
    await settings.getByText('connection lost or refused. Is the server running?').waitFor()
    await tester.closeSettings()
    await tester.row('1006').waitFor()
  })

  test('every close code is explained from the catalogue', async () => {
    const other = await odd.open()
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
      else {
        await (await other.settings()).getByRole('button', { name: 'Disconnect' }).click()
        await other.closeSettings()
      }
    }
    await other.page.keyboard.press('?')
    await other.page.getByRole('dialog', { name: 'Help' }).getByText('4001').waitFor()
    await other.page.getByText('replaced by another login · the client does not reconnect').waitFor()
    await other.close()
  })
})
