// What players ask of markets. What an order offers leaves the role with it (role.ts has what comes back).

import type { Agent } from '../../kit/index.ts'
import { AppError } from '../../kit/index.ts'
import { type Game, handlers } from '../kit.ts'
import type { Role } from '../role.ts'
import { Market, type Offer } from '../services/market.ts'

const MOST = 1_000_000

/** There is one market for each item. */
async function marketFor(agent: Agent<Game>, item: number): Promise<string> {
  if (!agent.tables.item.find(item)) throw new AppError('BAD_MESSAGE', 'item: there is no such item')
  const [markets, id] = [agent.documents(Market), String(item)]
  if (!(await markets.exists(id))) await markets.create(id)
  return id
}

async function order(
  agent: Agent<Game>,
  { item, side, count, price }: Offer & { item: number; side: 'sell' | 'buy' },
  pay: (role: Role, item: string) => void,
): Promise<Record<never, never>> {
  for (const [name, value] of Object.entries({ count, price }))
    if (value < 1 || value > MOST) throw new AppError('BAD_MESSAGE', `${name}: expected 1 to ${MOST}`)
  const id = await marketFor(agent, item)
  await agent.roles.edit(agent.uid, (role, { send }) => {
    pay(role, id)
    send({ kind: 'market', id }, side, { item: id, count, price })
  })
  return {}
}

export const marketHandlers = handlers({
  market_sell: (agent, { item, count, price }) =>
    order(agent, { item, side: 'sell', count, price }, (role, id) => role.giveAway(id, count)),

  market_buy: (agent, { item, count, price }) =>
    order(agent, { item, side: 'buy', count, price }, role => role.spend(count * price)),

  async market_cancel(agent, { item, order: id }) {
    const market = await agent.node.open(Market, await marketFor(agent, item))
    await market.call.cancel(agent.uid, id)
    return {}
  },

  async market_show(agent, { item }) {
    const id = await marketFor(agent, item)
    const orders = await (await agent.node.open(Market, id)).call.show(agent.uid)
    return { orders, gold: agent.role.gold, count: agent.role.bag[id] ?? 0 }
  },
})
