// A game whose role shows what saving did: every change touches several places of the document, which must agree in
// whatever was stored, and `work` answers only when its change is durable.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import { AppError, defineGameOf, defineRole, type Guest, type RoleOf } from '../../../server/kit/index.ts'

export const KEEPER = 'test/support/games/keeper.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { count 0 : integer  isWhole 1 : boolean  uid 2 : string  seen 3 : string } }
      logout 2 { response {} }
      work 3 { response { count 0 : integer } }
      touch 4 { response { count 0 : integer } }
      grant 5 { request { uid 0 : string  id 1 : string  fails 2 : boolean  number 3 : integer } response { isNew 0 : boolean } }
      grantOwn 6 {
        request { ids 0 : *string  fails 1 : boolean }
        response { isNew 0 : *boolean  count 1 : integer }
      }
      grantTwice 7 { response { second 0 : string  count 1 : integer } }
    `,
  },
  { name: 's2c.sproto', text: '' },
]

export const keeperRole = defineRole({
  schema: z.object({
    count: z.int().default(0),
    nested: z.object({ count: z.int() }).default({ count: 0 }),
    byKey: z.record(z.string(), z.int()).default({}),
    list: z.array(z.int()).default([]),
  }),
  methods: {
    /** One change in four places. */
    step() {
      this.count += 1
      this.nested.count += 1
      this.byKey[`k${this.count % 5}`] = this.count
      this.list.push(this.count)
      if (this.list.length > 20) this.list.splice(0, 10)
      return { count: this.count }
    },
  },
})
export type KeeperRole = RoleOf<typeof keeperRole>

interface Grant {
  uid: string
  id: string
  fails?: boolean
  number?: number
}

interface Stored {
  count: number
  nested: { count: number }
  byKey: Record<string, number>
  list: number[]
}

/** Whether all places of a document are of one and the same step. */
export function isWhole({ count, nested, byKey, list }: Stored): boolean {
  if (count === 0) return list.length === 0
  return nested.count === count && byKey[`k${count % 5}`] === count && list.at(-1) === count
}

export default defineGameOf<{ role: KeeperRole }>({
  role: keeperRole,
  protocol: protocolOf(parseSchema(SCHEMA)),
  latestWins: new Set(),
  guest: {
    async login(guest: Guest<{ role: KeeperRole }>, { acc }: { acc: string }) {
      const { role } = await guest.login({ acc, token: '' })
      const reply = { count: role.count, isWhole: isWhole(role), uid: role.uid }
      return reply.isWhole ? reply : { ...reply, seen: JSON.stringify(role) }
    },
  },
  handlers: {
    async logout(agent) {
      await agent.logout()
      return {}
    },
    async work(agent) {
      const reply = agent.role.step()
      await agent.role.save()
      return reply
    },
    async grant(agent, { uid, id, fails, number }: Grant) {
      const change = (role: KeeperRole) => {
        role.step()
        if (fails) throw new AppError('LOGIN_FAILED', 'halfway')
      }
      const once = number === undefined ? id : { sender: id, number }
      return { isNew: await agent.roles.edit(uid, change, once) }
    },
    async grantOwn(agent, { ids, fails }: { ids: string[]; fails?: boolean }) {
      agent.role.step()
      const change = (role: KeeperRole) => {
        role.step()
        if (fails) throw new AppError('LOGIN_FAILED', 'halfway')
      }
      const isNew = []
      for (const id of ids) isNew.push(await agent.roles.edit(agent.uid, change, id))
      return { isNew, count: agent.role.count }
    },
    async grantTwice(agent) {
      const one = () => agent.roles.edit(agent.uid, role => role.step())
      const [, second] = await Promise.allSettled([one(), one()])
      return { second: second.status === 'rejected' ? second.reason.code : 'done', count: agent.role.count }
    },
    touch: agent => agent.role.step(),
  },
})
