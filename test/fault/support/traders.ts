// Players of the demo who trade on the market and give to guilds without end, and the books: how much gold and how many items
// there are, in roles, orders and guilds together. Trading makes none of either.

import { type Config, configSchema } from '../../../server/config.ts'
import type { StoredDocument } from '../../../server/store/document-store.ts'
import { openStores, type Stores } from '../../../server/store/open-stores.ts'
import type { RawClient } from '../../support/client/raw-client.ts'

export const TRADERS = 40
const GUILDS = 4
const ITEMS = [1001, 1002]
const GOLD = 10_000
const EACH = 100

/** What there is of everything, however it is spread. */
export interface Totals {
  gold: number
  items: number
  /** Gold that guilds have, by their ids. */
  given: Map<string, number>
  /** Messages that wait in outboxes. */
  owing: number
}

export const storeOf = (store: object): Config['store'] => configSchema.parse({ store }).store

const uidOf = (i: number): string => String(1_000_000 + i)
const guildOf = (i: number): string => `guild ${i % GUILDS}`
const accountOf = (i: number): string => `trader ${i}`

/** Roles that own something and are in guilds, before the first start. */
export async function seed(config: Config['store']): Promise<void> {
  await withStores(config, async ({ roles, documents }) => {
    for (let i = 0; i < TRADERS; i++) {
      const bag = Object.fromEntries(ITEMS.map(item => [item, EACH]))
      const own = { acc: accountOf(i), gold: GOLD, bag, guild: guildOf(i), sign_cnt: 0 }
      await roles.claim(accountOf(i), () => ({ _id: uidOf(i), epoch: 1, rev: 0, version: 0, ...own }))
    }
    const guilds = await documents.open('guild', ['level'])
    for (let g = 0; g < GUILDS; g++) {
      const theirs = Array.from({ length: TRADERS }, (_, i) => i).filter(i => i % GUILDS === g)
      const members = Object.fromEntries(theirs.map(i => [uidOf(i), { name: accountOf(i), given: 0 }]))
      const fields = { level: 0, gold: 0, members, week: 0, log: [] }
      await guilds.create({ _id: guildOf(g), epoch: 1, rev: 0, version: 0, ...fields })
    }
  })
}

export const expected = { gold: TRADERS * GOLD, items: TRADERS * ITEMS.length * EACH }

export async function count(config: Config['store']): Promise<Totals> {
  const totals: Totals = { gold: 0, items: 0, given: new Map(), owing: 0 }
  await withStores(config, async ({ roles, documents }) => {
    const [guilds, markets] = [await documents.open('guild', ['level']), await documents.open('market', [])]
    for await (const { gold, bag } of roles.list()) {
      totals.gold += Number(gold)
      for (const items of Object.values(bag as Record<string, number>)) totals.items += Number(items)
    }
    for await (const { _id, gold } of guilds.list()) {
      totals.gold += Number(gold)
      totals.given.set(_id, Number(gold))
    }
    for await (const market of markets.list()) addOrders(totals, market)
    for (const store of [roles, guilds, markets]) for await (const _ of store.owing()) totals.owing++
  })
  return totals
}

interface Order {
  side: string
  price: number
  count: number
}

function addOrders(totals: Totals, { orders }: StoredDocument): void {
  for (const { side, price, count: left } of Object.values(orders as Record<string, Order>))
    if (side === 'sell') totals.items += Number(left)
    else totals.gold += Number(left) * Number(price)
}

async function withStores(config: Config['store'], work: (stores: Stores) => Promise<void>): Promise<void> {
  const stores = await openStores(config, { node: 0 })
  try {
    await work(stores)
  } finally {
    await stores.close()
  }
}

/** One player, who does one thing after the other until the connection is lost. */
export class Trader {
  /** Gold that a guild was said to be given. */
  given = 0
  /** Requests that were answered. */
  done = 0
  readonly guild: string
  readonly #account: string

  constructor(i: number) {
    this.#account = accountOf(i)
    this.guild = guildOf(i)
  }

  async trade(connect: () => Promise<RawClient>, isOver: () => boolean): Promise<void> {
    const client = await connect().catch(() => undefined)
    if (!client) return
    const ask = async (name: string, body: object) => (await client.ask(`cs_${name}`, body)).data
    try {
      await client.login(this.#account)
      while (!isOver()) await this.#act(ask)
    } catch {
      // The connection is lost, with the server.
    } finally {
      await client.vanish().catch(() => undefined)
    }
  }

  async #act(ask: (name: string, body: object) => Promise<Record<string, unknown>>): Promise<void> {
    const item = ITEMS[random(ITEMS.length)]!
    const offer = { item, count: 1 + random(3), price: 5 + random(10) }
    const turn = random(10)
    if (turn < 4) await ask('market_sell', offer)
    else if (turn < 8) await ask('market_buy', offer)
    else if (turn === 8) await this.#cancelOne(ask, item)
    else {
      const gold = 1 + random(5)
      const { code } = await ask('guild_donate', { gold })
      if (code === undefined) this.given += gold
    }
    this.done++
  }

  async #cancelOne(ask: (name: string, body: object) => Promise<Record<string, unknown>>, item: number) {
    const { orders } = (await ask('market_show', { item })) as { orders?: { id: number; is_own: boolean }[] }
    const own = orders?.filter(({ is_own }) => is_own) ?? []
    if (own.length > 0) await ask('market_cancel', { item, order: own[random(own.length)]!.id })
  }
}

const random = (below: number): number => Math.floor(Math.random() * below)
