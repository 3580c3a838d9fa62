// A game that pays: an edit gives a role gold and counts the same on a board, so that the two must agree in the end,
// whatever happens between.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  type Agent,
  AppError,
  type BoardHandles,
  defineBoard,
  defineGameOf,
  defineRole,
  type Guest,
  type RoleOf,
} from '../../../server/kit/index.ts'

export const PAYER = 'test/support/games/payer.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { uid 0 : string  gold 1 : integer } }
      logout 2 { response {} }
      pay 3 {
        request { uid 0 : string  gold 1 : integer  sender 2 : string  number 3 : integer  fails 4 : boolean  isWrong 5 : boolean }
        response { isNew 0 : boolean }
      }
      payAndLeave 4 { request { gold 0 : integer } }
      score 5 { request { uid 0 : string } response { score 0 : integer  name 1 : string } }
      crash 6 {}
    `,
  },
  { name: 's2c.sproto', text: '' },
]

const role = defineRole({ schema: z.object({ gold: z.int().default(0) }) })
type PayerRole = RoleOf<typeof role>

const boards = { gold: defineBoard<{ name: string }>({ operator: 'sum' }) }

interface Game {
  role: PayerRole
  boards: BoardHandles<typeof boards>
}

interface Pay {
  uid: string
  gold: number
  sender?: string
  number?: number
  fails?: boolean
  /** The score is no number. */
  isWrong?: boolean
}

export default defineGameOf<Game>({
  role,
  boards,
  protocol: protocolOf(parseSchema(SCHEMA)),
  latestWins: new Set(),
  guest: {
    async login(guest: Guest<Game>, { acc }: { acc: string }) {
      const { role } = await guest.login({ acc, token: '' })
      return { uid: role.uid, gold: role.gold }
    },
  },
  handlers: {
    async logout(agent) {
      await agent.logout()
      return {}
    },
    async pay(agent: Agent<Game>, { uid, gold, sender, number = 1, fails, isWrong }: Pay) {
      const isNew = await agent.roles.edit(
        uid,
        (role, { boards }) => {
          boards.gold.increase(isWrong ? Number.NaN : gold, { name: role.acc })
          role.gold += gold
          if (fails) throw new AppError('LOGIN_FAILED', 'halfway')
        },
        sender === undefined ? undefined : { sender, number },
      )
      return { isNew }
    },
    async payAndLeave(agent: Agent<Game>, { gold }: { gold: number }) {
      await agent.roles.edit(agent.uid, (role, { boards }) => {
        role.gold += gold
        boards.gold.increase(gold)
      })
      agent.leave()
    },
    /** The thread ends of an uncaught error. */
    crash(): undefined {
      setImmediate(() => {
        throw new Error('as the test wants it')
      })
    },
    async score(agent: Agent<Game>, { uid }: { uid: string }) {
      const row = await agent.boards.gold.query(uid)
      return { score: row?.score ?? 0, name: row?.info?.name ?? '' }
    },
  },
})
