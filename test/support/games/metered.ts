// A game that counts and measures in a handler, a service and a room.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  counter,
  defineGameOf,
  defineRole,
  gameKit,
  gauge,
  histogram,
  type Metrics,
  type Ref,
  type RoleOf,
  timer,
} from '../../../server/kit/index.ts'

export const METERED = 'test/support/games/metered.ts'

const role = defineRole({ schema: z.object({}) })

const metrics = {
  betsPlaced: counter({ help: 'bets that players have placed', labels: ['game'] }),
  openBets: gauge({ help: 'bets that are open' }),
  betGold: histogram({ help: 'gold of a bet', buckets: [1, 10, 100] }),
  drawing: timer({ help: 'time that drawing a winner takes' }),
}

interface Game {
  role: RoleOf<typeof role>
  metrics: Metrics<typeof metrics>
}

const { Service, Room, defineRoom } = gameKit<Game>()

/** Draws, on the thread on which it is. */
export class Lottery extends Service {
  draw(): Promise<string> {
    return this.metrics.drawing.measure(async () => 'nobody')
  }
}

class Table extends Room {
  override onCreate(): void {
    this.metrics.openBets.add(5)
  }
}

export const meteredProtocol = protocolOf(
  parseSchema([
    {
      name: 'c2s.sproto',
      text: `
        login 1 { request { acc 0 : string } response {} }
        bet 2 { request { game 0 : string  gold 1 : integer } response {} }
        draw 3 { response {} }
        sit 4 { response {} }
      `,
    },
    { name: 's2c.sproto', text: '' },
  ]),
)

export default defineGameOf<Game>({
  role,
  metrics,
  protocol: meteredProtocol,
  latestWins: new Set(),
  services: { Lottery },
  start: [{ service: 'Lottery', name: '.lottery' }],
  rooms: { table: defineRoom({ room: Table, isOpenToPlayers: true }) },
  guest: {
    async login(guest, { acc }: { acc: string }) {
      await guest.login({ acc, token: '' })
      return {}
    },
  },
  handlers: {
    bet({ metrics }, { game, gold }: { game: string; gold: number }) {
      metrics.betsPlaced.add(1, { game })
      metrics.betGold.observe(gold)
      return {}
    },
    async draw(agent) {
      const lottery: Ref<Lottery> = await agent.node.query<Lottery>('.lottery')
      await lottery.call.draw()
      return {}
    },
    async sit(agent) {
      await agent.rooms.open('table', { name: 'x' })
      return {}
    },
  },
})
