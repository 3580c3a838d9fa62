// What members are called whom the server knows by an account that says nothing.

import { expect, onTestFinished, test } from 'vitest'
import { protocol } from '../../protocol/generated/index.ts'
import { checkConfig } from '../../server/settings/load.ts'
import { makeToken, SECRET } from '../auth/support/signing.ts'
import { DEMO } from '../kit/game-server.ts'
import { Player } from '../support/client/player.ts'
import { startTestServer } from '../support/server/server.ts'

test('members have the name that the token gives them, as it may be shown, where it is another than the account', async () => {
  const { auth } = checkConfig({ auth: { kind: 'token', token: { secret: SECRET, account: 'player' } } })
  const server = await startTestServer({ game: DEMO, auth })
  onTestFinished(async () => void (await server.stop()))
  const enter = async (player: string, name: unknown) => {
    const token = await makeToken({ player, name })
    const login = { protocol, login: (request: Player['request']) => request.login({ acc: '', token }) }
    const entered = await Player.open(server.url, player, login)
    onTestFinished(() => entered.close())
    return entered
  }
  const ann = await enter('1001', ' Ann\u202e 安 ')
  const bob = await enter('bob', 7)
  const eve = await enter('1003', 'e'.repeat(100))
  const { room } = await ann.request.room_create({ name: 'Loft' })
  for (const each of [bob, eve]) await each.request.room_join({ id: room.id })

  await ann.push('room_joined', 2)
  const { members } = await ann.request.room_members({ id: room.id })
  const shown = members.map(({ acc, name }) => [acc, name])
  const names = [
    ['1001', 'Ann 安'],
    ['bob', undefined],
    ['1003', 'e'.repeat(64)],
  ]
  expect(shown).toEqual(names)
  const told = ann.pushes('room_joined').map(({ member }) => [member.acc, member.name])
  expect(told).toEqual(names.slice(1))
})
