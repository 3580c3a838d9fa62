// What the role benchmark measures on: a role like a game's, its plain twin, and documents of a given size.

import pino from 'pino'
import { z } from 'zod'
import { configSchema } from '../../../server/config.ts'
import { Deliverer } from '../../../server/document/outbox/deliverer.ts'
import { systemClock } from '../../../server/lib/clock.ts'
import { defineRole, type RoleOf } from '../../../server/role/define-role.ts'
import { Roles } from '../../../server/role/roles.ts'
import type { RoleDocument, RoleStore } from '../../../server/store/role-store.ts'

const item = z.object({ id: z.int(), count: z.int(), level: z.int(), bound: z.boolean() })

export const benchSchema = z.object({
  gold: z.int().default(0),
  level: z.int().default(1),
  name: z.string().default('a player of the benchmark'),
  seen: z.date().default(new Date(0)),
  stats: z.object({ hp: z.int(), mp: z.int(), attack: z.number() }).default({ hp: 1, mp: 2, attack: 3.5 }),
  counts: z
    .record(z.string(), z.int())
    .default(Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`k${i}`, 0]))),
  bag: z.record(z.string(), item).default({}),
  quests: z.array(z.object({ id: z.int(), step: z.int() })).default([]),
})

export const benchRole = defineRole({ schema: benchSchema })
export type BenchRole = RoleOf<typeof benchRole>

/** A stored document with `items` things in its bag: about 60 bytes each as JSON. */
export function documentWith(items: number, uid = '1'): RoleDocument {
  const bag: Record<string, unknown> = {}
  for (let i = 0; i < items; i++) bag[`i${i}`] = { id: i, count: i + 1, level: 1, bound: i % 2 === 0 }
  return {
    ...benchRole.compile(true).fresh(uid, { acc: `acc${uid}` }),
    bag,
    quests: [1, 2, 3].map(id => ({ id, step: 1 })),
  }
}

const log = pino({ level: 'silent' })

export const createBenchRoles = (store: RoleStore): Roles<BenchRole> =>
  new Roles({
    definition: benchRole,
    store,
    clock: systemClock,
    log,
    outbox: new Deliverer({ store, log, receivers: {} }),
    noteBoards: () => ({}),
    newUid: () => 'unused',
    config: { ...configSchema.parse({}).save, interval: 600_000 },
    checks: true,
  })

export const OWNER = { isBusy: () => false, onLost: () => {} }
