// The versions of a game's files, and what is said about them.

import { describe, expect, test } from 'vitest'
import { modulesOf, withoutKnown } from '../../server/code/module-urls.ts'
import { snapshotOf } from '../../server/code/snapshot.ts'
import { diffFiles } from '../../server/code/versions/line-diff.ts'
import { warningsOf } from '../../server/code/warnings.ts'

let count = 0

const snapshot = (files: Record<string, string>, folder = `file:///games/${++count}/`) =>
  snapshotOf({ entry: 'index.ts', folder, read: async name => files[name] })

const GAME = {
  'index.ts': "import './a.ts'\nimport('./b/deep.ts')\nimport '../kit/index.ts'",
  'a.ts': "export const a: number = 1\nimport './b/deep.ts'",
  'b/deep.ts': "import '../a.ts'",
  'other.ts': 'nobody names it',
}

describe('a version', () => {
  test('is of the files that the game reaches in its folder, circles and late imports included', async () => {
    const { files } = await snapshot(GAME)
    expect([...files.keys()]).toEqual(['a.ts', 'b/deep.ts', 'index.ts'])
    expect(files.get('a.ts')!.source).toBe("export const a         = 1\nimport './b/deep.ts'")
  })

  test('of a file changes with all that it reaches, and with nothing else', async () => {
    const files = { 'index.ts': "import './a.ts'\nimport './b.ts'", 'a.ts': '1', 'b.ts': '2' }
    const [before, after] = [await snapshot(files), await snapshot({ ...files, 'b.ts': '3' })]
    const same = ['index.ts', 'a.ts', 'b.ts'].map(
      name => before.files.get(name)!.version === after.files.get(name)!.version,
    )
    expect(same).toEqual([false, true, false])
    expect(before.hash).not.toBe(after.hash)
  })

  test('names the place of a mistake', async () => {
    await expect(snapshot({ ...GAME, 'a.ts': 'enum A { B }' })).rejects.toThrow(/^a\.ts:1:1: .*enum/i)
    const parenthesis = 'const a = 1\nfunction f((b) {}'
    await expect(snapshot({ ...GAME, 'a.ts': parenthesis })).rejects.toThrow(/^a\.ts:2:12: /)
  })
})

test('what has not changed keeps its module; what comes back gets a new one', async () => {
  const files = { 'index.ts': "import './a.ts'", 'a.ts': '1' }
  const first = await snapshot(files)
  const loaded = { snapshot: first, modules: modulesOf(first) }
  const url = (name: string) => new URL(name, first.folder).href
  expect(loaded.modules.urls.get(url('a.ts'))).toBe(url('a.ts'))
  const second = await snapshot({ ...files, 'index.ts': "import './a.ts'\n" }, first.folder)
  const next = { snapshot: second, modules: modulesOf(second, loaded) }
  expect(next.modules.urls.get(url('a.ts'))).toBe(url('a.ts'))
  expect(next.modules.entry).toMatch(/index\.ts\?v=[0-9a-f]+-\d+$/)
  expect([...withoutKnown(next.modules, loaded.modules).sources.keys()]).toEqual([next.modules.entry])
  const third = modulesOf(first, next)
  expect(third.entry).not.toBe(loaded.modules.entry)
})

test('the difference of two versions is told by lines', () => {
  const [before, after] = [
    new Map([
      ['a', '1\n2\n3'],
      ['b', 'x'],
    ]),
    new Map([
      ['a', '1\nzwei\n3'],
      ['c', 'y'],
    ]),
  ]
  expect(diffFiles(before, after)).toEqual([
    'a',
    '  -2 2',
    '  +2 zwei',
    'b',
    '  -1 x',
    '  +1 ',
    'c',
    '  -1 ',
    '  +1 y',
  ])
})

test('state of modules is warned of, unless it is kept', async () => {
  const text =
    'let count = 0\nconst seen = new Map()\nconst LIMIT = 5\nexport function f() { let inner = 1; return inner }'
  const told = (source: string) =>
    snapshot({ 'index.ts': source }).then(each => warningsOf(each, ['index.ts']))
  const lost = 'begins anew with each version of this file; keep it in hot(import.meta).data'
  expect(await told(text)).toEqual([`index.ts:1: count ${lost}`, `index.ts:2: seen ${lost}`])
  expect(await told(`${text}\nhot(import.meta)`)).toEqual([])
})
