// `npm run protocol`: what it refuses and how it says so, and what it writes.

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generate } from '../../protocol/generate.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const PROTOCOL = resolve(import.meta.dirname, '../../protocol')

/** A folder with the project's protocol/ in it, and how to run its program. */
function copyProtocol() {
  const folder = join(temporaryFolder(), 'protocol')
  cpSync(PROTOCOL, folder, { recursive: true })
  writeFileSync(join(folder, '../package.json'), '{ "type": "module" }')
  const run = (...args: string[]) => {
    const program = [join(folder, 'generate.ts'), ...args]
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' })
    return { status, text: stdout + stderr }
  }
  return { folder, run }
}

/** A folder of schema files only. */
function folderOf(files: Record<string, string>): string {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.sproto`), text)
  return folder
}

describe('the program', () => {
  test('says in one line what is wrong with a schema, and where, and writes nothing', () => {
    const { folder, run } = copyProtocol()
    const before = readFileSync(join(folder, 'generated/c2s.ts'), 'utf8')
    writeFileSync(join(folder, 'c2s.sproto'), 'login 1 {\n  request {\n    bag 0 : Itm\n  }\n}\n')
    expect(run()).toEqual({ status: 1, text: 'protocol/c2s.sproto:3:13: unknown type "Itm"\n' })
    expect(readFileSync(join(folder, 'generated/c2s.ts'), 'utf8')).toBe(before)
  })

  test('tells with --check what is stale, and mends it without: also what a schema file has left that is gone', () => {
    const { folder, run } = copyProtocol()
    expect(run('--check')).toEqual({ status: 0, text: '' })
    writeFileSync(join(folder, 'shop.sproto'), '.Shelf { items 0 : *integer }\n')
    expect(run('--check')).toEqual({
      status: 1,
      text: 'protocol/generated: expected what npm run protocol makes, got another shop.ts, schema.ts, index.ts\n',
    })
    expect(run()).toEqual({ status: 0, text: '' })
    expect(run('--check').status).toBe(0)
    rmSync(join(folder, 'shop.sproto'))
    expect(run('--check').text).toContain('schema.ts, index.ts, shop.ts')
    run()
    expect(existsSync(join(folder, 'generated/shop.ts'))).toBe(false)
    expect(run('--check').status).toBe(0)
  })

  test('refuses arguments that it does not know', () => {
    const { run } = copyProtocol()
    expect(run('--chekc')).toEqual({
      status: 1,
      text: 'arguments: expected --check or nothing, got --chekc\n',
    })
  })
})

describe('a schema is refused', () => {
  test.each([
    [
      'a tag of the kit',
      { c2s: '\nfly 31000 {}' },
      'c2s.sproto:2:5: expected a tag from 1 to 29999 for "fly", got 31000',
    ],
    ['a tag 0', { 'shop.c2s': 'fly 0 {}' }, 'shop.c2s.sproto:1:5: expected a tag from 1 to 29999'],
    ['a tag of the kit in a push', { s2c: 'seen 31000 {}' }, 'expected a tag from 1 to 29999 for "seen"'],
    [
      'a tag of a game in the kit',
      { kit: 'resume 7 {}' },
      'kit.sproto:1:8: expected a tag from 30000 to 32766',
    ],
    [
      'a tag that a message of the kit has',
      { c2s: '\n  fly 2 {}' },
      'the tag 2 is taken by the protocol "heartbeat"',
    ],
    [
      'a message in a file of types',
      { types: '\nfly 7 {}' },
      'types.sproto:2:5: the protocol "fly" must stand in a',
    ],
    ['a message named error', { c2s: 'error 7 {}' }, 'c2s.sproto:1:7: "error" is a reserved name'],
    [
      'a file whose module would be the index',
      { index: '.T {}' },
      `index.sproto:1:1: "index" can't be the name`,
    ],
    ['a file whose name is no name', { '2v2.c2s': '' }, `2v2.c2s.sproto:1:1: "2v2.c2s" can't be the name`],
    [
      'two files of one name',
      { 'a-b': '', a_b: '' },
      'there is another file whose name has the same letters',
    ],
  ])('with %s', (_, files, message) => {
    const kit = readFileSync(join(PROTOCOL, 'kit.sproto'), 'utf8')
    expect(() => generate(folderOf({ kit, ...files } as Record<string, string>))).toThrow(message)
  })

  test('and taken with the first and the last tag of a game', () => {
    expect(generate(folderOf({ c2s: 'one 1 {}\nlast 29999 {}' })).get('c2s.ts')).toContain('last: {')
  })
})

describe('what is written', () => {
  const files = {
    a: '.Item { id 0 : integer }',
    c2s: 'get 5 { request { id 0 : integer } response { item 0 : Item } }\nput 6 { request { id 0 : integer } }',
    s2c: 'got 200 { request { item 0 : Item } }',
  }

  test('is a module for each file; a new message adds lines to that of its file, and changes none', () => {
    const before = generate(folderOf(files))
    expect([...before.keys()]).toEqual(['a.ts', 'c2s.ts', 's2c.ts', 'schema.ts', 'index.ts'])
    const find = 'find 3 {\n  request { id 0 : integer }\n  response { items 0 : *Item }\n}'
    for (const c2s of [`${files.c2s}\n${find}`, `${find}\n${files.c2s}`]) {
      const after = generate(folderOf({ ...files, c2s }))
      for (const name of ['a.ts', 's2c.ts', 'index.ts']) expect(after.get(name)).toBe(before.get(name))
      const [old, now] = [before, after].map(made => made.get('c2s.ts')!.split('\n'))
      expect(missingOf(old!, now!).filter(line => !line.startsWith('import '))).toEqual([])
    }
  })
})

/** The lines of `before` that are not in `after`, in their order. */
function missingOf(before: readonly string[], after: readonly string[]): string[] {
  let next = 0
  return before.filter(line => {
    const found = after.indexOf(line, next)
    if (found >= 0) next = found + 1
    return found < 0
  })
}
