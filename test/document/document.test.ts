import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { snapshot } from '../../server/document/snapshot.ts'
import { defineRole } from '../../server/role/define-role.ts'
import { createRoles, TestOwner } from '../support/store/role-harness.ts'

const definition = defineRole({
  schema: z.object({
    gold: z.int().default(0),
    nick: z.string().optional(),
    pet: z.object({ name: z.string(), title: z.string().optional() }).default({ name: 'Rex' }),
    bag: z.record(z.string(), z.object({ count: z.int() })).default({}),
    flags: z.record(z.string(), z.int()).default({}),
    marks: z.map(z.string(), z.int()).default(new Map()),
    list: z.array(z.object({ tags: z.array(z.string()) })).default([]),
    born: z.date().default(new Date(0)),
  }),
})

async function open(checks = true) {
  const { roles, store } = createRoles(definition, { checks })
  const role = await roles.claim('hanxi', new TestOwner())
  const stored = async () => (await store.find({ acc: 'hanxi' }))!
  return { roles, role, stored }
}

const BAD_KEYS = ['', '__proto__', 'a.b', '$a', 'a\0']

describe.each(BAD_KEYS)('the key %j', key => {
  test('is refused by records and maps, with their path, and changes nothing', async () => {
    const { roles, role } = await open()
    const item = () =>
      Object.defineProperty({}, key, { value: 1, enumerable: true }) as Record<string, number>
    const writes: [string, () => unknown][] = [
      ['bag', () => Reflect.set(role.bag, key, { count: 1 })],
      ['flags', () => Reflect.set(role.flags, key, 1)],
      ['marks', () => role.marks.set(key, 1)],
      [
        'flags',
        () => {
          role.flags = item()
        },
      ],
    ]
    const before = snapshot(role)
    for (const [path, write] of writes) expect(write).toThrow(new RegExp(`^role\\.${path}: (a|the) key .+`))
    expect(snapshot(role)).toEqual(before)
    expect(roles.count().unsaved).toBe(0)
  })

  test('is refused without checks too: it could not be stored', async () => {
    const { role } = await open(false)
    expect(() => Reflect.set(role.flags, key, 1)).toThrow(/^role\.flags: /)
    expect(() => role.marks.set(key, 1)).toThrow(/^role\.marks: /)
  })
})

describe('without checks', () => {
  test('the types of what is written are the code’s own affair, and every change is tracked', async () => {
    const { role, stored } = await open(false)
    const loose = role as unknown as { gold: unknown; flags: Record<string, unknown>; pet: { name: unknown } }
    loose.gold = 'many'
    loose.flags.a = 'on'
    loose.pet.name = 7
    await role.save()
    expect(await stored()).toMatchObject({ gold: 'many', flags: { a: 'on' }, pet: { name: 7 } })
  })

  test('a field that there is not is still refused, with its path', async () => {
    const { role } = await open(false)
    expect(() => Reflect.set(role.pet, 'nane', 'x')).toThrow('role.pet.nane: there is no such field')
  })
})

test('a snapshot of a nested part is plain data of its own, whether the part was read before or not', async () => {
  const { role, roles } = await open()
  role.bag.a = { count: 1 }
  role.list.push({ tags: ['x'] })
  role.marks.set('m', 1)
  await roles.close(role)
  const again = await roles.claim('hanxi', new TestOwner())
  for (const part of [again.bag, again.bag.a, again.list, again.list[0]!.tags, again.marks, again.pet]) {
    const copy = snapshot(part)
    expect(structuredClone(copy)).toStrictEqual(copy)
    expect(inspect(part)).toBe(inspect(copy))
  }
  const bag = snapshot(again.bag)
  bag.a!.count = 99
  snapshot(again.list)[0]!.tags.push('y')
  snapshot(again.marks).set('n', 2)
  expect(again.bag.a).toEqual({ count: 1 })
  expect(snapshot(again)).toMatchObject({ list: [{ tags: ['x'] }], marks: new Map([['m', 1]]) })
  expect(roles.count().unsaved).toBe(0)
})

test('a part that is taken out unread is whole, and goes on outside', async () => {
  const { role, roles, stored } = await open()
  role.list.push({ tags: ['x'] }, { tags: ['y'] })
  await roles.close(role)
  const again = await roles.claim('hanxi', new TestOwner())
  const [first] = again.list.splice(0, 1)
  const last = again.list.pop()!
  first!.tags.push('more')
  expect([snapshot(first), snapshot(last)]).toEqual([{ tags: ['x', 'more'] }, { tags: ['y'] }])
  await again.save()
  expect(await stored()).toMatchObject({ list: [] })
})

test('a declared field is taken away by undefined, and delete says where it was tried', async () => {
  const { role, stored } = await open()
  role.nick = 'rex'
  role.pet.title = 'Sir'
  await role.save()
  expect(() => delete role.nick).toThrow("Cannot delete property 'nick' of #<role>")
  expect(() => delete role.pet.title).toThrow("Cannot delete property 'title' of #<role.pet>")
  expect(role.pet.title).toBe('Sir')
  role.nick = undefined
  role.pet.title = undefined
  await role.save()
  expect(Object.keys(await stored())).not.toContain('nick')
  expect((await stored()).pet).toStrictEqual({ name: 'Rex' })
})

test('an optional field that never had a value is not there, as in a plain object', async () => {
  const { role, stored } = await open()
  const plain: { name: string; title?: string | undefined } = { name: 'Rex' }
  const views = (pet: object) => [
    Object.keys(pet),
    { ...pet },
    JSON.stringify(pet),
    Object.hasOwn(pet, 'title'),
  ]
  expect(views(role.pet)).toStrictEqual(views(plain))
  expect([snapshot(role.pet), inspect(role.pet)]).toStrictEqual([{ name: 'Rex' }, "{ name: 'Rex' }"])
  expect(role.pet.title).toBeUndefined()
  role.pet.title = plain.title = 'Sir'
  expect(views(role.pet)).toStrictEqual(views(plain))
  await role.save()
  expect((await stored()).pet).toStrictEqual({ name: 'Rex', title: 'Sir' })
  role.pet.title = plain.title = undefined
  expect(views(role.pet)).toStrictEqual(views(plain))
})

test('a record shows its entries from the first reading in a process on', () => {
  const file = join(import.meta.dirname, 'support/read-once.ts')
  expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe('1')
})

test('a record looks like a plain object, with its keys in the same order', async () => {
  const { role } = await open()
  const plain: Record<string, number> = {}
  const change = (flags: Record<string, number>) => {
    for (const key of ['b', '10', 'a', '9', 'constructor', '0x']) flags[key] = key.length
    delete flags.a
    flags.a = 0
  }
  const views = (flags: Record<string, number>) => [
    Object.entries(flags),
    { ...flags },
    JSON.stringify(flags),
    Object.getOwnPropertyDescriptors(flags),
    'a' in flags,
    'z' in flags,
    Object.hasOwn(flags, 'constructor'),
    flags.z,
  ]
  change(role.flags)
  change(plain)
  expect(views(role.flags)).toEqual(views(plain))
  expect(inspect(role.flags)).toBe(inspect(plain))
  expect(role.bag.toString).toBeUndefined()
})

test('a map comes back with integer keys first, in their order, and then the others; as the manual says', async () => {
  const { roles, role } = await open()
  for (const key of ['sword', '10', '9', 'axe']) role.marks.set(key, 1)
  await roles.close(role)
  const again = await roles.claim('hanxi', new TestOwner())
  expect([...again.marks.keys()]).toEqual(['9', '10', 'sword', 'axe'])
})
