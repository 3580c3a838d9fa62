// Connections that are kept over a reload, and closes explained.

import { afterEach, beforeEach, expect, test } from 'vitest'
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
    await tester.card(1).getByLabel('Account').fill('kept')
    await tester.page.getByRole('button', { name: 'Add a connection' }).click()
    await tester.page.reload()
    await tester.card(2).waitFor()
    expect(await tester.card(1).getByLabel('Account').inputValue()).toBe('kept')
    await tester.card(2).getByLabel('More').click()
    await tester.card(2).getByRole('button', { name: 'Remove connection 2' }).click()
    await tester.card(2).waitFor({ state: 'detached' })
  })

  test('a server that is not there is explained', async () => {
    await tester.card(1).getByLabel('More').click()
    await tester.card(1).getByLabel('Address').fill('ws://127.0.0.1:9')
    await tester.card(1).getByRole('button', { name: 'Connect', exact: true }).click()
    await tester.card(1).getByText('the connection was lost or refused').waitFor()
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
      else await other.card(1).getByRole('button', { name: 'Disconnect' }).click()
    }
    await other.page.keyboard.press('?')
    await other.page.getByRole('dialog', { name: 'Help' }).getByText('4001').waitFor()
    await other.page.getByText('replaced by another login · the client does not come back').waitFor()
    await other.close()
  })
})
