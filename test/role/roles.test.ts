import pino from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { applyUnsaved, writeUnsaved } from '../../server/document/save/unsaved-file.ts'
import { defineRole } from '../../server/role/define-role.ts'
import type { DocumentCommit } from '../../server/store/document-store.ts'
import type { RoleStore } from '../../server/store/role-store.ts'
import { createRoles, openEmbeddedStore, TestOwner } from '../support/store/role-harness.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const listDefinition = defineRole({ schema: z.object({ list: z.array(z.int()).default([]) }) })

const definition = defineRole({
  schema: z.object({ sign_cnt: z.int().default(0), gold: z.int().default(0), name: z.string().optional() }),
  methods: {
    earn(gold: number) {
      this.gold += gold
      return this.gold
    },
  },
})

test('a new account gets a role made of the defaults, and the same role the next time', async () => {
  const { roles } = createRoles(definition)
  const role = await roles.claim('hanxi', new TestOwner())
  expect({ ...role }).toStrictEqual({ sign_cnt: 0, gold: 0 })
  expect(role.acc).toBe('hanxi')
  const { uid } = role
  await roles.close(role)
  expect((await roles.claim('hanxi', new TestOwner())).uid).toBe(uid)
})

test('what changed is stored after save, and nothing else is written', async () => {
  const { roles, store } = createRoles(definition)
  const role = await roles.claim('hanxi', new TestOwner())
  role.sign_cnt += 1
  role.earn(30)
  await role.save()
  expect(await store.find({ acc: 'hanxi' })).toMatchObject({ sign_cnt: 1, gold: 30, rev: 1, epoch: 1 })
  await role.save()
  expect(await store.find({ acc: 'hanxi' })).toMatchObject({ rev: 1 })
})

test('closing saves, and a role that is closed can not be written', async () => {
  const { roles, store } = createRoles(definition)
  const role = await roles.claim('hanxi', new TestOwner())
  role.gold = 7
  await roles.close(role)
  expect(await store.find({ acc: 'hanxi' })).toMatchObject({ gold: 7 })
  expect(() => {
    role.gold = 8
  }).toThrow(expect.objectContaining({ code: 'ROLE_CLOSED' }))
  await expect(role.save()).rejects.toMatchObject({ code: 'ROLE_CLOSED' })
  expect(role.gold).toBe(7)
  expect(roles.count()).toEqual({ documents: 0, unsaved: 0, oldestUnsavedMs: 0 })
})

test('a flush leaves out the role of a half-done message, until that has taken too long', async () => {
  const { roles, store, clock } = createRoles(definition)
  const owner = new TestOwner()
  const role = await roles.claim('hanxi', owner)
  role.gold = 1
  owner.busy = true
  await roles.flush()
  expect(await store.find({ acc: 'hanxi' })).toMatchObject({ gold: 0 })
  clock.advance(3000)
  await roles.flush()
  expect(await store.find({ acc: 'hanxi' })).toMatchObject({ gold: 1 })
})

test('who has lost a role to another claim is told, and can not write it any more', async () => {
  const store = openEmbeddedStore()
  const first = createRoles(definition, { store })
  const second = createRoles(definition, { store })
  const owner = new TestOwner()
  const old = await first.roles.claim('hanxi', owner)
  const role = await second.roles.claim('hanxi', new TestOwner())
  old.gold = 666
  await expect(old.save()).rejects.toMatchObject({ code: 'ROLE_CLOSED' })
  role.gold = 5
  await role.save()
  expect(owner.lost).toHaveLength(1)
  expect(await store.find({ acc: 'hanxi' })).toMatchObject({ gold: 5, epoch: 2 })
})

test('a write that the schema refuses names its path and changes nothing', async () => {
  const { roles } = createRoles(definition)
  const role = await roles.claim('hanxi', new TestOwner())
  const wrong = role as unknown as Record<string, unknown>
  for (const value of [Number.NaN, 'x', undefined, 1.5, null, 2n])
    expect(() => {
      wrong.gold = value
    }).toThrow(/^role\.gold: /)
  expect(() => {
    wrong.golf = 1
  }).toThrow('role.golf: there is no such field')
  expect(role.gold).toBe(0)
  expect(roles.count().unsaved).toBe(0)
})

/** A store that can be taken away: every operation fails then. */
function withSwitch(store: RoleStore) {
  const state = { isAway: false }
  const away = new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        if (state.isAway) return Promise.reject(new Error('the store is away'))
        return member.apply(target, args)
      }
    },
  })
  return { store: away, state }
}

test('while the store is away nothing is dropped, and it is written when the store is back', async () => {
  const { store, state } = withSwitch(openEmbeddedStore())
  const { roles, clock } = createRoles(definition, { store })
  const role = await roles.claim('hanxi', new TestOwner())
  state.isAway = true
  role.gold = 1
  const saved = role.save()
  // Until the saver has collected and tried once.
  for (let turn = 0; turn < 3; turn++) await new Promise(resolve => setImmediate(resolve))
  clock.advance(5000)
  role.sign_cnt = 2
  expect(roles.count()).toEqual({ documents: 1, unsaved: 1, oldestUnsavedMs: 5000 })
  await expect(roles.claim('other', new TestOwner())).rejects.toMatchObject({ code: 'TRY_AGAIN' })
  state.isAway = false
  await saved
  await role.save()
  expect(await store.find({ acc: 'hanxi' })).toMatchObject({ gold: 1, sign_cnt: 2, rev: 2 })
  expect(roles.count().unsaved).toBe(0)
})

