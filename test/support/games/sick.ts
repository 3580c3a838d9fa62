// A game whose code does not come to an end, in several ways, and whose services keep what they should not.

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

export const SICK = 'test/support/games/sick.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { count 0 : integer } }
      ping 2 { response {} }
      loop 3 { response {} }
      regex 4 { response {} }
      microtasks 5 { response {} }
      later 6 { response {} }
      main 7 { response {} }
      keep 8 { request { service 0 : string  items 1 : integer  bytes 2 : integer } response {} }
      leak 9 { request { service 0 : string  perSecond 1 : integer } response {} }
    `,
  },
  { name: 's2c.sproto', text: '' },
]

export const sickProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({ schema: z.object({ count: z.int().default(0) }) })
interface Sick {
  role: RoleOf<typeof role>
}
type Player = Agent<Sick>

const { Service } = gameKit<Sick>()

class Offer {
  readonly seller: string
  readonly text: string

  constructor(number: number, bytes: number) {
    this.seller = `seller ${number}`
    this.text = Buffer.alloc(bytes, `${number} `).toString('latin1')
  }
}

/** Keeps offers, and never lets go of one. */
export class Market extends Service {
  readonly #offers = new Map<string, Offer>()
  #count = 0

  keep(items: number, bytes: number): void {
    for (let n = 0; n < items; n++) this.#offers.set(`offer ${++this.#count}`, new Offer(this.#count, bytes))
  }

  leak(perSecond: number): void {
    this.every(100, () => this.keep(perSecond / 10, 100))
  }
}

/** Runs where it is launched, and does not end. */
export class Sleepless extends Service {
  override onStart(): void {
    this.after(10, () => {
      for (;;);
    })
  }
}

export default defineGameOf<Sick>({
  role,
  protocol: sickProtocol,
  latestWins: new Set(),
  services: { Market, Sleepless },
  guest: {
    async login(guest: Guest<Sick>, { acc }: { acc: string }) {
      const { role: mine } = await guest.login({ acc, token: '' })
      return { count: mine.count }
    },
  },
  handlers: {
    ping: () => ({}),
    loop() {
      for (;;);
    },
    regex: () => ({ matches: /^(a+)+$/.test(`${'a'.repeat(60)}b`) }),
    async microtasks() {
      for (;;) await undefined
    },
    async later(agent: Player) {
      await new Promise(resolve => setTimeout(resolve, 10))
      agent.log.info('goes on after a wait')
      for (;;);
    },
    async main(agent: Player) {
      await agent.node.launchOn(0, 'Sleepless', undefined)
      return {}
    },
    async keep(agent: Player, { service, items, bytes }: { service: string; items: number; bytes: number }) {
      const market = await agent.node.launch(Market, undefined, { name: service })
      await market.call.keep(items, bytes)
      return {}
    },
    async leak(agent: Player, { service, perSecond }: { service: string; perSecond: number }) {
      await (await agent.node.query<Market>(service)).call.leak(perSecond)
      return {}
    },
  },
})
