// The error codes of your game, for the server (`throw new AppError('NOT_ENOUGH_GOLD')`) and for its clients (`error.code`):
//
//   NOT_ENOUGH_GOLD: { en: 'you have not enough gold', zh: '金币不足' },

import { defineErrors } from './define-errors.ts'

export const GAME_ERRORS = defineErrors({})
