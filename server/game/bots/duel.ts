// npm run bots -- --script server/game/bots/duel.ts: players who meet for duels and show a hand.

import { defineBot } from '../../kit/index.ts'

const HANDS = ['rock', 'paper', 'scissors']

export default defineBot(async bot => {
  const { request } = bot.game
  // An opponent may take a while to come.
  await Promise.all([bot.next('duel_begun', { within: 60_000 }), request.duel_join()])
  await bot.think()
  const hand = HANDS[Math.floor(bot.random() * HANDS.length)]!
  // An opponent who loses the connection has lost: the duel may be over before this hand is shown.
  await Promise.all([
    bot.next('duel_over', { within: 60_000 }),
    bot.mayFail(request.duel_show({ hand }), 'NOT_IN_ROOM'),
  ])
})
