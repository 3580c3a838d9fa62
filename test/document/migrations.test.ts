import { Writable } from 'node:stream'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Migration } from '../../server/document/migrate.ts'
import { defineRole } from '../../server/role/define-role.ts'
import { createRoles, openEmbeddedStore, TestOwner } from '../support/store/role-harness.ts'

const schema = z.object({ gold: z.int().default(0), bag: z.array(z.int()).default([]) })
const before = defineRole({ schema })
const migratedBy = (migration: unknown) => defineRole({ schema, migrations: [migration as Migration] })

class Fields {
  gold = 1
}

/** A store with the role of `hanxi`, who has 7 gold. */
async function storeWithRole() {
  const store = openEmbeddedStore()
  const { roles } = createRoles(before, { store })
  const role = await roles.claim('hanxi', new TestOwner())
  role.gold = 7
  role.bag.push(1, 2)
  await roles.close(role)
  return { store, uid: (await store.find({ acc: 'hanxi' }))!._id }
}

function createLog() {
  const lines: Record<string, unknown>[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  return { lines, log: pino(stream) }
}

describe('a migration that gives no document changes nothing, and is named', () => {
  test.each([
    ['a promise', async (fields: object) => ({ ...fields }), 'a promise; a migration cannot wait'],
    ['a promise that fails', () => Promise.reject(new Error('later')), 'a promise; a migration cannot wait'],
    ['a number', () => 3, '3; expected nothing or a plain object'],
    ['true', () => true, 'true; expected'],
    ['a text', () => 'done', '"done"; expected'],
    ['null', () => null, 'null; expected'],
    ['an array', (fields: object) => [fields], 'a Array; expected'],
    ['a Map', (fields: object) => new Map(Object.entries(fields)), 'a Map; expected'],
    ['a Date', () => new Date(0), 'a Date; expected'],
    ['an object of a class', () => new Fields(), 'a Fields; expected'],
    ['a function', () => () => undefined, 'expected nothing or a plain object'],
    ['fields that the schema refuses', () => ({ gold: 'seven' }), /gold/],
    [
      'an error',
      () => {
        throw new Error('what a pity')
      },
      'what a pity',
    ],
  ])('%s', async (_, migration, why) => {
    const { store, uid } = await storeWithRole()
    const { epoch: _before, ...stored } = (await store.find({ acc: 'hanxi' }))!
    const { lines, log } = createLog()
    const { roles } = createRoles(migratedBy(migration), { store, log })
    await expect(roles.claim('hanxi', new TestOwner())).rejects.toThrow(why)
    await roles.flush()
    const { epoch: _after, ...now } = (await store.find({ acc: 'hanxi' }))!
    expect(now).toStrictEqual(stored)
    expect(lines).toMatchObject([{ uid, account: 'hanxi' }])
    const { roles: older } = createRoles(before, { store })
    expect({ ...(await older.claim('hanxi', new TestOwner())) }).toMatchObject({ gold: 7 })
  })

  test('and says which role and which version', async () => {
    const { store, uid } = await storeWithRole()
    const { roles } = createRoles(
      migratedBy(() => 5),
      { store },
    )
    await expect(roles.claim('hanxi', new TestOwner())).rejects.toThrow(
      `role ${uid}: the migration to version 1 failed: it returned 5`,
    )
  })
})

describe('a migration that gives a document', () => {
  test.each([
    [
      'by changing what it is given',
      (fields: Record<string, unknown>) => {
        fields.gold = 8
      },
    ],
    [
      'by returning what it was given',
      (fields: Record<string, unknown>) => Object.assign(fields, { gold: 8 }),
    ],
    ['by returning another', ({ bag }: Record<string, unknown>) => ({ gold: 8, bag })],
    [
      'by returning one without a prototype',
      ({ bag }: Record<string, unknown>) => Object.assign(Object.create(null), { gold: 8, bag }),
    ],
    [
      "without the kit's fields, or with others",
      ({ bag }: Record<string, unknown>) => ({
        gold: 8,
        bag,
        _id: '1',
        acc: 'x',
        epoch: 99,
        rev: 99,
        edits: 3,
      }),
    ],
  ])('is stored: %s', async (_, migration) => {
    const { store, uid } = await storeWithRole()
    const { roles } = createRoles(migratedBy(migration), { store })
    await roles.close(await roles.claim('hanxi', new TestOwner()))
    expect(await store.find({ acc: 'hanxi' })).toStrictEqual({
      _id: uid,
      acc: 'hanxi',
      epoch: 2,
      rev: 2,
      version: 1,
      gold: 8,
      bag: [1, 2],
    })
  })
})

test('a role of a newer version is not loaded, and not changed', async () => {
  const store = openEmbeddedStore()
  const newer = migratedBy(() => undefined)
  const first = createRoles(newer, { store })
  await first.roles.close(await first.roles.claim('hanxi', new TestOwner()))
  const { roles } = createRoles(before, { store })
  await expect(roles.claim('hanxi', new TestOwner())).rejects.toThrow(
    'saved by schema version 1; this server knows up to 0',
  )
  expect(await store.find({ acc: 'hanxi' })).toMatchObject({ version: 1, gold: 0, rev: 0 })
})

test('a stored role that the schema refuses is logged with uid, account, place and what was expected', async () => {
  const { store, uid } = await storeWithRole()
  const document = (await store.find({ acc: 'hanxi' }))!
  await store.replace({ ...document, epoch: document.epoch + 1, bag: [1, 'two'] })
  const { lines, log } = createLog()
  const { roles } = createRoles(before, { store, log })
  await expect(roles.claim('hanxi', new TestOwner())).rejects.toThrow()
  expect(lines).toMatchObject([
    { uid, account: 'hanxi', err: { message: expect.stringMatching(/role\.bag\.1: .*expected number/) } },
  ])
})
