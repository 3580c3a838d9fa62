// npm run bots -- --script server/game/bots/rooms.ts: players who join each other's rooms or open one, look at the
// leaderboards, and leave again.

import { type Bot, defineBot } from '../../kit/index.ts'

export default defineBot(async bot => {
  const { request } = bot.game
  const id = await enter(bot)
  try {
    await bot.think()
    await request.room_say({ id, text: 'hello' })
    await request.room_members({ id })
    await bot.think()
    await request.board_top({ board: 'sign', count: 10 })
    await request.board_around({ board: 'gold', count: 3 })
  } finally {
    await bot.mayFail(request.room_leave({ id }), 'NOT_IN_ROOM', 'ROOM_NOT_FOUND')
  }
})

/** One of the rooms that have a place, or every fifth time, and where there is none, a new one. */
async function enter(bot: Bot): Promise<string> {
  const { request } = bot.game
  const { rooms = [] } = await request.room_list({ kind: 'chat', has_place: true })
  const found = bot.random() < 0.8 ? rooms[Math.floor(bot.random() * rooms.length)] : undefined
  const joining = found && request.room_join({ id: found.id! })
  const joined = joining && (await bot.mayFail(joining, 'ROOM_FULL', 'ROOM_NOT_FOUND'))
  const { room } = joined ?? (await request.room_create({ name: `at ${bot.account}'s` }))
  return room!.id!
}
