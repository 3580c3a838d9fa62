// A login server by itself, and a game's server that it knows by its announcements.

import { expect, onTestFinished, test } from 'vitest'
import { CLOSE } from '../../protocol/errors.ts'
import { protocol } from '../../protocol/generated/index.ts'
import { type LoginServer, startLoginServer } from '../../server/login-server.ts'
import { DEMO, type GameServer, startGame } from '../kit/game-server.ts'
import { testConfig } from '../support/server/server.ts'
import { addToken } from '../support/server/tokens.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'
import { PASSWORD } from './support/accounts-game.ts'
import { LoginHttp } from './support/login-http.ts'

const auth = { kind: 'accounts' } as const

async function startAlone(): Promise<{ server: LoginServer; http: LoginHttp; token: string; url: string }> {
  const folder = temporaryFolder()
  const login = { alone: true, port: 0 }
  const server = await startLoginServer(testConfig({ game: DEMO, auth, login } as never, folder))
  onTestFinished(async () => void (await server.stop()))
  const token = await addToken({ folder } as never, { name: 'game', scopes: ['cluster'] })
  return {
    server,
    http: new LoginHttp(server.loginPort!),
    token,
    url: `http://127.0.0.1:${server.loginPort}`,
  }
}

const playAt = async (game: GameServer, access: string) => {
  const client = await game.connect({ protocol })
  return { client, answer: await client.ask('cs_login', { acc: '', token: access }) }
}

test('lets players in at the gates that announce themselves, and reaches them there', async () => {
  const { http, token, url } = await startAlone()
  const first = await http.enter('register', { name: 'Ann', password: PASSWORD })
  expect(first.gates).toEqual([])
  const game = await startGame({ auth, login: { url, token } as never })
  expect(game.server.loginPort).toBeUndefined()
  const come = () => http.enter('name', { name: 'Ann', password: PASSWORD })
  const made = await until(come, ({ gates }) => gates.length > 0)
  expect(made.gates).toEqual([game.url])
  const { client, answer } = await playAt(game, made.access)
  expect(answer.name).toBe('sc_login')

  await http.post('logout', { refresh: made.refresh, everywhere: true })
  expect((await client.closed).code).toBe(CLOSE.KICKED)
})

test('removes a player from the stores of the game, before its account', async () => {
  const { http, token, url } = await startAlone()
  const game = await startGame({ auth, login: { url, token } as never })
  const made = await until(
    () => http.enter('device', { device: 'd'.repeat(24) }),
    ({ gates }) => gates.length > 0,
  )
  const { client } = await playAt(game, made.access)
  const deleted = await http.post('delete', { refresh: made.refresh })
  expect([deleted.status, deleted.body]).toEqual([200, {}])
  expect((await client.closed).code).toBe(CLOSE.KICKED)
  expect(await game.store.stores.roles.find({ acc: made.account })).toBeUndefined()
  expect((await http.enter('device', { device: 'd'.repeat(24) })).isNew).toBe(true)
})

test('hears only nodes that show a token of the scope cluster', async () => {
  const { http, server } = await startAlone()
  const ask = (authorization: string) =>
    fetch(`${http.url}/nodes`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{}',
    })
  expect((await ask('')).status).toBe(401)
  expect((await ask('Bearer gatehouse_none')).status).toBe(401)
  expect(server.webPort).toBeUndefined()
})
