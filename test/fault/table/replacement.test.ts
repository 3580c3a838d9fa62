// Tables that change in ways in which designers and their tools save files, and versions on disk that are damaged.

import { mkdir, readFile, rename, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Replacement } from '../../../server/table/replace/replacement.ts'
import { TableHistory } from '../../../server/table/replace/versions.ts'
import { closing } from '../../support/closing.ts'
import { putFiles } from '../../table/support/data-folder.ts'
import { filesOfGeneration } from '../../table/support/fixture-tables.ts'
import { nextOutcome, startReplacing } from '../../table/support/replacing.ts'

describe('the folder of the files', () => {
  /** Settings of a generation through a watch on `live`, where `change` puts another folder in its place. */
  async function expectFollowed(
    prepare: (dir: string) => Promise<void>,
    change: (dir: string, gen: number) => Promise<void>,
  ): Promise<void> {
    const place = await closing(startReplacing({}))
    await prepare(place.dir)
    const live = join(place.dir, 'live')
    const { replacement, tables } = await place.start({ watch: true, dir: live })
    for (const gen of [2, 3]) {
      const outcome = nextGood(replacement, gen)
      await change(place.dir, gen)
      await outcome
      expect(tables.settings.gen).toBe(gen)
    }
    const outcome = nextGood(replacement, 4)
    await putFiles(live, filesOfGeneration(4))
    await outcome
  }

  /** Until a version of this number is there; a look in the middle of a change may find files missing. */
  const nextGood = (replacement: Replacement, version: number): Promise<void> =>
    new Promise(resolve =>
      replacement.onOutcome(outcome => outcome.ok && outcome.version >= version && resolve()),
    )

  test('may be a link that is switched to another release', async () => {
    await expectFollowed(
      async dir => {
        await putFiles(join(dir, 'release-1'), filesOfGeneration(1))
        await symlink('release-1', join(dir, 'live'))
      },
      async (dir, gen) => {
        await putFiles(join(dir, `release-${gen}`), filesOfGeneration(gen))
        await symlink(`release-${gen}`, join(dir, 'next'))
        await rename(join(dir, 'next'), join(dir, 'live'))
      },
    )
  })

  test('may be moved away and another moved into its place', async () => {
    await expectFollowed(
      dir => putFiles(join(dir, 'live'), filesOfGeneration(1)),
      async (dir, gen) => {
        await putFiles(join(dir, 'next'), filesOfGeneration(gen))
        await rename(join(dir, 'live'), join(dir, `old-${gen}`))
        await rename(join(dir, 'next'), join(dir, 'live'))
      },
    )
  })

  test('may be removed and made anew', async () => {
    await expectFollowed(
      dir => putFiles(join(dir, 'live'), filesOfGeneration(1)),
      async (dir, gen) => {
        await rm(join(dir, 'live'), { recursive: true })
        await mkdir(join(dir, 'live'))
        await putFiles(join(dir, 'live'), filesOfGeneration(gen))
      },
    )
  })

  test('may hold a file that was replaced by one of the same size and time', async () => {
    const place = await closing(startReplacing())
    const path = join(place.dir, 'settings.json')
    const time = new Date('2026-01-01T00:00:00Z')
    await utimes(path, new Date(), time)
    const { replacement, tables } = await place.start({ watch: true })
    const outcome = nextOutcome(replacement)
    await writeFile(`${path}~`, (await readFile(path, 'utf8')).replace('1', '7'))
    await utimes(`${path}~`, new Date(), time)
    await rename(`${path}~`, path)
    expect(await outcome).toMatchObject({ ok: true, changed: ['settings'] })
    expect(tables.settings.gen).toBe(7)
  })
})

describe('the versions', () => {
  test.each([
    ['is empty', ''],
    ['is cut off', '[{"version":1,"time":17'],
    ['is garbage', '\u0000\u0000\u0000'],
    ['lists what is no version', '[{"version":"../x"},null]'],
  ])('start anew when their list %s; it is set aside and named', async (_, text) => {
    const place = await closing(startReplacing())
    const first = await place.start()
    await putFiles(place.dir, filesOfGeneration(2))
    await first.replacement.replace()
    await first.replacement.close()
    const list = join(place.dir, 'var', 'versions.json')
    await writeFile(list, text)
    await expect(TableHistory.read(join(place.dir, 'var'))).rejects.toThrow(`${list} can not be read: `)
    const { replacement, tables } = await place.start()
    expect(tables.settings.gen).toBe(2)
    expect(replacement.versions.map(({ version }) => version)).toEqual([3])
    expect(await readFile(`${list}.damaged`, 'utf8')).toBe(text)
    expect(place.lines).toContainEqual(expect.objectContaining({ level: 40, file: `${list}.damaged` }))
  })

  test.each([
    ['is empty', 0],
    ['holds half of a header', 16],
    ['is cut off', 200],
  ])('are built again when the file of one %s; it is set aside and named', async (_, length) => {
    const place = await closing(startReplacing())
    const first = await place.start()
    await first.replacement.close()
    const form = join(place.dir, 'var', '1.table')
    await truncate(form, length)
    if (length === 16) await writeFile(form, Buffer.alloc(length))
    const { replacement, tables } = await place.start()
    expect(tables.item.get(1).gen).toBe(1)
    expect(replacement.versions.map(({ version }) => version)).toEqual([2])
    expect((await stat(`${form}.damaged`)).size).toBe(length)
    expect(place.lines).toContainEqual(expect.objectContaining({ level: 40, file: `${form}.damaged` }))
  })
})
