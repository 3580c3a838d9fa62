// Asks one thing a round, and says what chance has given it.

import { defineBot } from '../../../server/kit/index.ts'

export default defineBot(async bot => {
  const heard = bot.next('room_message', { where: message => message.text === bot.account })
  bot.log(`draws ${bot.random().toFixed(6)}`)
  const { room } = await bot.game.request.room_join({ kind: 'world' })
  await bot.mayFail(bot.game.request.room_join({ id: '1' }), 'ROOM_NOT_FOUND')
  await bot.game.request.room_say({ id: room!.id!, text: bot.account })
  await heard
  await bot.think()
  await bot.game.request.room_leave({ id: room!.id! })
})
