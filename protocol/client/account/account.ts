// An account that is signed in. It keeps true: an access token that it gives counts for a while yet; at one time it asks for one
// new token only, and what follows is kept before it is used; when only the player can go on, the game is told.
//
//   signed in ── a token is over ──→ asks for the next one ──→ signed in
//                                      └── refused (logged out elsewhere, banned, too long ago) ──→ signed out

import type { AccountAnswer, Credentials, LoginAnswer } from '../../login-api.ts'
import { Emitter } from '../emitter.ts'
import { RequestError } from '../errors.ts'
import { ticks } from '../link/time.ts'
import type { LoginServer } from './login-server.ts'

/** Where the game keeps the refresh token between its runs: what reads it can play as this player. */
export interface TokenKeeper {
  read(): string | null | undefined | Promise<string | null | undefined>
  /** undefined: forget it. */
  write(token: string | undefined): unknown
}

export interface AccountEvents {
  /** The player has to sign in again: `code` LOGIN_FAILED, BANNED. */
  signedOut: RequestError
}

/** ms of its time that a token must have left. */
const MARGIN = 30_000
/** What only the player can mend. */
const FINAL = ['LOGIN_FAILED', 'BANNED', 'NEED_LOGIN']

export class Account {
  readonly #server: LoginServer
  readonly #keep: TokenKeeper | undefined
  readonly #events = new Emitter<AccountEvents>()
  #answer: LoginAnswer
  /** In ticks. */
  #goodUntil = 0
  #next: Promise<void> | undefined

  constructor(server: LoginServer, answer: LoginAnswer, keep: TokenKeeper | undefined) {
    this.#server = server
    this.#keep = keep
    this.#answer = answer
    this.#count(answer)
  }

  /** What the game knows the player by. */
  get id(): string {
    return this.#answer.account
  }

  /** As the player has typed it; undefined for who has none. */
  get name(): string | undefined {
    return this.#answer.name
  }

  /** Whether signing in has made it. */
  get isNew(): boolean {
    return this.#answer.isNew
  }

  /** The address of the gate to take. Throws RequestError while no gate is there. */
  get gate(): string {
    const [gate] = this.#answer.gates
    if (gate === undefined) throw new RequestError('gate', 'TRY_AGAIN', 'no gate is there yet')
    return gate
  }

  /** Calls `listener` at each event; the returned function ends that. */
  listen<E extends keyof AccountEvents>(event: E, listener: (value: AccountEvents[E]) => void): () => void {
    return this.#events.on(event, listener)
  }

  /** An access token that counts; `isFresh` asks for another one than before. Rejects with RequestError. */
  async token(isFresh = false): Promise<string> {
    if (isFresh || ticks() >= this.#goodUntil) await this.refresh()
    return this.#answer.access
  }

  /** Asks for the next tokens, and hears which gates there are. */
  refresh(): Promise<void> {
    this.#next =
      this.#next ||
      this.#refresh().then(
        () => this.#ended(),
        error => {
          this.#ended()
          throw error
        },
      )
    return this.#next
  }

  /** By what the account is entered. */
  async look(): Promise<AccountAnswer> {
    return this.#server.get('account', await this.token())
  }

  /** From now on it is entered by this too. Rejects with ACCOUNT_NAME_TAKEN, ALREADY_LINKED. */
  async link(how: Credentials): Promise<AccountAnswer> {
    return this.#server.post('link', how, await this.token())
  }

  /** `kind`: name, device or a platform. */
  async unlink(kind: string): Promise<AccountAnswer> {
    return this.#server.post('unlink', { kind }, await this.token())
  }

  /** Signs out everywhere else. */
  async changePassword(old: string, password: string): Promise<void> {
    await this.#take(await this.#server.post('password', { old, password }, await this.token()))
  }

  /** Here, or on all devices. */
  async signOut({ everywhere = false } = {}): Promise<void> {
    await this.#server.post('logout', { refresh: this.#answer.refresh, everywhere })
    await this.#forget()
  }

  /** Deletes the account with all that the game has of its player. `password`: of an account that has one. */
  async remove(password?: string): Promise<void> {
    const refresh = this.#answer.refresh
    await this.#server.post('delete', { refresh, ...(password !== undefined && { password }) })
    await this.#forget()
  }

  #ended(): void {
    this.#next = undefined
  }

  async #refresh(): Promise<void> {
    try {
      await this.#take(await this.#server.post('refresh', { refresh: this.#answer.refresh }))
    } catch (error) {
      if (!(error instanceof RequestError) || FINAL.indexOf(error.code) < 0) throw error
      await this.#forget()
      this.#events.emit('signedOut', error)
      throw error
    }
  }

  async #take(answer: LoginAnswer): Promise<void> {
    this.#answer = { ...answer, isNew: this.#answer.isNew }
    this.#count(answer)
    await this.#keep?.write(answer.refresh)
  }

  #count({ accessTime }: LoginAnswer): void {
    const ms = accessTime * 1000
    this.#goodUntil = ticks() + ms - Math.min(MARGIN, ms / 2)
  }

  async #forget(): Promise<void> {
    this.#goodUntil = 0
    await this.#keep?.write(undefined)
  }
}
