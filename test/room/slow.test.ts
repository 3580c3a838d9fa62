import { expect, test } from 'vitest'
import { openHall } from './support/hall.ts'

test('a member that stops reading is closed with 4003, and the others hear everything', async () => {
  const hall = await openHall({
    room: { textLength: 4000, messageRate: 1e6, messageBurst: 1e6, roomRate: 1e6, roomBurst: 1e6 },
    gate: { maxMessage: 30_000, messageRate: 1e6, messageBurst: 1e6 },
  })
  const [anna, bert] = await hall.players(['anna', 'bert'])
  const { room } = await anna!.request.room_create({ name: 'den' })
  const id = room.id
  await bert!.request.room_join({ id })
  const sleeper = await hall.server.connect()
  await sleeper.login('sleeper')
  await sleeper.ask('cs_room_join', { id })
  sleeper.pause()
  const text = '字'.repeat(4000)
  let said = 0
  while (anna!.pushes('room_left').length === 0) {
    await Promise.all(Array.from({ length: 20 }, () => anna!.request.room_say({ id, text })))
    said += 20
    await bert!.push('room_message', said)
    expect(said).toBeLessThan(5000)
  }
  expect(bert!.pushes('room_message').map(m => m.number)).toEqual(
    Array.from({ length: said }, (_, i) => i + 1),
  )
  expect(anna!.pushes('room_left')).toMatchObject([{ acc: 'sleeper', reason: 'gone' }])
  sleeper.resume()
  expect((await sleeper.closed).code).toBe(4003)
})
