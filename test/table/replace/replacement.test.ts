// Tables change while they are read: by saved files, by order, back to an earlier version, and never by a bad file.

import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { closing } from '../../support/closing.ts'
import { putFiles, putTogether } from '../support/data-folder.ts'
import { DIES, filesOfGeneration, THROWS } from '../support/fixture-tables.ts'
import { nextOutcome, shareReplacing, startReplacing } from '../support/replacing.ts'

describe('on files of generation 1', () => {
  const shared = shareReplacing()

  afterEach(async () => {
    const { place, replacement } = shared()
    await putFiles(place.dir, filesOfGeneration(1))
    await replacement.replace()
  })

  describe('a replacement', () => {
    test('shows all tables of the new version at once, through the objects that handlers hold', async () => {
      const { place, replacement, tables } = shared()
      const { item, shop } = tables
      expect([item.get(1).gen, shop.get('smith', 1).gen, tables.settings.gen]).toEqual([1, 1, 1])
      const version = replacement.version + 1
      await putFiles(place.dir, filesOfGeneration(2))
      expect(await replacement.replace()).toMatchObject({
        ok: true,
        version,
        changed: ['item', 'shop', 'settings'],
      })
      expect([item.get(1).gen, shop.get('smith', 1).gen, tables.settings.gen]).toEqual([2, 2, 2])
      expect([item.version, shop.version]).toEqual([version, version])
      expect(item.by.name('item 1 of 1')).toBeUndefined()
      expect(item.by.name('item 1 of 2')).toMatchObject({ id: 1 })
    })

    test('leaves a row that was read before as it was', async () => {
      const { place, replacement, tables } = shared()
      const row = tables.item.get(2)
      await putFiles(place.dir, filesOfGeneration(2))
      await replacement.replace()
      expect(row).toMatchObject({ name: 'item 2 of 1', gen: 1 })
    })

    test('names the rows and fields that differ', async () => {
      const { place, replacement } = shared()
      await putFiles(place.dir, {
        'item.csv': 'id,name,price,gen\n1,a,100,1\n3,item 3 of 1,300,1\n2,item 2 of 1,200,1\n9,new,5,1',
      })
      expect(await replacement.replace()).toMatchObject({
        changed: ['item'],
        diff: [
          {
            table: 'item',
            added: 1,
            removed: 0,
            changed: 1,
            rows: [
              { kind: 'changed', key: [1], fields: { name: { before: 'item 1 of 1', after: 'a' } } },
              { kind: 'added', key: [9], fields: { id: { after: 9 }, name: { after: 'new' } } },
            ],
          },
        ],
      })
    })

    test('of files that say the same keeps the version, and of rows in another order does not', async () => {
      const { place, replacement, tables } = shared()
      const { version } = replacement
      await putFiles(place.dir, { 'settings.json': '{ "open": true,\n "gen": 1 }' })
      expect(await replacement.replace()).toMatchObject({ ok: true, version, changed: [] })
      const [head, ...rows] = filesOfGeneration(1)['item.csv']!.split('\n')
      await putFiles(place.dir, { 'item.csv': [head, ...rows.reverse()].join('\n') })
      expect(await replacement.replace()).toMatchObject({
        version: version + 1,
        changed: ['item'],
        diff: [{ isReordered: true }],
      })
      expect(tables.item.all().map(({ id }) => id)).toEqual([3, 2, 1])
    })
  })

  describe('a bad file', () => {
    test('changes nothing, and is reported with its place', async () => {
      const { place, replacement, tables } = shared()
      const { version, versions } = replacement
      const before = versions.map(each => each.version)
      await putFiles(place.dir, { ...filesOfGeneration(2), 'shop.csv': 'npc,slot,sells,gen\nsmith,1,77,2' })
      const line = 'shop.csv, row 2, column sells: "77", expected the id of a row in item'
      expect(await replacement.replace()).toMatchObject({
        ok: false,
        version,
        problems: [{ file: 'shop.csv', row: 2 }],
      })
      expect([tables.item.get(1).gen, tables.shop.get('smith', 1).gen, tables.settings.gen]).toEqual([
        1, 1, 1,
      ])
      expect(place.lines.findLast(({ level }) => level === 50)?.problems).toEqual([line])
      expect(replacement.versions.map(each => each.version)).toEqual(before)
    })

    test("is one that breaks the game's own rule", async () => {
      const { place, replacement } = shared()
      await putFiles(place.dir, { 'item.csv': filesOfGeneration(1)['item.csv']!.replace('200', '13') })
      expect(await replacement.replace()).toMatchObject({
        problems: [{ file: 'item.csv', row: 3, column: 'price', value: '13', expected: 'no bad luck' }],
      })
    })
  })
})

describe('a bad file', () => {
  test('on which a rule throws is a problem, and one on which the build thread dies too', async () => {
    const place = await closing(startReplacing())
    const { replacement, tables } = await place.start()
    const settings = (gen: number) => ({ 'settings.json': JSON.stringify({ gen, open: true }) })
    await putFiles(place.dir, settings(THROWS))
    const rule = [{ expected: 'data on which no rule throws (a rule with a bug)' }]
    expect(await replacement.replace()).toMatchObject({ ok: false, problems: rule })
    await putFiles(place.dir, settings(DIES))
    const death = [{ expected: 'to be built (the build thread has ended)' }]
    expect(await replacement.replace()).toMatchObject({ ok: false, problems: death })
    expect(tables.settings.gen).toBe(1)
    await putFiles(place.dir, settings(2))
    expect(await replacement.replace()).toMatchObject({ ok: true, version: 2 })
    expect(tables.settings.gen).toBe(2)
  })

  test('keeps a server from starting only when there is no good version', async () => {
    const place = await closing(startReplacing())
    const first = await place.start()
    await first.replacement.close()
    await putFiles(place.dir, { 'settings.json': '{}' })
    const { replacement, tables } = await place.start()
    expect(replacement.last).toMatchObject({ ok: false, problems: [{ column: 'gen' }, { column: 'open' }] })
    expect(tables.settings.gen).toBe(1)
    await rm(join(place.dir, 'var'), { recursive: true })
    await expect(place.start()).rejects.toThrow(
      'settings.json, column gen: expected a number, not an empty cell',
    )
  })
})

