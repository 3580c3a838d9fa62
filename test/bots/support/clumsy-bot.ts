// The second bot is badly written; the others are well.

import { defineBot } from '../../../server/kit/index.ts'

export default defineBot(async bot => {
  if (bot.number === 2) throw new TypeError('the script is wrong')
  if (bot.number === 3) await bot.game.request.room_join({ id: '1' })
  if (bot.number === 4) setTimeout(() => Promise.reject(new Error('thrown behind its back')))
  await bot.game.request.echo({ text: 'fine' })
})
