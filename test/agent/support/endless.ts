// A game whose logins fail after they have logged in, in the way that the account's name says, and whose handlers do not
// end when they are told so. Tests name it by the config key `game`.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  AppError,
  defineGameOf,
  defineRole,
  type Guest,
  gameKit,
  type RoleOf,
} from '../../../server/kit/index.ts'

export const ENDLESS = 'test/agent/support/endless.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { count 0 : integer } }
      logout 2 { response {} }
      add 3 { request { by 0 : integer } response { count 0 : integer } }
      hang 4 { response {} }
      logoutAndHang 5 { response {} }
      editAndHang 6 { request { uid 0 : string } response {} }
      uid 7 { response { uid 0 : string } }
      hangThenJoin 8 { response {} }
    `,
  },
  { name: 's2c.sproto', text: 'news 100 { request { text 0 : string } }' },
]

export const endlessProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({ schema: z.object({ count: z.int().default(0) }) })
interface Endless {
  role: RoleOf<typeof role>
  rooms: typeof rooms
}

export const never = (): Promise<never> => new Promise(() => undefined)

/** What a login does when it has the role. */
const AFTER_LOGIN: Record<string, () => unknown> = {
  'season over': () => {
    throw new AppError('LOGIN_FAILED', 'the season is over')
  },
  bug: () => {
    throw new TypeError('a bug of the login')
  },
  'no reply': () => ({ count: 'many' }),
  timeout: () => {
    throw new AppError('TIMEOUT')
  },
  hang: never,
}

const { defineRoom, Room } = gameKit<Endless>()

class Hall extends Room {}

const rooms = { hall: defineRoom({ room: Hall }) }

export default defineGameOf<Endless>({
  role,
  protocol: endlessProtocol,
  latestWins: new Set(),
  rooms,
  guest: {
    async login(guest: Guest<Endless>, { acc }: { acc: string }) {
      const [account = '', way = ''] = acc.split(': ')
      const login = guest.login({ acc: account, token: '' })
      if (way === 'does not wait') throw new AppError('LOGIN_FAILED', 'no')
      const agent = await login
      agent.role.count += 1
      const { count } = agent.role
      if (way === 'out again') await agent.logout()
      return AFTER_LOGIN[way]?.() ?? { count }
    },
  },
  handlers: {
    async logout(agent) {
      await agent.logout()
      return {}
    },
    add(agent, { by }: { by: number }) {
      agent.role.count += by
      return { count: agent.role.count }
    },
    hang(agent) {
      agent.role.count += 1
      agent.peer.push(endlessProtocol.byName.get('news')!, { text: 'hanging' })
      return never()
    },
    async logoutAndHang(agent) {
      await agent.logout()
      return never()
    },
    async editAndHang(agent, { uid }: { uid: string }) {
      await agent.roles.edit(uid, never)
      return {}
    },
    uid: agent => ({ uid: agent.uid }),
    async hangThenJoin(agent) {
      agent.log.info('begun')
      while (agent.isOpen) await new Promise(resolve => setTimeout(resolve, 5))
      try {
        await agent.rooms.create('hall', { name: 'late' })
        agent.log.info('came in')
      } catch (error) {
        agent.log.info({ refusal: (error as AppError).code }, 'was refused')
      }
      return {}
    },
  },
})
