import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineRole } from '../../server/role/define-role.ts'
import { createRoles, openEmbeddedStore, TestOwner } from '../support/role-harness.ts'

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
  expect({ ...role }).toEqual({ sign_cnt: 0, gold: 0, name: undefined })
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
  expect(roles.stats()).toEqual({ roles: 0, unsaved: 0, oldestUnsavedMs: 0 })
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
  expect(roles.stats().unsaved).toBe(0)
})
