// A game with a service that can't start.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import { defineGameOf, defineRole, gameKit, type RoleOf } from '../../../server/kit/index.ts'

const role = defineRole({ schema: z.object({}) })
const { Service } = gameKit<{ role: RoleOf<typeof role> }>()

class Closed extends Service {
  protected override onStart(): never {
    throw new Error('the shop is closed on Mondays')
  }
}

export default defineGameOf({
  role,
  protocol: protocolOf(
    parseSchema([
      { name: 'c2s.sproto', text: 'login 1 { request { acc 0 : string } }' },
      { name: 's2c.sproto', text: '' },
    ]),
  ),
  latestWins: new Set(),
  services: { Closed },
  start: [{ service: 'Closed', name: '.closed' }],
  guest: {},
  handlers: {},
})
