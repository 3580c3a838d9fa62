import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StartError } from '../../../server/core/errors.ts'
import { prepareFiles } from '../../../server/store/embedded/environment/check-files.ts'
import { whatIsWrong } from '../../../server/store/embedded/environment/data-file.ts'
import { openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { canLimitFiles, whileFilesEndAt } from '../../support/store/file-limit.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const template = mkdtempSync(join(tmpdir(), 'gatehouse-'))
beforeAll(() => writeStore(template))
afterAll(() => rmSync(template, { recursive: true }))

/** A store with a few hundred values, closed. */
function storeFolder(): { folder: string; data: string } {
  const folder = join(temporaryFolder(), 'store')
  cpSync(template, folder, { recursive: true })
  return { folder, data: join(folder, 'data.mdb') }
}

async function writeStore(folder: string): Promise<void> {
  const environment = openEnvironment(folder)
  const database = environment.openDB<string, string>({ name: 'any' })
  const text = 'x'.repeat(1000)
  await Promise.all(Array.from({ length: 300 }, (_, i) => database.put(`key ${i}`, text.repeat(1 + (i % 9)))))
  await environment.close()
}

function write(file: string, at: number, bytes: Uint8Array): void {
  const content = readFileSync(file)
  content.set(bytes, at)
  writeFileSync(file, content)
}

/** Refused in one line, with nothing changed. */
function expectRefusal(folder: string, text: RegExp): void {
  const data = join(folder, 'data.mdb')
  const isThere = existsSync(data) && statSync(data).isFile()
  const before = isThere ? readFileSync(data) : undefined
  let error: unknown
  try {
    openEnvironment(folder)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(StartError)
  expect((error as Error).message).toMatch(/^store\.path: [^\n]+$/)
  expect((error as Error).message).toMatch(text)
  if (before) expect(readFileSync(data).equals(before)).toBe(true)
}

describe('a damaged store is refused, with what was found and what to do', () => {
  test.each([
    ['an empty file', (data: string) => truncateSync(data, 0), /is empty: restore it from a backup, or move/],
    ['a file of 100 bytes', (data: string) => truncateSync(data, 100), /is cut off: it has 100 bytes/],
    ['one page', (data: string) => truncateSync(data, 4096), /is cut off/],
    [
      'half of the file',
      (data: string) => truncateSync(data, statSync(data).size / 2),
      /is cut off.* needs \d+/,
    ],
    [
      'the file without its last pages',
      (data: string) => truncateSync(data, statSync(data).size - 20_000),
      /is cut off/,
    ],
    [
      'a text',
      (data: string) => writeFileSync(data, 'no store '.repeat(5000)),
      /is damaged: what stands at byte 0/,
    ],
    ['zeros', (data: string) => writeFileSync(data, Buffer.alloc(statSync(data).size)), /is damaged/],
    ['a first page of zeros', (data: string) => write(data, 0, Buffer.alloc(4096)), /is damaged.* byte 0/],
    [
      'a second page of zeros',
      (data: string) => write(data, 4096, Buffer.alloc(4096)),
      /is damaged.* byte 4096/,
    ],
    [
      'another version of LMDB',
      (data: string) => write(data, 28, new Uint8Array([1, 0])),
      /version 1 of LMDB/,
    ],
    ['pages of no size', (data: string) => write(data, 48, Buffer.alloc(4)), /its pages have 0 bytes/],
    [
      'a missing file',
      (data: string) => rmSync(data),
      /has had a store .*, and data\.mdb is missing: restore/,
    ],
  ])('%s', async (_name, damage, text) => {
    const { folder, data } = storeFolder()
    damage(data)
    expectRefusal(folder, text)
  })

  test('a folder, a FIFO, a device, a link to nothing in the place of a file', async () => {
    for (const name of ['data.mdb', 'lock.mdb']) {
      for (const make of [
        (file: string) => mkdirSync(file),
        (file: string) => void spawnSync('mkfifo', [file]),
        (file: string) => symlinkSync('/dev/zero', file),
        (file: string) => symlinkSync('/nowhere/at/all', file),
      ]) {
        const { folder } = storeFolder()
        rmSync(join(folder, name))
        make(join(folder, name))
        expectRefusal(folder, /is no regular file|is a link to a file that is not there/)
      }
    }
  })

  test('a file in the place of the folder', () => {
    const folder = join(temporaryFolder(), 'store')
    writeFileSync(folder, '')
    expectRefusal(folder, /can't be used as a folder/)
  })

  test.skipIf(process.getuid?.() === 0)('files and folders that may only be read', async () => {
    const { folder, data } = storeFolder()
    chmodSync(data, 0o444)
    expectRefusal(folder, /can't be read and written by this user/)
    chmodSync(data, 0o644)
    chmodSync(folder, 0o555)
    expectRefusal(folder, /can't be used as a folder/)
    chmodSync(folder, 0o755)
  })
})

describe('a store that is whole is opened', () => {
  const read = async (folder: string) => {
    const environment = openEnvironment(folder)
    const { length } = [...environment.openDB({ name: 'any' }).getKeys()]
    await environment.close()
    return length
  }

  test('with its data elsewhere, by a link', async () => {
    const { folder, data } = storeFolder()
    const elsewhere = join(temporaryFolder(), 'elsewhere.mdb')
    copyFileSync(data, elsewhere)
    rmSync(data)
    symlinkSync(elsewhere, data)
    expect(await read(folder)).toBe(300)
  })

  test('without its lock file, with an empty one, with one of garbage', async () => {
    const { folder } = storeFolder()
    const lock = join(folder, 'lock.mdb')
    rmSync(lock)
    expect(await read(folder)).toBe(300)
    truncateSync(lock, 0)
    expect(await read(folder)).toBe(300)
    writeFileSync(lock, 'garbage '.repeat(2000))
    expect(await read(folder)).toBe(300)
  })

  test('from before there was a marker, and is marked then', async () => {
    const { folder, data } = storeFolder()
    rmSync(join(folder, 'store.txt'))
    expect(await read(folder)).toBe(300)
    rmSync(data)
    expectRefusal(folder, /data\.mdb is missing/)
  })

  test('a folder that was moved away is begun anew', async () => {
    const { folder } = storeFolder()
    renameSync(folder, `${folder}.old`)
    expect(await read(folder)).toBe(0)
  })

  test('to which another thread writes meanwhile', async () => {
    const folder = join(temporaryFolder(), 'store')
    const environment = openEnvironment(folder)
    const database = environment.openDB<string, string>({ name: 'any' })
    let isWriting = true
    const writing = (async () => {
      for (let i = 0; i < 60; i++) await database.put(`key ${i}`, 'x'.repeat(10_000))
      isWriting = false
    })()
    while (isWriting) {
      prepareFiles(folder)
      await new Promise(resolve => setImmediate(resolve))
    }
    await writing
    await environment.close()
  })

  test('whose last pages are free and were never written', async () => {
    const { folder, data } = storeFolder()
    const environment = openEnvironment(folder)
    const database = environment.openDB<string, string>({ name: 'any' })
    const keys = [...database.getKeys()]
    await Promise.all(keys.map(key => database.remove(key)))
    // A few commits later what is in use stands in front, and everything behind it is free.
    for (let i = 0; i < 20; i++) await database.put('last', String(i))
    await database.remove('last')
    await environment.close()
    const { size } = statSync(data)
    let whole = size
    while (whole > 8192 && !whatIsWrong(data, whole - 4096)) whole -= 4096
    expect(whole).toBeLessThan(size)
    truncateSync(data, whole)
    expect(await read(folder)).toBe(0)
  })
})

test.skipIf(!canLimitFiles())(
  'a new store on a full disk ends the start in one line, and leaves no half of one',
  async () => {
    const folder = join(temporaryFolder(), 'store')
    await whileFilesEndAt(8192, async () => expectRefusal(folder, /can't be used|can't be opened/))
    const environment = openEnvironment(folder)
    await environment.openDB<string, string>({ name: 'any' }).put('a', 'b')
    await environment.close()
  },
)
