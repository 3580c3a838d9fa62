// Tables for the tests of replacement; the build thread imports this file as a game's would be. Every row carries the
// generation of its file, so that a reader can tell a mixture of versions.

import { z } from 'zod'
import { defineTables, ref, settings, table } from '../../../server/table/define/define.ts'

/** Generations on which a rule throws, and on which the thread that builds dies; counting never comes to them. */
export const THROWS = -1
export const DIES = -2

export const tables = defineTables(
  import.meta.url,
  {
    item: table({
      key: 'id',
      row: z.object({ id: z.int(), name: z.string(), price: z.int().min(0), gen: z.int() }),
      index: { name: { unique: true } },
      source: 'item.csv',
    }),
    shop: table({
      key: ['npc', 'slot'],
      row: z.object({ npc: z.string(), slot: z.int(), sells: ref('item'), gen: z.int() }),
      index: { npc: {} },
      source: 'shop.csv',
    }),
    settings: settings({ row: z.object({ gen: z.int(), open: z.boolean() }), source: 'settings.json' }),
  },
  [
    ({ settings }) => {
      if (settings.gen === THROWS) throw new Error('a rule with a bug')
      if (settings.gen === DIES) process.exit(1)
    },
    ({ item }, report) => {
      for (const { id, price } of item)
        if (price === 13) report({ table: 'item', key: id, column: 'price', expected: 'no bad luck' })
    },
  ],
)

/** The three files of one generation; `items` rows, each of them with a price that follows from its id. */
export function filesOfGeneration(gen: number, items = 3): Record<string, string> {
  const ids = Array.from({ length: items }, (_, i) => i + 1)
  return {
    'item.csv': ['id,name,price,gen', ...ids.map(id => `${id},item ${id} of ${gen},${id * 100},${gen}`)].join(
      '\n',
    ),
    'shop.csv': ['npc,slot,sells,gen', ...ids.map(id => `smith,${id},${id},${gen}`)].join('\n'),
    'settings.json': JSON.stringify({ gen, open: true }),
  }
}
