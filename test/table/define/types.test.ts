// What the compiler knows of tables: this file compiles or it does not.

import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { defineTables, ref, settings, type Tables, table } from '../../../server/table/define/define.ts'

const set = defineTables(import.meta.url, {
  item: table({
    key: 'id',
    row: z.object({ id: z.int(), name: z.string(), drops: z.array(z.object({ id: z.int() })).optional() }),
    index: { name: { unique: true }, both: { on: ['id', 'name'] } },
    source: 'item.csv',
  }),
  level: table({
    key: ['hero', 'level'],
    row: z.object({ hero: z.string(), level: z.int() }),
    source: 'level.csv',
  }),
  settings: settings({ row: z.object({ first: ref('item') }), source: 'settings.json' }),
})
type Read = Tables<typeof set.definitions>

test('keys, rows and indexes are typed by the definitions', () => {
  expectTypeOf<Parameters<Read['item']['get']>>().toEqualTypeOf<[value: number]>()
  expectTypeOf<Parameters<Read['level']['get']>>().toEqualTypeOf<[string, number]>()
  type Item = ReturnType<Read['item']['get']>
  expectTypeOf<Item['name']>().toEqualTypeOf<string>()
  expectTypeOf<Item['drops']>().toEqualTypeOf<readonly { readonly id: number }[] | undefined>()
  expectTypeOf<ReturnType<Read['item']['find']>>().toEqualTypeOf<Item | undefined>()
  expectTypeOf<ReturnType<Read['item']['by']['name']>>().toEqualTypeOf<Item | undefined>()
  expectTypeOf<ReturnType<Read['item']['by']['both']>>().toEqualTypeOf<readonly Item[]>()
  expectTypeOf<Parameters<Read['item']['by']['both']>>().toEqualTypeOf<[number, string]>()
  expectTypeOf<Read['settings']>().toEqualTypeOf<{ readonly first: number }>()
  expectTypeOf<keyof Read['level']['by']>().toEqualTypeOf<never>()
})

test('rows are read-only', () => {
  const write = (item: ReturnType<Read['item']['get']>) => {
    // @ts-expect-error a row can not be written to
    item.name = 'other'
  }
  expectTypeOf(write).toBeFunction()
})