test('new logins are refused when a change waits for too long', async () => {
  const { store, state } = withSwitch(openEmbeddedStore())
  const { roles, clock } = createRoles(definition, { store, config: { refuseAge: 1000 } })
  const role = await roles.claim('hanxi', new TestOwner())
  state.isAway = true
  role.gold = 1
  clock.advance(1000)
  state.isAway = false
  await expect(roles.claim('other', new TestOwner())).rejects.toMatchObject({ code: 'TRY_AGAIN' })
  await roles.flush()
  await expect(roles.claim('other', new TestOwner())).resolves.toMatchObject({ gold: 0 })
})

test('what a stop can not save is written to a file that the next start applies', async () => {
  const inner = openEmbeddedStore()
  const { store, state } = withSwitch(inner)
  const { roles } = createRoles(definition, { store })
  const role = await roles.claim('hanxi', new TestOwner())
  const late = await roles.claim('late', new TestOwner())
  state.isAway = true
  role.gold = 1
  late.gold = 1
  void role.save().catch(() => undefined)
  await new Promise(resolve => setImmediate(resolve))
  role.gold = 2
  const unsaved = await roles.stop(20)
  expect(unsaved.map(({ acc }) => acc).sort()).toEqual(['hanxi', 'late'])
  const folder = temporaryFolder()
  writeUnsaved(folder, unsaved)
  await inner.claim('late', () => {
    throw new Error('it is there')
  })
  const log = pino({ level: 'silent' })
  expect(await applyUnsaved(folder, async () => inner, log)).toEqual({ applied: 1, superseded: 1 })
  expect(await inner.find({ acc: 'hanxi' })).toMatchObject({ gold: 2 })
  expect(await inner.find({ acc: 'late' })).toMatchObject({ gold: 0 })
  expect(await applyUnsaved(folder, async () => inner, log)).toEqual({ applied: 0, superseded: 0 })
})

test('a commit whose answer was lost is not applied twice', async () => {
  const inner = openEmbeddedStore()
  let answers = 0
  const store = new Proxy(inner, {
    get(target, name) {
      const member = Reflect.get(target, name)
      if (name !== 'commit') return typeof member === 'function' ? member.bind(target) : member
      return async (commits: DocumentCommit[]) => {
        const result = await target.commit(commits)
        if (answers++ === 0) throw new Error('the connection was lost')
        return result
      }
    },
  })
  const { roles } = createRoles(listDefinition, { store })
  const role = await roles.claim('hanxi', new TestOwner())
  role.list.push(1)
  await role.save()
  role.list.push(2)
  await role.save()
  expect(await inner.find({ acc: 'hanxi' })).toMatchObject({ list: [1, 2], rev: 2 })
})

test('a clock that is put right makes nothing older, and keeps nobody out', async () => {
  const { roles, clock } = createRoles(definition)
  const role = await roles.claim('hanxi', new TestOwner())
  for (const days of [2, -4]) {
    role.gold += 1
    clock.set(clock.now() + days * 86_400_000)
    expect(roles.count()).toEqual({ documents: 1, unsaved: 1, oldestUnsavedMs: 0 })
    await roles.close(await roles.claim(`newcomer ${days}`, new TestOwner()))
  }
})

test('a document of an older version is migrated when it is loaded, and written back', async () => {
  const store = openEmbeddedStore()
  const first = createRoles(
    defineRole({ schema: z.object({ coins: z.int().default(5), old: z.string().default('x') }) }),
    {
      store,
    },
  )
  await first.roles.close(await first.roles.claim('hanxi', new TestOwner()))
  const next = defineRole({
    schema: z.object({ gold: z.int().default(0) }),
    migrations: [
      fields => {
        fields.gold = fields.coins
        delete fields.coins
        delete fields.old
      },
    ],
  })
  const { roles } = createRoles(next, { store })
  const role = await roles.claim('hanxi', new TestOwner())
  expect(role.gold).toBe(5)
  role.gold += 1
  await role.save()
  const stored = await store.find({ acc: 'hanxi' })
  expect(stored).toMatchObject({ gold: 6, version: 1 })
  expect(stored).not.toHaveProperty('coins')
})

test('a migration that fails leaves the document as it was', async () => {
  const store = openEmbeddedStore()
  const first = createRoles(definition, { store })
  await first.roles.close(await first.roles.claim('hanxi', new TestOwner()))
  const broken = defineRole({
    schema: z.object({ gold: z.int().default(0) }),
    migrations: [
      () => {
        throw new Error('no')
      },
    ],
  })
  const { roles } = createRoles(broken, { store })
  await expect(roles.claim('hanxi', new TestOwner())).rejects.toThrow(/the migration to version 1 failed/)
  expect(await store.find({ acc: 'hanxi' })).toMatchObject({ version: 0, gold: 0, sign_cnt: 0 })
})
