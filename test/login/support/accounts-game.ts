// The demo with accounts of the kit: its gate, and the login server in the same process.

import { protocol } from '../../../protocol/generated/index.ts'
import type { LoginAnswer } from '../../../protocol/login-api.ts'
import { type GameServer, type StartGameOptions, startGame } from '../../kit/game-server.ts'
import type { RawClient, TextMessage } from '../../support/client/raw-client.ts'
import { LoginHttp } from './login-http.ts'

/** Nobody guesses it. */
export const PASSWORD = 'correct horse battery'

export interface AccountsGame {
  game: GameServer
  http: LoginHttp
  /** Connects and shows an access token to the gate; with what the gate answers. */
  play(access: string): Promise<{ client: RawClient; answer: TextMessage }>
  /** A new account with this name and PASSWORD. */
  register(name: string): Promise<LoginAnswer>
}

/** Behind a proxy, so that clients come from wherever a test likes. */
export const withAccounts = (options: StartGameOptions): StartGameOptions => ({
  ...options,
  auth: { kind: 'accounts' },
  login: { port: 0, trustProxy: 1, origins: ['https://play.example.com'], ...options.login },
})

export const startAccounts = async (options: StartGameOptions = {}): Promise<AccountsGame> =>
  accountsOf(await startGame(withAccounts(options)))

export function accountsOf(game: GameServer): AccountsGame {
  const http = new LoginHttp(game.server.loginPort!)
  return {
    game,
    http,
    async play(access) {
      const client = await game.connect({ protocol })
      return { client, answer: await client.ask('cs_login', { acc: '', token: access }) }
    },
    register: name => http.enter('register', { name, password: PASSWORD }),
  }
}
