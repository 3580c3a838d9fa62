// Deleting an account: nothing is left of its player, and whatever goes wrong, it ends.

import { expect, test } from 'vitest'
import { CLOSE } from '../../protocol/errors.ts'
import type { RawClient } from '../support/client/raw-client.ts'
import { until } from '../support/until.ts'
import { accountsOf, PASSWORD, startAccounts } from './support/accounts-game.ts'
import { shareAccounts } from './support/share-accounts.ts'

const shared = shareAccounts()

test('takes the player out of the game, and all that stores have of it: role, what it said, places on boards, in a guild', async () => {
  const { http, register, play, game } = shared()
  const [made, witness] = [await register('Leaves'), await register('Stays')]
  const { client } = await play(made.access)
  const { client: other } = await play(witness.access)
  const created = await client.ask('cs_room_create', { kind: 'chat', name: 'Hall' })
  const { id } = created.data.room as { id: string }
  await other.ask('cs_room_join', { id })
  await client.ask('cs_room_say', { id, text: 'remember me' })
  await answerOf(client, 'cs_sign', {})
  await answerOf(client, 'cs_guild_create', { name: 'Leavers' })
  expect(await game.role(made.account)).toMatchObject({ acc: made.account, sign_cnt: 1 })
  await game.clock.move({ seconds: 1 })

  const deleted = await http.post('delete', { refresh: made.refresh, password: PASSWORD })
  expect([deleted.status, deleted.body]).toEqual([200, {}])
  expect((await client.closed).code).toBe(CLOSE.KICKED)
  expect(await game.store.stores.roles.find({ acc: made.account })).toBeUndefined()
  expect(await game.store.stores.accounts.find(made.account)).toBeUndefined()
  const history = await answerOf(other, 'cs_room_history', { id })
  expect(JSON.stringify(history)).not.toContain('remember me')
  await answerOf(other, 'cs_guild_join', { id: 'Leavers' })
  const guild = await answerOf(other, 'cs_guild_show', {})
  expect(JSON.stringify(guild)).not.toContain(`"name":"${made.account}`)
  const top = await answerOf(other, 'cs_board_top', { board: 'sign' })
  expect(JSON.stringify(top)).not.toContain(made.account)
})

/** Pushes may come before it. */
async function answerOf(client: RawClient, name: string, data: object): Promise<unknown> {
  let reply = await client.ask(name, data)
  while (reply.name !== name.replace('cs_', 'sc_')) reply = await client.nextText()
  return reply.data
}

test('is not done without the password of an account that has one, nor by an access token', async () => {
  const { http, register } = shared()
  const made = await register('Careful')
  expect((await http.post('delete', { refresh: made.refresh })).status).toBe(401)
  expect((await http.post('delete', { refresh: made.refresh, password: 'a wrong one' })).status).toBe(401)
  expect((await http.post('delete', {}, { token: made.access })).status).toBe(400)
  await http.enter('name', { name: 'Careful', password: PASSWORD })
})

test('makes every token worthless, and frees the name', async () => {
  const { http, register, play, game } = shared()
  const made = await register('Comes Again')
  await game.clock.move({ seconds: 1 })
  await http.post('delete', { refresh: made.refresh, password: PASSWORD })
  expect((await http.post('refresh', { refresh: made.refresh })).status).toBe(401)
  expect((await play(made.access)).answer.data).toMatchObject({ code: 'LOGIN_FAILED' })
  const again = await register('Comes Again')
  expect(again.account).not.toBe(made.account)
})

test('that fails half-way lets nobody in, and is taken up by the next start', async () => {
  const { http, register, game } = await startAccounts()
  const made = await register('Half Way')
  game.store.fail()
  const { status, body } = await http.post('delete', { refresh: made.refresh, password: PASSWORD })
  expect([status, body.code]).toEqual([503, 'TRY_AGAIN'])
  game.store.heal()
  expect((await http.post('name', { name: 'Half Way', password: PASSWORD })).status).toBe(401)
  expect((await http.post('register', { name: 'Half Way', password: PASSWORD })).status).toBe(409)
  expect(await game.store.stores.accounts.leaving()).toEqual([made.account])
  await game.restart()
  await until(
    () => game.store.stores.accounts.find(made.account),
    found => found === undefined,
  )
  await accountsOf(game).register('Half Way')
})
