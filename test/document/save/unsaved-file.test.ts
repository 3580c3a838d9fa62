import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { expect, test } from 'vitest'
import { applyUnsaved, keepUnsaved } from '../../../server/document/save/unsaved-file.ts'
import { toDocumentJson } from '../../../server/store/document-json.ts'
import { openEmbeddedStore } from '../../support/store/role-harness.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A log whose lines can be looked at. */
function bookOf() {
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'info' }, { write: line => void lines.push(JSON.parse(line)) })
  return { lines, log }
}

const unsaved = (uid: string, gold: number) => ({
  uid,
  acc: uid,
  commits: [{ uid, epoch: 1, rev: 0, update: { $set: { gold, long: 2n ** 60n } } }],
})

async function storeWith(...uids: string[]) {
  const store = openEmbeddedStore()
  for (const uid of uids)
    await store.claim(uid, () => ({ _id: uid, acc: uid, epoch: 1, rev: 0, version: 0, gold: 0 }))
  return store
}

const WHOLE = toDocumentJson([unsaved('1', 5)], 1)

test.each([
  ['is empty', ''],
  ['was cut off', WHOLE.slice(0, WHOLE.length / 2)],
  ['is garbage', '\u0000\u0000garbage'],
  ['is JSON of something else', '{"uid":"1"}'],
  ['has commits of no form', '[{"uid":"1","acc":"1","commits":[{"uid":"1","epoch":"x"}]}]'],
])('a file that %s is set aside and named, and the others are applied', async (_what, text) => {
  const { lines, log } = bookOf()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'unsaved-1-bad.json'), text)
  writeFileSync(join(folder, 'unsaved-2-good.json'), WHOLE)
  const store = await storeWith('1')
  expect(await applyUnsaved(folder, async () => store, log)).toEqual({ applied: 1, superseded: 0 })
  expect(await store.find({ uid: '1' })).toMatchObject({ gold: 5, long: 2n ** 60n })
  expect(readdirSync(folder)).toEqual(['unsaved-1-bad.json.bad', 'unsaved-2-good.json.done'])
  expect(lines[0]).toMatchObject({ level: 40, file: join(folder, 'unsaved-1-bad.json.bad') })
})

test('what has the name of a file and is none is set aside too', async () => {
  const { lines, log } = bookOf()
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'unsaved-1-folder.json'))
  await applyUnsaved(folder, () => storeWith(), log)
  expect(lines[0]).toMatchObject({ level: 40, reason: 'not a regular file' })
})

test('a file is written whole, with nothing beside it', async () => {
  const { lines, log } = bookOf()
  const folder = join(temporaryFolder(), 'made')
  keepUnsaved(folder, [unsaved('1', 5), unsaved('2', 6)], log)
  const [name, ...others] = readdirSync(folder)
  expect(others).toEqual([])
  expect(lines).toMatchObject([{ level: 50, roles: 2, file: join(folder, name!) }])
  const store = await storeWith('1', '2')
  expect(await applyUnsaved(folder, async () => store, log)).toEqual({ applied: 2, superseded: 0 })
})

test('what can not be written is in the log, in pieces of the text that a file would have', async () => {
  const { lines, log } = bookOf()
  const file = join(temporaryFolder(), 'no folder')
  writeFileSync(file, '')
  const large = {
    ...unsaved('2', 6),
    acc: '安娜'.repeat(20),
    commits: [
      {
        ...unsaved('2', 6).commits[0]!,
        update: { $set: { gold: 6, long: 2n ** 60n, text: '"安娜"'.repeat(900) } },
      },
    ],
  }
  keepUnsaved(file, [unsaved('1', 5), large], log)
  expect(readFileSync(file, 'utf8')).toBe('')
  const [reason, ...pieces] = lines
  expect(reason).toMatchObject({ level: 60, roles: 2, err: { code: 'EEXIST' } })
  expect(pieces.length).toBeGreaterThan(3)
  for (const piece of pieces) expect(Buffer.byteLength(JSON.stringify(piece))).toBeLessThan(4096)
  const parts = pieces.filter(({ uid }) => uid === '2')
  expect(parts.map(({ part, parts }) => [part, parts])).toEqual(parts.map((_, i) => [i + 1, parts.length]))
  const folder = temporaryFolder()
  for (const uid of ['1', '2']) {
    const texts = pieces.filter(piece => piece.uid === uid).map(piece => piece.unsaved)
    writeFileSync(join(folder, `unsaved-${uid}.json`), texts.join(''))
  }
  const store = await storeWith('1', '2')
  expect(await applyUnsaved(folder, async () => store, log)).toEqual({ applied: 2, superseded: 0 })
  expect(await store.find({ uid: '2' })).toMatchObject({ gold: 6, long: 2n ** 60n })
})

test('a folder that can not be read ends the start in one line', async () => {
  const file = join(temporaryFolder(), 'no folder')
  writeFileSync(file, '')
  await expect(applyUnsaved(file, () => storeWith(), bookOf().log)).rejects.toThrow(
    /^save\.unsaved: .*: ENOTDIR/,
  )
})
