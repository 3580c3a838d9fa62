import pino from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { EditId } from '../../server/document/edit/edit-id.ts'
import { EditMemory } from '../../server/document/edit/edit-memory.ts'
import { defineRole } from '../../server/role/define-role.ts'
import type { DocumentUpdate } from '../../server/store/document-store.ts'
import type { RoleDocument, RoleStore } from '../../server/store/role-store.ts'
import { createRoles, openEmbeddedStore, TestOwner } from '../support/store/role-harness.ts'

const DAY = 86_400_000
const definition = defineRole({ schema: z.object({ gold: z.int().default(0) }) })

/** A role whose edits each add 1 to its gold. */
async function setUp(options: Parameters<typeof createRoles>[1] = {}) {
  const harness = createRoles(definition, options)
  const { roles } = harness
  const open = async () => {
    const role = await roles.claim('hanxi', new TestOwner())
    const edit = (id?: EditId) =>
      roles.edit(role, id, async plain => ({
        fields: { ...plain, gold: (plain as { gold: number }).gold + 1 },
        notes: [],
      }))
    return { role, edit, close: () => roles.close(role) }
  }
  return { ...harness, open, ...(await open()) }
}

/** A store that shows the updates it is given. */
function withUpdates(store: RoleStore) {
  const updates: DocumentUpdate[] = []
  const watched = new Proxy(store, {
    get(target, name) {
      if (name !== 'commit') return Reflect.get(target, name).bind(target)
      return (commits: { update: DocumentUpdate }[]) => {
        updates.push(...commits.map(({ update }) => update))
        return target.commit(commits as never)
      }
    },
  })
  return { store: watched, updates }
}

test('a document knows the last number of each sender, however many there are', async () => {
  const { edit, open, close } = await setUp()
  for (let i = 0; i < 300; i++) expect(await edit({ sender: `room ${i}`, number: i })).toBe(true)
  await close()
  const { edit: again, role } = await open()
  for (let i = 0; i < 300; i++) expect(await again({ sender: `room ${i}`, number: i })).toBe(false)
  expect(role.gold).toBe(300)
  expect(await again({ sender: 'room 7', number: 8 })).toBe(true)
  expect(await again({ sender: 'room 7', number: 7 })).toBe(false)
})

test('a text is a sender of one edit; edits without an id are always made', async () => {
  const { edit, role } = await setUp()
  expect([await edit('mail-17'), await edit('mail-17'), await edit('mail-18')]).toEqual([true, false, true])
  expect([await edit(), await edit()]).toEqual([true, true])
  expect(role.gold).toBe(4)
})

test('an edit writes the place of its sender and no other', async () => {
  const { store, updates } = withUpdates(openEmbeddedStore())
  const { edit } = await setUp({ store })
  for (let i = 0; i < 50; i++) await edit({ sender: `room ${i}`, number: 1 })
  const { $set } = updates.at(-1)!
  expect(Object.keys($set!).sort()).toEqual(['edits.room 49', 'gold'])
})

test('a sender may have any name', async () => {
  const names = ['a.b', 'a%2eb', '$inc', '%24inc', '__proto__', 'constructor', '7', ' ', '\0', '邮件', '😀']
  names.push('\ud800', '\udc00', 'a.b.c', '%', '%25', '"\'`\\')
  const { edit, open, close, role } = await setUp()
  for (const sender of names) expect(await edit({ sender, number: 1 })).toBe(true)
  expect(role.gold).toBe(names.length)
  await close()
  const { edit: again } = await open()
  for (const sender of names) expect(await again({ sender, number: 1 }), sender).toBe(false)
})

test.each([
  [{ sender: '', number: 1 }, 'sender of an edit: expected a text of 1 to 256 characters'],
  ['', 'sender of an edit'],
  ['x'.repeat(257), 'got one of 257 characters'],
  [{ sender: 5, number: 1 } as never, 'sender of an edit'],
  [{ sender: 'a', number: 1.5 }, 'number of an edit: expected a whole number from 0 to 2^53 − 1, got 1.5'],
  [{ sender: 'a', number: -1 }, 'number of an edit'],
  [{ sender: 'a', number: 2 ** 53 }, 'number of an edit'],
] as [EditId, string][])('what is no id is refused and changes nothing: %o', async (id, text) => {
  const { edit, role } = await setUp()
  await expect(edit(id)).rejects.toThrow(text)
  expect(role.gold).toBe(0)
})

