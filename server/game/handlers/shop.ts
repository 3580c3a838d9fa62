// The shop: an offer of data/shop.csv costs gold, goes into the bag, and can be bought so often a day (daily.ts).

import { AppError } from '../../kit/index.ts'
import { handlers } from '../kit.ts'

export const shopHandlers = handlers({
  shop_buy({ role, tables }, { offer, count }) {
    const found = tables.shop.find(offer)
    if (!found) throw new AppError('BAD_MESSAGE', 'offer: there is no such offer')
    if (count < 1) throw new AppError('BAD_MESSAGE', 'count: expected at least 1')
    const { item, price, perDay } = found
    const bought = (role.bought[offer] ?? 0) + count
    if (bought > perDay) throw new AppError('SOLD_OUT')
    if (role.gold < price * count) throw new AppError('NOT_ENOUGH_GOLD')
    role.gold -= price * count
    role.bought[offer] = bought
    role.bag[item] = (role.bag[item] ?? 0) + count
    return { gold: role.gold, left: perDay - bought }
  },
})
