// Scenarios: built, run, kept, exported and imported.

import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePage, useDemoPage } from './support/page.ts'
import type { Tester } from './support/tester.ts'

describePage('history and scenarios', () => {
  const site = useDemoPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open()
    await tester.connect('director')
  })
  afterEach(() => tester.close())

  const echo = async (text: string) => {
    await tester.choose('echo')
    await tester.field('text').fill(text)
    await tester.send()
    await tester.row(`text: "${text}"`).waitFor()
  }

  test('an entry of the log is written again', async () => {
    await echo('from the log')
    await tester.choose('login')
    await tester.row('from the log').click()
    await tester.page.getByRole('button', { name: 'Edit' }).click()
    await expect.poll(() => tester.field('text').inputValue()).toBe('from the log')
  })

  test('a scenario runs with one click: waits, repeats, and values of earlier replies', async () => {
    const { page } = tester
    await tester.choose('sign')
    await page.getByRole('button', { name: 'Add to scenario' }).click()
    await tester.show('Scenarios')
    await page
      .getByRole('group', { name: 'Add a step' })
      .getByRole('button', { name: 'Wait', exact: true })
      .click()
    await page
      .getByRole('group', { name: 'Add a step' })
      .getByRole('button', { name: 'Send', exact: true })
      .click()
    const third = page.getByRole('listitem', { name: 'Step 3' })
    await third.getByLabel('Message').selectOption('echo')
    await third.getByLabel('Times').fill('3')
    await third.getByLabel('Body').fill('{ "text": "signed {{sign.sign_cnt}}, echo {{n}}" }')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('Finished').waitFor()
    for (const n of [1, 2, 3]) await tester.row(new RegExp(`signed \\d+, echo ${n}`)).waitFor()
  })

  test('scenarios are kept, exported to a file, and imported from it elsewhere', async () => {
    const { page } = tester
    await tester.choose('sign')
    await page.getByRole('button', { name: 'Add to scenario' }).click()
    await tester.show('Scenarios')
    await page.getByLabel('Name').fill('Morning')
    await page.reload()
    await page.getByRole('button', { name: /^Morning/ }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    const path = await (await download).path()
    expect(await readFile(path, 'utf8')).toContain('"Morning"')

    const other = await site.open()
    await other.show('Scenarios')
    const chooser = other.page.waitForEvent('filechooser')
    await other.page.getByRole('button', { name: 'Import' }).click()
    await (await chooser).setFiles({
      name: 'x.json',
      mimeType: 'application/json',
      buffer: await readFile(path),
    })
    await other.page.getByRole('button', { name: /^Morning.*sign/ }).waitFor()
    await other.close()
  })
})
