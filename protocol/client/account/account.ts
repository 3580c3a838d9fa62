// An account that is signed in. It keeps true: an access token that it gives counts for a while yet; at one time it asks for one
// new token only, and what follows is kept before it is used; when only the player can go on, the game is told, once.
//
//   signed in ── a token is over, or in doubt ──→ asks for the next one ──→ signed in
//       │                                           └── refused (logged out elsewhere, banned, too long ago) ──→ signed out
//       └── the player signs out, or deletes the account ───────────────────────────────────────────────────────────↑

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
  /** The player changes the login: meanwhile the old one is refused, which is no news. */
  #changing: Promise<unknown> = Promise.resolve()
  /** Why it gives no more tokens. */
  #over: RequestError | undefined

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

  /** Whether its login still stands: from now on a token is given only when the login server has said so. Rejects as `token`. */
  async check(): Promise<void> {
    this.#goodUntil = 0
    await this.#next?.catch(() => undefined) // asked before: it may not know yet
    this.#goodUntil = 0
    await this.token()
  }

  /** Asks for the next tokens, and hears which gates there are. */
  refresh(): Promise<void> {
    if (this.#over) return Promise.reject(this.#over)
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
    const token = await this.token()
    await this.#change(async () => this.#take(await this.#server.post('password', { old, password }, token)))
  }

  /** Here, or on all devices. */
  async signOut({ everywhere = false } = {}): Promise<void> {
    if (this.#over) return
    await this.#leave('logout', { everywhere })
  }

  /** Deletes the account with all that the game has of its player. `password`: of an account that has one. */
  async remove(password?: string): Promise<void> {
    await this.#leave('delete', { ...(password !== undefined && { password }) })
  }

  #leave(name: string, body: object): Promise<void> {
    return this.#change(async () => {
      await this.#server.post(name, { refresh: this.#answer.refresh, ...body })
      await this.#forget(new RequestError('refresh', 'LOGIN_FAILED', 'signed out'))
    })
  }

  #change(act: () => Promise<void>): Promise<void> {
    const changed = act()
    const settled = changed.catch(() => undefined) // whoever has asked for it is told
    this.#changing = Promise.all([this.#changing, settled])
    return changed
  }

  #ended(): void {
    this.#next = undefined
  }

  async #refresh(): Promise<void> {
    const { refresh } = this.#answer
    try {
      const answer = await this.#server.post<LoginAnswer>('refresh', { refresh })
      if (this.#answer.refresh === refresh && !this.#over) await this.#take(answer)
    } catch (error) {
      if (!(error instanceof RequestError) || FINAL.indexOf(error.code) < 0) throw error
      await this.#changing
      if (this.#answer.refresh === refresh) await this.#refused(error)
    }
    if (this.#over) throw this.#over
  }

  async #refused(error: RequestError): Promise<void> {
    if (this.#over) return
    await this.#forget(error)
    this.#events.emit('signedOut', error)
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

  async #forget(reason: RequestError): Promise<void> {
    this.#over = reason
    this.#goodUntil = 0
    await this.#keep?.write(undefined)
  }
}
