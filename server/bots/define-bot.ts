// What a bot's script is: one round of a player who plays by himself, and what such a player has.

import type { GameMessages } from '../../protocol/client/connect.ts'
import type { AnyMessages, Game, RequestApi } from '../../protocol/client/index.ts'
import type { Pushes } from '../../protocol/generated/index.ts'

export interface Bot {
  /** The connection, logged in: typed requests, sends and pushes. A lost one comes back by itself. */
  readonly game: Game<GameMessages>
  /** From 1; no other bot of the run has it. */
  readonly number: number
  /** Its account, `bot1`. */
  readonly account: string
  /** Waits as long as a player thinks (`--think`). */
  think(): Promise<void>
  /** 0 up to 1, and the same ones in each run of one `--seed`. */
  random(): number
  /**
   * The next push of this name (for which `where` holds). Ask for it before the request that leads to it. Rejects when
   * none comes within `within` ms (10 000), and when the connection is lost.
   */
  next<N extends keyof Pushes>(name: N, options?: NextOptions<Pushes[N]>): Promise<Pushes[N]>
  /** The reply; undefined where the request is refused with one of these codes, which is nothing wrong then. */
  mayFail<T>(request: Promise<T>, ...codes: string[]): Promise<T | undefined>
  /** Prints a line. */
  log(text: string): void
}

export interface NextOptions<T> {
  where?: (body: T) => boolean
  within?: number
}

/** One round: it is repeated as long as the bots play. What it throws is counted, and the next round begins. */
export type Play = (bot: Bot) => Promise<unknown>

export interface BotOptions {
  /** Logs in, now and after each lost connection. Default: `request.login({ acc: bot.account })`. */
  login?: (request: RequestApi<GameMessages>, bot: Bot) => Promise<unknown>
}

export interface BotScript {
  play: Play
  login: (request: RequestApi<GameMessages>, bot: Bot) => Promise<unknown>
}

/** The default export of a script for `npm run bots`. */
export const defineBot = (play: Play, { login = logIn }: BotOptions = {}): BotScript => ({ play, login })

/** A game may have another login: then its bots say so. */
async function logIn(request: RequestApi<GameMessages>, { account }: Bot): Promise<unknown> {
  const { login } = request as unknown as Partial<RequestApi<AnyMessages>>
  if (!login)
    throw new Error('login: expected a function in defineBot, since the schema has no message "login"')
  return login({ acc: account })
}
