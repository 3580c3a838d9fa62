// npm run bots -- --script server/game/bots/chat.ts: players who sign, meet in the world's channels and talk there.

import { defineBot } from '../../kit/index.ts'

export default defineBot(async bot => {
  const { request } = bot.game
  await request.sign()
  const { room } = await request.room_join({ kind: 'world' })
  try {
    for (let i = 1; i <= 5; i++) {
      await bot.think()
      const saying = request.room_say({ id: room!.id!, text: `word ${i} of ${bot.account}` })
      await bot.mayFail(saying, 'RATE_LIMITED') // many talk here at once
    }
  } finally {
    await request.room_leave({ id: room!.id! })
  }
})
