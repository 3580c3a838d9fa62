// npm run bots -- --script server/game/bots/duel.ts: players who meet for duels and show a hand.

import { defineBot } from '../../kit/index.ts'

const HANDS = ['rock', 'paper', 'scissors']

export default defineBot(async bot => {
  const { request } = bot.game
  const begun = bot.next('duel_begun').catch(() => undefined)
  // Where many join at once, others may be faster at every room.
  const joined = await bot.mayFail(request.duel_join(), 'TRY_AGAIN')
  if (!joined) return
  const { room } = joined
  if (!(await begun)) {
    await bot.mayFail(request.room_leave({ id: room }), 'NOT_IN_ROOM') // nobody has come
    return
  }
  const over = bot.next('duel_over')
  await bot.think()
  const hand = HANDS[Math.floor(bot.random() * HANDS.length)]!
  // Whoever loses the connection has lost: the duel may be over before this hand is shown.
  await Promise.all([over, bot.mayFail(request.duel_show({ hand }), 'NOT_IN_ROOM')])
})
