// The log in use.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePage, useOddPage } from './support/page.ts'
import type { Tester } from './support/tester.ts'

describePage('the log', () => {
  const site = useOddPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open()
    await tester.connect('')
  })
  afterEach(() => tester.close())

  const ask = async (name: string, body: string) => {
    await tester.choose(name)
    if (body) await tester.writeJson(body)
    await tester.send()
  }

  test('filters by text, by kind and by connection', async () => {
    await ask('storm_begin', '{ "count": 20 }')
    await tester.row(/push number 20/).waitFor()
    const filter = tester.page.getByRole('searchbox', { name: 'Filter the log' })
    await filter.fill('push number 7')
    await expect.poll(() => tester.row().count()).toBe(1)
    await filter.fill('')
    await tester.page.getByRole('button', { name: 'pushes', exact: true }).click()
    await tester.row('storm_push').first().waitFor({ state: 'detached' })
    await tester.row('storm_begin').waitFor()
    await tester.page.getByRole('button', { name: 'Add a connection' }).click()
    await tester.page.getByRole('combobox', { name: 'Connections' }).selectOption('Connection 2')
    await tester.row('storm_begin').waitFor({ state: 'detached' })
  })

  test('paused it holds what arrives; clear empties it', async () => {
    await tester.page.getByRole('button', { name: 'Pause' }).click()
    await ask('storm_begin', '{ "count": 5 }')
    await tester.page.getByText('6 held').waitFor()
    expect(await tester.row('storm_push').count()).toBe(0)
    await tester.page.getByRole('button', { name: 'Resume' }).click()
    await tester.row(/push number 5/).waitFor()
    await tester.page.getByRole('button', { name: 'Clear' }).click()
    await tester.page.getByText('0 entries').waitFor()
  })

  test('a request that nobody answers is shown as waiting, and as lost when the connection is', async () => {
    await ask('storm_silence', '')
    await tester.row(/storm_silence.*waiting for the reply/).waitFor()
    await tester.card(1).getByRole('button', { name: 'Disconnect' }).click()
    await tester.row(/storm_silence.*CLOSED/).waitFor()
  })

  test('arrow keys go through it, and the entry is shown as a tree and as JSON', async () => {
    await ask('odd_all', '{ "place": { "label": "here" }, "texts": ["a", "b"] }')
    await tester.row(/odd_all.* ms/).waitFor()
    const list = tester.page.getByRole('listbox', { name: 'Log' })
    await list.focus()
    await list.press('End')
    const detail = tester.page.getByRole('region', { name: 'odd_all' })
    await detail.getByText('"here"').first().waitFor()
    await detail.getByRole('tab', { name: 'JSON' }).click()
    await detail.getByText('"texts": ["a", "b"]').first().waitFor()
    await list.focus()
    await list.press('Home')
    await tester.page.getByRole('region', { name: 'connecting' }).waitFor()
  })
})
