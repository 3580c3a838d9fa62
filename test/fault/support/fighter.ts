// A process of test/fault/support/fight.ts: node fighter.ts URL NAME SECONDS; prints what it did as JSON.

import pino from 'pino'
import { z } from 'zod'
import { configSchema } from '../../../server/config.ts'
import { Deliverer } from '../../../server/document/outbox/deliverer.ts'
import { systemClock } from '../../../server/lib/clock.ts'
import { defineRole } from '../../../server/role/define-role.ts'
import { Roles } from '../../../server/role/roles.ts'
import { connectMongo } from '../../../server/store/mongo/connect.ts'
import { MongoRoleStore } from '../../../server/store/mongo/role-store.ts'
import type { Fought } from './fight.ts'

const [url, name, seconds] = process.argv.slice(2) as [string, string, string]
const definition = defineRole({
  schema: z.object({ count: z.int().default(0), log: z.array(z.string()).default([]) }),
})
const store = await MongoRoleStore.open(await connectMongo(url))
const log = pino({ level: 'silent' })
const roles = new Roles({
  definition,
  store,
  clock: systemClock,
  log,
  outbox: new Deliverer({ store, log, receivers: {} }),
  noteBoards: () => ({}),
  newUid: () => `${name}-uid`,
  config: configSchema.parse({}).save,
  checks: true,
})
const fought: Fought = { name, epochs: [], accepted: [] }
const end = Date.now() + Number(seconds) * 1000
let number = 0

while (Date.now() < end) {
  let isMine = true
  const role = await roles.claim('fought', {
    isBusy: () => false,
    onLost: () => {
      isMine = false
    },
  })
  fought.epochs.push(roles.epochOf(role))
  for (let i = 0; i < 20 && isMine; i++) {
    const entry = `${name}:${++number}@${roles.epochOf(role)}`
    role.count += 1
    role.log.push(entry)
    const saved = await role.save().then(
      () => true,
      () => false,
    )
    if (saved) fought.accepted.push(entry)
  }
  if (Math.random() < 0.5) await new Promise(resolve => setTimeout(resolve, Math.random() * 100))
}
await roles.stop(5000)
await store.close()
process.stdout.write(JSON.stringify(fought))
