// The tables panel, beside a designer who saves files.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, test } from 'vitest'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the tables panel', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gatehouse-tables-'))
  const file = join(dir, 'sign.csv')
  cpSync(resolve(import.meta.dirname, '../../data'), dir, { recursive: true })
  afterAll(() => rmSync(dir, { recursive: true }))
  const site = useDemoPage({ table: { dir, watch: true } })

  test('shows rows, what a saved file changed, and why another was refused', async () => {
    const tester = await site.open()
    const { page } = tester
    await tester.show('Tables')
    const list = page.getByRole('region', { name: 'Tables', exact: true })
    await list.getByRole('button', { name: /^sign/ }).click()
    const rows = page.getByRole('region', { name: 'sign' })
    await rows.getByRole('cell', { name: '100', exact: true }).first().waitFor()
    await list.getByRole('button', { name: /^item/ }).click()
    await page.getByRole('region', { name: 'item' }).getByRole('columnheader', { name: /price/ }).waitFor()
    await list.getByRole('button', { name: /^sign/ }).click()

    const good = readFileSync(file, 'utf8')
    writeFileSync(file, good.replace('0,100,', '0,12345,'))
    const last = page.getByRole('region', { name: 'Last replacement' })
    await last.getByText('12345').waitFor()
    await rows.getByRole('cell', { name: '12345' }).waitFor()

    writeFileSync(file, good.replace('0,100,', '0,many,'))
    await last.getByText(/^Replacement refused: 1 problem/).waitFor()
    await last.getByText(/sign\.csv, row \d+, column gold/).waitFor()
    await last.getByText(/got many/).waitFor()
    await rows.getByRole('cell', { name: '12345' }).waitFor()
    await tester.close()
  })
})
