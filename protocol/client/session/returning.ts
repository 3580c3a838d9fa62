// How a game comes back: opens a session after the login, goes on with it on the next socket, or logs in afresh and says so. It
// hears at once what belongs to sessions, as the frames behind it count.

import { LOST, RECEIVED, RESUME, SESSION_OPEN } from '../../kit.ts'
import type { TokenKeeper } from '../account/account.ts'
import { RequestError } from '../errors.ts'
import type { Incoming } from '../frames.ts'
import type { ResumedEvent } from '../types.ts'
import type { SentFrame } from './outgoing.ts'
import { PlayerSession, type Resumed } from './player-session.ts'

export interface ReturningHost {
  /** Whether the protocol has sessions, and the game wants them. */
  readonly hasSessions: boolean
  readonly keep: TokenKeeper | undefined
  login(isAllowed: () => boolean): Promise<unknown>
  /** Asks by a number that is not counted. */
  ask(name: string, body: object | undefined): Promise<unknown>
  /** Sends a message that is not counted. */
  tell(name: string, body: object): void
  /** Sends a frame once more. */
  sendAgain(data: string | Uint8Array): void
  /** A request will never be answered. */
  giveUp(frame: SentFrame): void
  /** The connection goes on with the one before. */
  resumed(): void
  /** The line is of no use. */
  drop(): void
  /** What was on its way is lost. */
  forgetAll(): void
}

/** How a connection came to be open, when not by the first login. */
export type Entry = { resumed: ResumedEvent } | { restarted: { reason: string } }

export class Returning {
  readonly session = new PlayerSession()
  readonly #host: ReturningHost
  #entry: Entry | undefined
  #wasOpen = false

  constructor(host: ReturningHost) {
    this.#host = host
  }

  /** How the connection that is open now came to be; asked once. */
  takeEntry(): Entry | undefined {
    const entry = this.#entry
    this.#entry = undefined
    return entry
  }

  /** A fresh socket: goes on with the session, or logs in and opens one. */
  async enter(isAllowed: () => boolean): Promise<void> {
    if (this.session.token === undefined && this.#host.keep) await this.#recall(this.#host.keep)
    if (!isAllowed()) return
    const lost = this.session.token === undefined ? undefined : await this.#resume(isAllowed)
    if (lost === false) return
    if (lost !== undefined) this.#lose()
    await this.#host.login(isAllowed)
    if (!isAllowed()) return
    if (this.#host.hasSessions) await this.#open()
    if (this.#wasOpen) this.#entry = { restarted: { reason: lost ?? 'there was no session' } }
    this.#wasOpen = true
  }

  /** `token` undefined: it is of no use any more. */
  keep(token: string | undefined): void {
    void this.#host.keep?.write(token)
  }

  /** A message that is not counted has come. */
  hear(incoming: Incoming): void {
    if (incoming.kind === 'push' && incoming.name === RECEIVED)
      return this.session.confirmed((incoming.body as { count: number }).count)
    if (incoming.kind !== 'reply') return
    if (incoming.name === SESSION_OPEN) this.#opened((incoming.body as { token: string }).token)
    if (incoming.name === RESUME) this.#resumed(incoming.body as Resumed)
  }

  /** Tells the server how many frames have come, where that is news. */
  tellHeard(): void {
    const count = this.session.tell()
    if (count !== undefined) this.#host.tell(RECEIVED, { count })
  }

  async #recall(keep: TokenKeeper): Promise<void> {
    const token = await keep.read()
    if (token) this.session.begin(token)
  }

  #lose(): void {
    this.session.end()
    this.keep(undefined)
    this.#host.forgetAll()
  }

  /** Returns false when all is as it was, else why it is not. */
  async #resume(isAllowed: () => boolean): Promise<string | false> {
    const { token, heard } = this.session
    try {
      await this.#host.ask(RESUME, heard === undefined ? { token } : { token, received: heard })
      return false
    } catch (error) {
      if (!isAllowed()) throw error
      if (!isOver(error)) {
        // The session may have this very line: to close it as one that is done would end it.
        this.#host.drop()
        throw error
      }
      if (error.message !== LOST.loggedOut) return error.message
      this.#lose()
      throw error
    }
  }

  /** Before anything is asked: from then on nothing is lost. A server that has none is served without. */
  async #open(): Promise<void> {
    this.session.opening()
    try {
      await this.#host.ask(SESSION_OPEN, undefined)
    } catch (error) {
      this.session.end()
      if (!(error instanceof RequestError) || error.code === 'TIMEOUT') throw error
    }
  }

  #opened(token: string): void {
    this.session.opened(token)
    this.keep(token)
  }

  #resumed(answer: Resumed): void {
    const { awayFor, heard } = this.session
    const { again, givenUp } = this.session.resumed(answer)
    this.#wasOpen = true
    this.#host.resumed()
    if (givenUp) this.#host.giveUp(givenUp)
    for (const { data } of again) this.#host.sendAgain(data)
    this.#entry =
      heard === undefined
        ? { restarted: { reason: 'the game was loaded again' } }
        : { resumed: { awayFor, replayed: answer.replayed, resent: again.length } }
  }
}

const isOver = (error: unknown): error is RequestError =>
  error instanceof RequestError && (error.code === 'SESSION_LOST' || error.code === 'UNKNOWN_MESSAGE')