describe('the files', () => {
  const shared = shareReplacing({ watch: true })
  let gen = 1
  const settings = (): string => JSON.stringify({ gen, open: true })

  test('are replaced when they are saved, several of them as one', async () => {
    const { place, replacement, tables } = shared()
    const version = replacement.version + 1
    const outcome = nextOutcome(replacement)
    putTogether(place.dir, filesOfGeneration(++gen))
    expect(await outcome).toMatchObject({ ok: true, version, changed: ['item', 'shop', 'settings'] })
    expect(tables.item.get(1).gen).toBe(gen)
  })

  test('may be saved by renaming, again and again', async () => {
    const { place, replacement, tables } = shared()
    for (let i = 0; i < 2; i++) {
      gen++
      const next = replacement.version + 1
      const outcome = nextOutcome(replacement, ({ version }) => version === next)
      await writeFile(join(place.dir, 'settings.json~'), settings())
      await rename(join(place.dir, 'settings.json~'), join(place.dir, 'settings.json'))
      expect(await outcome).toMatchObject({ ok: true, changed: ['settings'] })
      expect(tables.settings.gen).toBe(gen)
    }
  })

  test('that are saved as they were before a mistake are fine again, without a new version', async () => {
    const { place, replacement } = shared()
    const { version } = replacement
    const save = async (text: string, isFine: boolean) => {
      const outcome = nextOutcome(replacement, ({ ok }) => ok === isFine)
      await putFiles(place.dir, { 'settings.json': text })
      return outcome
    }
    await save('{ "gen": "one" }', false)
    expect(await save(settings(), true)).toMatchObject({ version })
    expect(replacement.last.ok).toBe(true)
    expect(place.lines.at(-1)?.msg).toBe('the mistakes are gone, the tables are as they were')
  })

  test('of a version that was gone back from change nothing when they are saved as they are', async () => {
    const { place, replacement, tables } = shared()
    const before = { gen, version: replacement.version }
    const save = async (version: number) => {
      const outcome = nextOutcome(replacement, each => each.version === version)
      await putFiles(place.dir, { 'settings.json': settings() })
      return outcome
    }
    gen++
    await save(before.version + 1)
    await replacement.rollback(before.version)
    expect(await save(before.version + 2)).toMatchObject({ ok: true, changed: [] })
    expect(tables.settings.gen).toBe(before.gen)
    gen++
    expect(await save(before.version + 3)).toMatchObject({ ok: true })
    expect(tables.settings.gen).toBe(gen)
  })
})

describe('the versions', () => {
  test('are kept, the last ten, with time, files and hash', async () => {
    const place = await closing(startReplacing())
    const { replacement } = await place.start()
    for (let gen = 2; gen <= 12; gen++) {
      place.clock.advance(1000)
      await putFiles(place.dir, { 'settings.json': JSON.stringify({ gen, open: true }) })
      await replacement.replace()
    }
    const { versions } = replacement
    expect(versions.map(({ version }) => version)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(versions[9]!.time - versions[0]!.time).toBe(9000)
    expect(versions[9]!.files.map(({ name }) => name)).toEqual(['item.csv', 'shop.csv', 'settings.json'])
    expect(new Set(versions.map(({ hash }) => hash)).size).toBe(10)
    const fields = { gen: { before: 3, after: 12 } }
    expect(await replacement.diff(3, 12)).toMatchObject([
      { table: 'settings', changed: 1, rows: [{ fields }] },
    ])
  })

  test('can be gone back to, over a restart too, until a file changes', async () => {
    const place = await closing(startReplacing())
    const { replacement, tables } = await place.start()
    await putFiles(place.dir, filesOfGeneration(2))
    await replacement.replace()
    expect(await replacement.rollback(1)).toMatchObject({ ok: true, version: 3 })
    expect([tables.item.get(1).gen, tables.item.version]).toEqual([1, 3])
    expect(replacement.versions.at(-1)).toMatchObject({ version: 3, rollbackOf: 1 })
    await replacement.close()
    const again = await place.start()
    expect([again.tables.item.get(1).gen, again.tables.item.version]).toEqual([1, 3])
    await putFiles(place.dir, filesOfGeneration(4))
    await again.replacement.replace()
    expect(again.tables.item.get(1).gen).toBe(4)
  })

  test('that are not there can not be gone back to', async () => {
    const place = await closing(startReplacing())
    const { replacement } = await place.start()
    await expect(replacement.rollback(7)).rejects.toThrow('no version 7 of the tables is kept; there are 1')
  })

  test('on disk are not used when they are damaged', async () => {
    const place = await closing(startReplacing())
    const first = await place.start()
    await first.replacement.close()
    await writeFile(join(place.dir, 'var', '1.table'), 'not a form')
    const { tables } = await place.start()
    expect(tables.item.get(1).gen).toBe(1)
    expect(place.lines.some(({ msg }) => msg === 'a stored version of the tables cannot be used')).toBe(true)
  })
})
