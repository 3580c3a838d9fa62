import { expect, test } from 'vitest'
import { refusal, startGame } from '../kit/index.ts'

test('It\'s evening', async () => {
  const server = await startGame()
  const [player1, player2] = await server.players('ann', 'player2')
  const reply1 = await player1.request.sign()
  expect(reply1?.sign_cnt).toEqual(1)
  const reply2 = await player1.request.room_create({ name: `signed ${reply1?.sign_cnt} \`back\` $x` })
  const reply3 = await player2.request.room_join({ id: reply2?.room?.id })
  expect(reply3?.number).toEqual(0)
  let reply4 = undefined as never as Awaited<ReturnType<typeof player1.request.room_say>>
  for (let n = 1; n <= 2; n += 1) {
    reply4 = await player1.request.room_say({ id: reply2?.room?.id, text: `good evening ${n}` })
    await new Promise(done => setTimeout(done, 5))
  }
  const push5 = await player2.push('room_message', 1)
  expect(push5?.number).toEqual(1)
  expect(push5?.text).toEqual('good evening 1')
  await new Promise(done => setTimeout(done, 5))
  expect(await refusal(player1.request.room_join({ id: reply2?.room?.id }))).toEqual('ALREADY_IN_ROOM')
})
