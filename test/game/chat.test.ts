// The demo's rooms and chat: what its own handlers add to the kit's rooms.

import { expect, test } from 'vitest'
import { refusal, shareGame } from '../kit/index.ts'

const game = shareGame({ gate: { messageRate: 1e6, messageBurst: 1e6 } })

test('words of the table badword are covered in names of rooms, in texts and in whispers', async () => {
  const [anna, bert] = await game().players('anna', 'bert')
  const { room } = await anna!.request.room_create({ name: 'ＡＤＭＩＮ 外 挂' })
  expect(room.name).toBe('***** * *')
  await anna!.request.room_say({ id: room.id, text: 'I am the AdMin, 外挂, a.d.m.i.n' })
  expect((await anna!.push('room_message')).text).toBe('I am the *****, **, *.*.*.*.*')
  await anna!.request.whisper({ acc: 'bert', text: 'admin' })
  expect((await bert!.push('whispered')).text).toBe('*****')
})

test('everybody has a place in the world, which nobody can open', async () => {
  const [anna] = await game().players('anna')
  expect((await anna!.request.room_join({ kind: 'world' })).room.id).toBe('world-1')
  expect(await refusal(anna!.request.room_create({ kind: 'world', name: 'mine' }))).toBe('NOT_ALLOWED')
})

test('a mute lasts 30 days at most', async () => {
  const [anna, bert] = await game().players('anna', 'bert')
  const id = (await anna!.request.room_create({ name: 'den' })).room.id
  await bert!.request.room_join({ id })
  const mute = (seconds: number) => refusal(anna!.request.room_mute({ id, uid: bert!.uid, seconds }))
  expect(await mute(30 * 86_400 + 1)).toBe('BAD_MESSAGE')
  expect(await mute(-1)).toBe('BAD_MESSAGE')
  expect(await mute(30 * 86_400)).toBe('none')
  expect(await refusal(bert!.request.room_say({ id, text: 'x' }))).toBe('MUTED')
})

test('who is blocked is not heard, at the next login either, and a hundred can be blocked', async () => {
  const [dora, emil] = await game().players('dora', 'emil')
  expect(await refusal(dora!.request.block({ uid: 'emil', is_blocked: true }))).toBe('BAD_MESSAGE')
  for (let i = 1; i < 100; i++) await dora!.request.block({ uid: `${i}`, is_blocked: true })
  expect((await dora!.request.block({ uid: emil!.uid, is_blocked: true })).uids).toHaveLength(100)
  expect(await refusal(dora!.request.block({ uid: '100', is_blocked: true }))).toBe('NOT_ALLOWED')
  const again = await game().player('dora')
  await emil!.request.whisper({ acc: 'dora', text: 'psst' })
  await again.request.block({ uid: emil!.uid, is_blocked: false })
  await emil!.request.whisper({ acc: 'dora', text: 'hello' })
  expect((await again.push('whispered')).text).toBe('hello')
})

test('an account of another player is online or not, by name and by number', async () => {
  const [anna, bert] = await game().players('anna', 'bert')
  expect(await anna!.request.presence({ acc: 'bert' })).toMatchObject({ is_online: true, uid: bert!.uid })
  expect(await anna!.request.presence({ uid: '1' })).toMatchObject({ is_online: false })
  expect(await refusal(anna!.request.presence({}))).toBe('BAD_MESSAGE')
})
