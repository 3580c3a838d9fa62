// What stands in data/ and is no file to read: pipes, sockets, devices, links that lead out, files without an end.

import { execFile } from 'node:child_process'
import { mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { buildTables } from '../../../server/table/build/build.ts'
import { defineTables, table } from '../../../server/table/define/define.ts'
import { formatProblem } from '../../../server/table/problem.ts'
import { closing } from '../../support/closing.ts'
import { dataFolder } from '../support/data-folder.ts'

const setOf = (source: string) =>
  defineTables(import.meta.url, { item: table({ key: 'id', row: z.object({ id: z.int() }), source }) })

async function problemsIn(
  dir: string,
  { source = 'item.csv', maxFile }: { source?: string; maxFile?: number } = {},
) {
  const { problems } = await buildTables(setOf(source), { dir, maxFile })
  return problems.map(formatProblem)
}

test('a pipe is refused without waiting for who writes to it', async () => {
  const folder = await closing(dataFolder({}))
  await promisify(execFile)('mkfifo', [join(folder.dir, 'item.csv')])
  expect(await problemsIn(folder.dir)).toEqual(['item.csv: expected a regular file; it is a pipe'])
})

test('a socket and a folder are refused', async () => {
  const folder = await closing(dataFolder({}))
  const path = join(folder.dir, 'item.csv')
  const server = createServer().listen(path)
  await new Promise(resolve => server.once('listening', resolve))
  expect(await problemsIn(folder.dir)).toEqual([
    'item.csv: expected a regular file; it is a device or socket',
  ])
  await new Promise(resolve => server.close(resolve))
  await rm(path, { force: true })
  await mkdir(path)
  expect(await problemsIn(folder.dir)).toEqual(['item.csv: expected a regular file; it is a folder'])
})

test.each(['/dev/zero', '/etc/hostname', '../outside.csv', '/proc/self/environ'])(
  'a link to %s is refused',
  async target => {
    const folder = await closing(dataFolder({ 'outside.csv': 'id\n1', 'data/other.csv': 'id\n1' }))
    await symlink(target, join(folder.dir, 'data', 'item.csv'))
    expect(await problemsIn(join(folder.dir, 'data'))).toEqual([
      'item.csv: expected a file inside of the folder; it is a link that leads out of it',
    ])
  },
)

test('a folder inside that is a link to another is refused, one beside that the definition names is not', async () => {
  const folder = await closing(dataFolder({ 'beside/item.csv': 'id\n1', 'data/other.csv': 'id\n1' }))
  const data = join(folder.dir, 'data')
  await symlink('../beside', join(data, 'sub'))
  expect(await problemsIn(data, { source: 'sub/item.csv' })).toEqual([
    'sub/item.csv: expected a file inside of the folder; it is a link that leads out of it',
  ])
  expect(await problemsIn(data, { source: '../beside/item.csv' })).toEqual([])
})

test('a link inside of the folder is followed, and the folder may be a link itself', async () => {
  const folder = await closing(dataFolder({ 'data/v1/item.csv': 'id\n1' }))
  await symlink('v1', join(folder.dir, 'data', '..current'))
  await symlink('..current/item.csv', join(folder.dir, 'data', 'item.csv'))
  await symlink('data', join(folder.dir, 'live'))
  expect(await problemsIn(join(folder.dir, 'live'))).toEqual([])
})

test('a link to nothing and a link to itself say so', async () => {
  const folder = await closing(dataFolder({}))
  await symlink('nothing', join(folder.dir, 'item.csv'))
  expect(await problemsIn(folder.dir)).toEqual(['item.csv: expected the file; it is not there'])
  await symlink('self.csv', join(folder.dir, 'self.csv'))
  expect(await problemsIn(folder.dir, { source: 'self.csv' })).toEqual([
    'self.csv: expected a file that can be read (ELOOP)',
  ])
})

test('a file larger than table.maxFile is refused before it is read', async () => {
  const folder = await closing(dataFolder({}))
  const path = join(folder.dir, 'item.csv')
  await writeFile(path, 'id\n1')
  expect(await problemsIn(folder.dir, { maxFile: 4 })).toEqual([])
  await truncate(path, 5)
  expect(await problemsIn(folder.dir, { maxFile: 4 })).toEqual([
    'item.csv: expected a file of at most 4 bytes (table.maxFile)',
  ])
  await truncate(path, 100_000_000_000)
  expect(await problemsIn(folder.dir)).toEqual([
    'item.csv: expected a file of at most 67108864 bytes (table.maxFile)',
  ])
})
