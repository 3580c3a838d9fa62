import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeWhole } from '../../server/lib/write-whole.ts'
import { canLimitFiles, whileFilesEndAt } from '../support/store/file-limit.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const oldFile = () => {
  const folder = temporaryFolder()
  const file = join(folder, 'kept.json')
  writeFileSync(file, 'old')
  return { folder, file }
}

test('a file is replaced by another, and never written over', () => {
  const { folder, file } = oldFile()
  const before = statSync(file).ino
  writeWhole(file, 'new')
  expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['new', ['kept.json']])
  expect(statSync(file).ino).not.toBe(before)
})

describe.skipIf(!canLimitFiles())('on a disk that is full', () => {
  test('a file stays as it was, and nothing is left beside it', async () => {
    const { folder, file } = oldFile()
    const write = async () => writeWhole(file, 'n'.repeat(100_000))
    await expect(whileFilesEndAt(1000, write)).rejects.toThrow(/EFBIG|ENOSPC/)
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['old', ['kept.json']])
  })
})
