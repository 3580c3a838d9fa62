import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoleStore } from '../../../server/store/embedded/role-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

const roleCommand = (folder: string, ...words: string[]): string =>
  execFileSync(process.execPath, ['server/cli/role.ts', ...words, '--set', `store.path=${folder}`], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: 'pipe',
  })

async function storeWithOne(): Promise<string> {
  const folder = join(temporaryFolder(), 'store')
  const environment = openEnvironment(folder)
  await new EmbeddedRoleStore(environment).claim('hanxi', () => ({
    _id: '7',
    acc: 'hanxi',
    epoch: 1,
    rev: 0,
    version: 0,
    long: 2n ** 60n,
    when: new Date(1),
    bytes: new Uint8Array([1, 2]),
  }))
  await environment.close()
  return folder
}

test('operators see roles, and move them to another store as they are', async () => {
  const folder = await storeWithOne()
  expect(roleCommand(folder, 'list')).toBe('7\thanxi\t1\t0\n')
  expect(roleCommand(folder, 'show', '7')).toBe(roleCommand(folder, 'show', 'hanxi'))
  const exported = roleCommand(folder, 'export')
  const file = join(temporaryFolder(), 'roles.jsonl')
  writeFileSync(file, exported)
  const other = join(temporaryFolder(), 'other')
  expect(roleCommand(other, 'import', file)).toBe('1 roles imported\n')
  expect(roleCommand(other, 'export')).toBe(exported.replace('"epoch":1', '"epoch":2'))
})

test('a role that is not there, and a command that is none, are said in one line', async () => {
  const folder = await storeWithOne()
  expect(() => roleCommand(folder, 'show', 'nobody')).toThrow(/no role has the uid or the account "nobody"/)
  expect(() => roleCommand(folder, 'erase')).toThrow(/usage: npm run role/)
})

test.each([
  ['is not there', undefined, /there is no file/],
  ['is empty', '', /holds no role/],
  [
    'was cut off',
    '{"_id":"8","acc":"b","epoch":1,"rev":0,"version":0}\n{"_id":"9","ac',
    /line 2 is no exported role/,
  ],
  ['is garbage', '\u0000\u0001 garbage', /line 1 is no exported role/],
])('a file to import that %s is refused in one line, and changes nothing', async (_what, text, message) => {
  const folder = await storeWithOne()
  const file = join(temporaryFolder(), 'roles.jsonl')
  if (text !== undefined) writeFileSync(file, text)
  expect(() => roleCommand(folder, 'import', file)).toThrow(message)
  expect(roleCommand(folder, 'list')).toBe('7\thanxi\t1\t0\n')
})
