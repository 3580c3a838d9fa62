// A game that ails in six ways at once, for somebody who is to find them with the console (fault/support/ailing-server.ts).
// Its code says what ails where; whoever looks for it does not read it.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  type Agent,
  defineGameOf,
  defineRole,
  type Guest,
  gameKit,
  type RoleOf,
} from '../../../server/kit/index.ts'

export const AILING = 'test/support/games/ailing.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { gold 0 : integer } }
      work 2 { response { gold 0 : integer } }
      craft 3 { response { items 0 : integer } }
      trade 4 { request { item 0 : string } response {} }
      post 5 { request { text 0 : string } response {} }
      fight 6 { response { room 0 : string } }
      shout 7 { request { to 0 : string } response {} }
    `,
  },
  { name: 's2c.sproto', text: 'news 100 { request { text 0 : string } }' },
]

export const ailingProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({ schema: z.object({ gold: z.int().default(0) }) })
interface Ailing {
  role: RoleOf<typeof role>
  rooms: typeof rooms
}
type Player = Agent<Ailing>

const { Service, Room, defineRoom } = gameKit<Ailing>()

const LONG = 'x'.repeat(2000)
const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Computes for 300 ms. */
function meltOre(): number {
  const end = performance.now() + 300
  let melted = 0
  while (performance.now() < end) melted += Math.sqrt(melted + 1)
  return Math.round(melted)
}

class Offer {
  readonly item: string

  constructor(item: string) {
    this.item = item
  }
}

/** Keeps every offer that there ever was. */
class Market extends Service {
  readonly #offers = new Map<string, Offer>()
  #count = 0

  protected override onStart(): void {
    this.every(100, () => this.#renew())
  }

  offer(item: string): void {
    this.#offers.set(`${item} ${++this.#count}`, new Offer(item))
  }

  #renew(): void {
    for (let n = 0; n < 100; n++) this.offer('bread')
  }
}

/** Takes 50 ms for a letter, one after the other, and gets more than that. */
class Courier extends Service {
  deliver(_text: string): Promise<void> {
    return wait(50)
  }
}

class ArenaRoom extends Room {
  readonly #fighters: { hp: number }[] = []

  override onTick(): void {
    this.#fighters[this.size]!.hp -= 1
  }
}

const rooms = { arena: defineRoom({ room: ArenaRoom, tick: 500 }) }

export default defineGameOf<Ailing>({
  role,
  rooms,
  protocol: ailingProtocol,
  latestWins: new Set(),
  services: { Market, Courier },
  start: [
    { service: 'Market', name: '.market' },
    { service: 'Courier', name: '.courier' },
  ],
  guest: {
    async login(guest: Guest<Ailing>, { acc }: { acc: string }) {
      const { role: mine } = await guest.login({ acc, token: '' })
      return { gold: mine.gold }
    },
  },
  handlers: {
    work(agent: Player) {
      agent.role.gold += 1
      return { gold: agent.role.gold }
    },
    craft: () => ({ items: meltOre() }),
    async trade(agent: Player, { item }: { item: string }) {
      await (await agent.node.query<Market>('.market')).call.offer(item)
      return {}
    },
    async post(agent: Player, { text }: { text: string }) {
      const courier = await agent.node.query<Courier>('.courier')
      for (let copy = 0; copy < 2; copy++) courier.send.deliver(text)
      return {}
    },
    async fight(agent: Player) {
      const { room } = await agent.rooms.create('arena', {})
      return { room: room.id }
    },
    async shout(agent: Player, { to }: { to: string }) {
      await agent.online.tell({ account: to }, 'news' as never, { text: LONG } as never)
      return {}
    },
  },
})
