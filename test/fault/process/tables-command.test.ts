// npm run tables, as designers and CI run it.

import { execFile } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { followOrders } from '../../../server/table/replace/orders.ts'
import { closing } from '../../support/closing.ts'
import { type Contents, dataFolder, putFiles } from '../../table/support/data-folder.ts'
import { filesOfGeneration } from '../../table/support/fixture-tables.ts'
import { startReplacing } from '../../table/support/replacing.ts'

interface Ran {
  code: number | null
  out: string[]
  errors: string[]
}

const linesOf = (text: string): string[] => text.split('\n').filter(line => line !== '')

const runTables = (...args: string[]): Promise<Ran> =>
  new Promise(resolve => {
    const child = execFile(process.execPath, ['server/cli/tables.ts', ...args], (_, out, errors) =>
      resolve({ code: child.exitCode, out: linesOf(out), errors: linesOf(errors) }),
    )
  })

async function demoData(changes: Contents): Promise<string> {
  const folder = await dataFolder({})
  onTestFinished(() => folder.close())
  cpSync('data', folder.dir, { recursive: true })
  await putFiles(folder.dir, changes)
  return folder.dir
}

test('the data of the demo is fine', async () => {
  expect(await runTables()).toEqual({
    code: 0,
    out: ['5 files are fine: sign 7, item 10, shop 3, badword 6, settings'],
    errors: [],
  })
})

test('every mistake in every file is printed, and the exit code is 1', async () => {
  const dir = await demoData({
    'sign.csv': 'day,gold,item\n0,x,1001\n1,5,7777\n2,-1,\n',
    'badword.txt': 'a\nadmin\nadmin\n',
    'settings.json': '{ "signDays": 400 }',
  })
  const { code, errors } = await runTables('--set', `table.dir=${dir}`)
  expect(code).toBe(1)
  expect(errors).toEqual([
    'sign.csv, row 2, column gold: "x", expected a number',
    'sign.csv, row 4, column gold: "-1", expected a number, at least 0',
    'badword.txt, row 1, column word: "a", expected text of at least 2 characters',
    'badword.txt, row 3, column word: "admin", expected a key that no other row has; row 2 has it',
    'settings.json, column signDays: "400", expected a number, at most 31',
    'settings.json, column newRole: expected an object, not an empty cell',
    'settings.json, column name: expected an object, not an empty cell',
    'settings.json, column chat: expected an object, not an empty cell',
    'settings.json, column present: expected an object, not an empty cell',
    'settings.json, column duel: expected an object, not an empty cell',
    'sign.csv, row 3, column item: "7777", expected the id of a row in item',
    `11 problems in ${dir}`,
  ])
})

test('the versions that a server has kept are listed and compared', async () => {
  const place = await closing(startReplacing())
  const { replacement } = await place.start({ history: join(place.dir, 'var', '0') })
  await putFiles(place.dir, filesOfGeneration(2))
  await replacement.replace()
  await replacement.rollback(1)
  const at = ['--set', `table.history=${join(place.dir, 'var')}`]
  const { out } = await runTables('versions', ...at)
  expect(out.map(line => line.replace(/[0-9a-f]{16}/, 'HASH').trim())).toEqual([
    '1  2026-01-01 00:00:00Z  HASH  item, shop, settings',
    '2  2026-01-01 00:00:00Z  HASH  item, shop, settings',
    '3  2026-01-01 00:00:00Z  HASH  item, shop, settings  (version 1 again)',
  ])
  const diff = await runTables('diff', '1', '2', ...at)
  expect(diff.out).toContain('settings: 0 added, 0 removed, 1 changed')
  expect(diff.out).toContain('  ~ 1: name "item 1 of 1" -> "item 1 of 2", gen 1 -> 2')
  expect((await runTables('diff', '1', '3', ...at)).out).toEqual(['nothing differs'])
  expect((await runTables('diff', '1', '9', ...at)).errors[0]).toContain('no version 9 is kept')
})

test('the running server goes back to a version, and shows what that changed', async () => {
  const place = await closing(startReplacing())
  const history = join(place.dir, 'var', '0')
  const { replacement, tables } = await place.start({ history })
  const orders = await followOrders(history, replacement, pino({ level: 'silent' }))
  onTestFinished(() => orders.close())
  await putFiles(place.dir, { 'settings.json': '{ "gen": 2, "open": true }' })
  await replacement.replace()
  const at = ['--set', `table.history=${join(place.dir, 'var')}`]
  expect(await runTables('rollback', '1', ...at)).toEqual({
    code: 0,
    out: ["the server's tables are version 3", 'settings: 0 added, 0 removed, 1 changed', '  ~ gen 2 -> 1'],
    errors: [],
  })
  expect(tables.settings.gen).toBe(1)
  const { code, errors } = await runTables('rollback', '9', ...at)
  expect([code, errors[0]]).toEqual([2, 'no version 9 of the tables is kept; there are 1, 2, 3'])
})

test('a wrong command shows the usage, and the exit code is 2', async () => {
  const { code, errors } = await runTables('chekc')
  expect(code).toBe(2)
  expect(errors[0]).toBe('what is "chekc"?')
})
