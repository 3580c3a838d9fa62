// The log: filtered, read, under load, scrolled, saved and copied.

import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePage, useOddPage } from '../../web/support/page.ts'
import type { Tester } from '../../web/support/tester.ts'

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
    await tester.add()
    await tester.closeSettings()
    await tester.page.getByRole('combobox', { name: 'Connections' }).selectOption('Connection 2')
    await tester.row('storm_begin').waitFor({ state: 'detached' })
  })

  test('paused it holds what arrives; clear empties it', async () => {
    await tester.page.getByRole('button', { name: 'Pause' }).click()
    await ask('storm_begin', '{ "count": 5 }')
    await tester.page.getByText('6 new while paused').waitFor()
    expect(await tester.row('storm_push').count()).toBe(0)
    await tester.page.getByRole('button', { name: 'Resume' }).click()
    await tester.row(/push number 5/).waitFor()
    await tester.page.getByRole('button', { name: 'Clear' }).click()
    await tester.page.getByText('0 entries').waitFor()
  })

  test('a request that nobody answers is shown as waiting, and as lost when the connection is', async () => {
    await ask('storm_silence', '')
    await tester.row(/storm_silence.*waiting for the reply/).waitFor()
    await (await tester.settings()).getByRole('button', { name: 'Disconnect' }).click()
    await tester.closeSettings()
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
    await tester.page.getByRole('region', { name: 'open' }).waitFor()
  })

  test('keeps the newest ten thousand of a storm, and draws only what can be seen', async () => {
    await ask('storm_begin', '{ "count": 12000 }')
    await tester.row(/storm_push.*push number 12000/).waitFor()
    expect(await tester.row().count()).toBeLessThan(80)
    const shown = await tester.page.getByText(/^\d+ entries$/).textContent()
    expect(Number.parseInt(shown!, 10)).toBeGreaterThanOrEqual(10_000)
    expect(Number.parseInt(shown!, 10)).toBeLessThanOrEqual(10_500)
  })

  test('the page answers its user in the middle of a storm', async () => {
    await ask('storm_begin', '{ "count": 6000, "rate": 2000 }')
    await tester.row('storm_push').first().waitFor()
    await tester.page.getByRole('searchbox', { name: 'Search messages' }).fill('silence')
    await tester.page.getByRole('button', { name: 'storm_silence' }).waitFor()
    await tester.row(/push number 6000/).waitFor()
  })

  test('scrolled up it stays where it is while more arrives, and returns to the newest', async () => {
    await ask('storm_begin', '{ "count": 300 }')
    await tester.row(/push number 300/).waitFor()
    const list = tester.page.getByRole('listbox', { name: 'Log' })
    await list.hover()
    await tester.page.mouse.wheel(0, -100_000)
    await tester.row(/push number 1"/).waitFor()
    await tester.send()
    await tester.page.getByText('60', { exact: false }).first().waitFor()
    await tester
      .row(/push number 1"/)
      .first()
      .waitFor()
    await tester.page.getByRole('button', { name: 'Jump to latest' }).click()
    await tester.row(/push number 300/).waitFor()
  })

  test('is saved as a file that holds messages and bytes', async () => {
    await ask('odd_all', '{ "wide": 9223372036854775807, "bytes": "3q2+7w==" }')
    await tester.row(/odd_all.* ms/).waitFor()
    const download = tester.page.waitForEvent('download')
    await tester.log.getByRole('button', { name: 'More' }).click()
    await tester.page.getByRole('button', { name: 'Save as a file' }).click()
    const text = await readFile(await (await download).path(), 'utf8')
    expect(text).toContain('"wide": 9223372036854775807')
    const entry = (JSON.parse(text) as { name: string; frame: string }[]).find(
      each => each.name === 'odd_all',
    )
    expect(entry).toMatchObject({ body: { bytes: '3q2+7w==' }, reply: { bytes: '3q2+7w==' } })
    expect(entry!.frame).toMatch(/^([0-9a-f]{2} )+[0-9a-f]{2}$/)
  })

  test('is copied', async () => {
    await tester.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await tester.log.getByRole('button', { name: 'More' }).click()
    await tester.page.getByRole('button', { name: 'Copy as JSON' }).click()
    await tester.page.getByText('Copied').waitFor()
    expect(await tester.page.evaluate(() => navigator.clipboard.readText())).toContain('"kind": "state"')
  })

  test('one entry is copied: its reply, as JSON', async () => {
    await tester.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await ask('odd_all', '{ "wide": 9223372036854775807 }')
    await tester.row(/odd_all.* ms/).click()
    const detail = tester.page.getByRole('region', { name: 'odd_all' })
    await detail.getByRole('button', { name: 'Copy' }).click()
    await detail.getByRole('button', { name: 'Copied' }).waitFor()
    const text = await tester.page.evaluate(() => navigator.clipboard.readText())
    expect(text).toBe('{\n  "wide": 9223372036854775807\n}')
  })
})
