// The error codes of your game, for the server (`throw new AppError('NOT_ENOUGH_GOLD')`) and for its clients (`error.code`).

import { defineErrors } from './define-errors.ts'

export const GAME_ERRORS = defineErrors({
  NOT_ENOUGH_GOLD: { en: 'you do not have enough gold', zh: '金币不足' },
  SOLD_OUT: { en: 'you cannot buy more of this today', zh: '今天不能再买了' },
  ALREADY_GIVEN: {
    en: 'you have today’s present already; come back tomorrow',
    zh: '今天的礼物已经领过了，明天再来',
  },
})
