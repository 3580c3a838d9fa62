// A game that says who it has let in: by `auth.kind`, as it is; with an `authenticate` of its own in platform.ts.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import type { ConfigInput } from '../../../server/config.ts'
import { type Agent, defineGameOf, defineRole, type Guest, type RoleOf } from '../../../server/kit/index.ts'
import { checkConfig } from '../../../server/settings/load.ts'
import type { Settings } from '../../support/server/server.ts'

export const CLAIMS = 'test/auth/support/claims.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 {
        request { acc 0 : string  token 1 : string }
        response { uid 0 : string  account 1 : string  claims 2 : string }
      }
      logout 2 { response {} }
    `,
  },
  { name: 's2c.sproto', text: 'news 100 { request { text 0 : string } }' },
]

export const claimsProtocol = protocolOf(parseSchema(SCHEMA))

export const role = defineRole({ schema: z.object({}) })
export interface Claiming {
  role: RoleOf<typeof role>
}

const tell = ({ uid, account, claims }: Agent<Claiming>) => ({ uid, account, claims: JSON.stringify(claims) })

export const parts = {
  role,
  protocol: claimsProtocol,
  latestWins: new Set<string>(),
  guest: {
    login: async (guest: Guest<Claiming>, shown: { acc?: string; token?: string }) =>
      tell(await guest.login(shown)),
  },
  handlers: {
    async logout(agent: Agent<Claiming>) {
      await agent.logout()
      return {}
    },
  },
}

export default defineGameOf<Claiming>(parts)

/** A server of this game, with these settings of logins. */
export const claimsBy = (auth: ConfigInput['auth']): Settings => ({
  game: CLAIMS,
  auth: checkConfig({ auth }).auth,
})
