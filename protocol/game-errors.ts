// The error codes of your game, for the server (`throw new AppError('NOT_ENOUGH_GOLD')`) and for its clients (`error.code`).

import { defineErrors } from './define-errors.ts'

export const GAME_ERRORS = defineErrors({
  NOT_ENOUGH_GOLD: { en: 'you do not have enough gold', zh: '金币不足' },
  SOLD_OUT: { en: 'you cannot buy more of this today', zh: '今天不能再买了' },
  NOT_ENOUGH_ITEMS: { en: 'you do not have that many', zh: '物品数量不足' },
  GUILD_NAME_TAKEN: { en: 'there is a guild with this name', zh: '公会名已被占用' },
  GUILD_FULL: { en: 'the guild is full', zh: '公会已满' },
  NOT_IN_GUILD: { en: 'you are in no guild', zh: '你不在公会中' },
  ALREADY_IN_GUILD: { en: 'you are in a guild already', zh: '你已经在一个公会中' },
  TOO_MANY_ORDERS: { en: 'there are too many orders', zh: '订单太多' },
  NO_SUCH_ORDER: { en: 'you have no such order', zh: '没有这个订单' },
  ALREADY_GIVEN: {
    en: 'you have today’s present already; come back tomorrow',
    zh: '今天的礼物已经领过了，明天再来',
  },
})
