import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { EmbeddedKindStores } from '../../../server/store/embedded/kind-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

const documentCommand = (folder: string, ...words: string[]): string =>
  execFileSync(process.execPath, ['server/cli/document.ts', ...words, '--set', `store.path=${folder}`], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: 'pipe',
  })

async function storeWith(...kinds: string[]): Promise<string> {
  const folder = join(temporaryFolder(), 'store')
  const environment = openEnvironment(folder)
  const stores = new EmbeddedKindStores(environment)
  for (const kind of kinds) {
    const store = await stores.open(kind, ['level'])
    await store.create({
      _id: `${kind} 1`,
      epoch: 1,
      rev: 0,
      version: 0,
      level: 3,
      long: 2n ** 60n,
      when: new Date(1),
    })
    await store.create({ _id: 'gone', epoch: 1, rev: 0, version: 0 })
    await store.remove('gone', 20_000)
  }
  await environment.close()
  return folder
}

test('operators see the documents of services, and move them to another store as they are', async () => {
  const folder = await storeWith('guild', 'market')
  expect(documentCommand(folder, 'list')).toBe('guild\nmarket\n')
  expect(documentCommand(folder, 'list', 'guild')).toBe('guild 1\t1\t0\n')
  expect(documentCommand(folder, 'show', 'guild', 'guild 1')).toContain('"level": 3')
  const exported = documentCommand(folder, 'export', 'guild')
  expect(documentCommand(folder, 'export', 'guild', 'guild 1')).toBe(exported)
  const file = join(temporaryFolder(), 'guilds.jsonl')
  writeFileSync(file, exported)
  const other = await storeWith('guild')
  expect(documentCommand(other, 'import', 'guild', file)).toBe('1 documents imported\n')
  expect(documentCommand(other, 'export', 'guild')).toBe(exported.replace('"epoch":1', '"epoch":2'))
})

test('a kind and a document that are not there, and a command that is none, are said in one line', async () => {
  const folder = await storeWith('guild')
  expect(() => documentCommand(folder, 'list', 'dragon')).toThrow(/kind: expected one of guild, got dragon/)
  expect(() => documentCommand(folder, 'show', 'guild', 'nobody')).toThrow(/no document has the id "nobody"/)
  expect(() => documentCommand(folder, 'erase')).toThrow(/usage: npm run document/)
  const file = join(temporaryFolder(), 'half.jsonl')
  writeFileSync(file, '{"_id":"8","epoch":1,"rev":0,"version":0}\n{"_id":"9","ep')
  expect(() => documentCommand(folder, 'import', 'guild', file)).toThrow(/line 2 is no exported document/)
  expect(documentCommand(folder, 'list', 'guild')).toBe('guild 1\t1\t0\n')
})