test('the list of ids in an older document counts, and becomes places with the next edit', async () => {
  const store = openEmbeddedStore()
  const { close } = await setUp({ store })
  await close()
  const stored = (await store.find({ acc: 'hanxi' }))!
  await store.replace({ ...stored, edits: ['mail-1', 'a.b', 'mail-2'] } as RoleDocument)
  const { edit, close: closeAgain, open } = await setUp({ store })
  expect([await edit('mail-1'), await edit({ sender: 'a.b', number: 1 })]).toEqual([false, false])
  expect([await edit('mail-3'), await edit({ sender: 'a.b', number: 2 })]).toEqual([true, true])
  await closeAgain()
  const { edits } = (await store.find({ acc: 'hanxi' }))!
  expect(Object.keys(edits as object).sort()).toEqual(['a%2eb', 'mail-1', 'mail-2', 'mail-3'])
  const { edit: third } = await open()
  expect([await third('mail-2'), await third('mail-3')]).toEqual([false, false])
})

test('a sender that has not been heard of for 90 days is forgotten, with the next edit', async () => {
  const { edit, store, clock, open, close } = await setUp()
  await edit({ sender: 'old', number: 5 })
  await edit({ sender: 'regular', number: 1 })
  clock.advance(60 * DAY)
  await edit({ sender: 'regular', number: 2 })
  clock.advance(31 * DAY)
  expect(await edit({ sender: 'old', number: 5 })).toBe(false)
  await edit('new')
  await close()
  const { edits } = (await store.find({ acc: 'hanxi' }))!
  expect(Object.keys(edits as object).sort()).toEqual(['new', 'regular'])
  const { edit: again } = await open()
  expect([await again({ sender: 'old', number: 5 }), await again({ sender: 'regular', number: 2 })]).toEqual([
    true,
    false,
  ])
})

test('of many senders those are forgotten that have not been heard of for a week', () => {
  const known = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i}`, [1, i < 100 ? 92 : 93]]))
  const remembered = (count: number): number => {
    const memory = new EditMemory(known(count), 100)
    memory.note({ key: 'new', number: 1 }, 100)
    return Array.from({ length: count }, (_, i) => memory.has({ key: `s${i}`, number: 1 })).filter(Boolean)
      .length
  }
  expect([remembered(999), remembered(1000)]).toEqual([999, 900])
})

test('far too many senders are said to be, and those heard of longest ago are forgotten', async () => {
  const store = openEmbeddedStore()
  const { close } = await setUp({ store })
  await close()
  const stored = (await store.find({ acc: 'hanxi' }))!
  const today = Math.floor(Date.UTC(2026, 0, 1) / DAY)
  const edits = Object.fromEntries(
    Array.from({ length: 5000 }, (_, i) => [`s${i}`, [1, today - (i < 10 ? 3 : 0)]]),
  )
  await store.replace({ ...stored, edits } as RoleDocument)
  const lines: string[] = []
  const log = pino({}, { write: line => lines.push(line) })
  const { edit } = await setUp({ store, log })
  expect([await edit('one more'), await edit('s0'), await edit('one more'), await edit('s4999')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(lines.map(line => JSON.parse(line).msg)).toEqual([
    'a role is edited by too many senders; those heard of longest ago are forgotten',
  ])
})

test('an edit that the store refuses is stored with the next change', async () => {
  const store = openEmbeddedStore()
  let refuses = true
  const refusing = new Proxy(store, {
    get(target, name) {
      if (name !== 'commit') return Reflect.get(target, name).bind(target)
      return async (commits: { uid: string }[]) =>
        refuses
          ? { applied: 0, refused: new Map(commits.map(({ uid }) => [uid, new Error('refused')])) }
          : target.commit(commits as never)
    },
  })
  const { edit, role, roles, open, close } = await setUp({ store: refusing })
  const first = edit({ sender: 'mail', number: 3 })
  await roles.flush()
  refuses = false
  role.gold += 10
  await role.save()
  expect(await first).toBe(true)
  await close()
  const { edit: again, role: same } = await open()
  expect([await again({ sender: 'mail', number: 3 }), same.gold]).toEqual([false, 11])
})

test('of senders of one day, those that were heard of last are remembered longest', () => {
  const memory = new EditMemory(undefined, 1)
  for (let i = 0; i < 5000; i++) memory.note({ key: `s${i}`, number: 1 }, 1)
  memory.note({ key: 's0', number: 2 }, 1)
  expect(memory.note({ key: 'new', number: 1 }, 1)).toBeGreaterThan(0)
  expect([0, 1].map(i => memory.has({ key: `s${i}`, number: 1 }))).toEqual([true, false])
})
