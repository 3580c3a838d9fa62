// A game that does on demand what a good one never does: throws, in a handler or later; answers with the wrong shape;
// waits until it is told; pushes more than a client can take. Tests name it by the config key `game`.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  type Agent,
  AppError,
  defineGameOf,
  defineRole,
  type Guest,
  type RoleOf,
} from '../../../server/kit/index.ts'
import { createDeferred, type Deferred } from '../../../server/lib/deferred.ts'
import type { Latch } from '../../core/support/services.ts'

export const PROBE = 'test/support/games/probe.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      .Item { id 0 : integer  name 1 : string }
      login 1 { request { acc 0 : string } response { uid 0 : string  count 1 : integer } }
      logout 2 { response {} }
      echo 3 { request { text 0 : string } response { text 0 : string } }
      add 4 { request { by 0 : integer } response { count 0 : integer } }
      crash 5 { response {} }
      bug 6 { response {} }
      wrong 7 { response { count 0 : integer } }
      hold 8 { request { key 0 : string } response { key 0 : string } }
      release 9 { request { key 0 : string } response {} }
      flood 10 { request { count 0 : integer  size 1 : integer } }
      move 11 { request { count 0 : integer  size 1 : integer } response {} }
      note 12 { request { text 0 : string } }
      quiet 13 { response nil }
      types 14 {
        request { data 0 : binary  n 1 : integer  list 2 : *Item  byId 3 : *Item(id)  real 4 : double }
        response { data 0 : binary  n 1 : integer  list 2 : *Item  byId 3 : *Item(id)  real 4 : double }
      }
      bugLater 15 { response {} }
      refuse 16 { response {} }
      saved 17 { response { count 0 : integer } }
      later 18 { response { count 0 : integer } }
      session_open 30000 { response { token 0 : string  grace 1 : integer } }
      received 30002 { request { count 0 : integer } }
    `,
  },
  {
    name: 's2c.sproto',
    text: `
      news 100 { request { text 0 : string } }
      position 101 { request { n 0 : integer  pad 1 : string } }
    `,
  },
]

export const probeProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({ schema: z.object({ count: z.int().default(0) }) })
type Role = RoleOf<typeof role>
type ProbeAgent = Agent<{ role: Role }>

/** What `hold` waits for, by key; on this thread. */
const held = new Map<string, Deferred<void>>()

function holdOf(key: string): Deferred<void> {
  const known = held.get(key) ?? createDeferred<void>()
  held.set(key, known)
  return known
}

const release = (_: unknown, { key }: { key: string }) => {
  holdOf(key).resolve()
  return {}
}

function push(agent: ProbeAgent, name: string, body: unknown): void {
  agent.peer.push(probeProtocol.byName.get(name)!, body)
}

export default defineGameOf<{ role: Role }>({
  role,
  protocol: probeProtocol,
  latestWins: new Set(['position']),
  guest: {
    async login(guest: Guest<{ role: Role }>, { acc }: { acc: string }) {
      const { role: mine } = await guest.login({ acc, token: '' })
      return { uid: mine.uid, count: mine.count }
    },
    release,
  },
  handlers: {
    async logout(agent) {
      await agent.logout()
      return {}
    },
    echo: (_agent, { text }: { text: string }) => ({ text }),
    add(agent, { by }: { by: number }) {
      agent.role.count += by
      return { count: agent.role.count }
    },
    async saved(agent) {
      await agent.role.save()
      return { count: agent.role.count }
    },
    /** Waits at the latch that the test has launched. */
    async later(agent) {
      push(agent, 'news', { text: 'begun' })
      await (await agent.node.query<Latch>('.latch')).within(60_000).call.pass()
      agent.role.count += 1
      return { count: agent.role.count }
    },
    crash() {
      setTimeout(() => {
        throw new Error('a bug of the probe game')
      })
      return {}
    },
    bug(agent) {
      agent.role.count += 1
      throw new TypeError('a secret of the probe game')
    },
    async bugLater() {
      await Promise.resolve()
      throw new TypeError('a secret of the probe game')
    },
    refuse() {
      throw new AppError('TRY_AGAIN', 'not today')
    },
    wrong: () => ({ count: 'many' }),
    async hold(_agent, { key }: { key: string }) {
      await holdOf(key).promise
      held.delete(key)
      return { key }
    },
    release,
    flood(agent, { count, size }: { count: number; size: number }) {
      for (let n = 0; n < count; n++) push(agent, 'news', { text: 'x'.repeat(size) })
    },
    move(agent, { count, size }: { count: number; size: number }) {
      for (let n = 1; n <= count; n++) push(agent, 'position', { n, pad: 'x'.repeat(size) })
      return {}
    },
    note: agent => push(agent, 'news', { text: 'noted' }),
    quiet: () => undefined,
    types: (_agent, body: object) => body,
  },
})
