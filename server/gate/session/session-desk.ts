// What clients ask about sessions: to have one, to come back to it, and how many frames have come. It answers for the
// connections of one slave.

import { comesAgain } from '../../../protocol/errors.ts'
import { LOST, RECEIVED, RESUME, SESSION_OPEN } from '../../../protocol/kit.ts'
import type { Message } from '../../../protocol/sproto/index.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Asked } from '../connection/connection-host.ts'
import type { Connection } from '../connection.ts'
import type { Birthplace, Home } from '../relay/homes.ts'
import type { Relays } from '../relay/relays.ts'
import { EndedSessions, type SessionEnd } from './ended-sessions.ts'
import { goOn, lost } from './go-on.ts'
import type { Session } from './session.ts'
import { isSameToken, makeToken, readToken, type SessionToken } from './token.ts'

export interface SessionDeskOptions {
  /** Of its thread. */
  life: number
  /** `session.grace`, in ms. */
  grace: number
  clock: Clock
  at(connection: number): Connection | undefined
  /** The connection that has a session which has come here from another thread. */
  arrived(born: Birthplace): Connection | undefined
  /** Where a session is that was here. */
  movedTo(connection: number): Home | undefined
  /** Clients whose sessions are on other threads. */
  relays(): Relays
}

/** `received` is left out by a client that has lost its past. */
interface ResumeBody {
  token: string
  received: number | undefined
}

export class SessionDesk {
  readonly #options: SessionDeskOptions
  readonly #ended = new EndedSessions()

  constructor(options: SessionDeskOptions) {
    this.#options = options
  }

  onMessage(connection: Connection, message: Message, body: unknown, asked: Asked): void {
    if (message.name === RECEIVED) return this.#confirm(connection, message, asked, body as { count: number })
    if (message.name === SESSION_OPEN) return this.#open(connection, message, asked)
    if (message.name === RESUME) return this.#resume(connection, message, asked, body as ResumeBody)
    connection.refuse(message, asked, { code: 'UNKNOWN_MESSAGE', isBad: true })
  }

  onEnd({ token }: Session, end: SessionEnd | undefined): void {
    if (end === 'loggedOut' || (end !== undefined && comesAgain(end) === 'no')) this.#ended.note(token, end)
  }

  #open(connection: Connection, message: Message, asked: Asked): void {
    if (connection.isGuest) return connection.refuse(message, asked, { code: 'NEED_LOGIN' })
    const { life, clock, grace } = this.#options
    const token = connection.openSession(() =>
      makeToken({ life, connection: connection.id, began: clock.now() }),
    )
    connection.answer(message, asked, { token, grace })
  }

  #confirm(connection: Connection, message: Message, asked: Asked, { count }: { count: number }): void {
    if (connection.confirm(count)) return
    connection.refuse(message, asked, { code: 'BAD_MESSAGE', text: 'count: more than was sent', isBad: true })
    connection.onDropped()
  }

  #resume(line: Connection, message: Message, asked: Asked, { token, received }: ResumeBody): void {
    if (!line.isGuest || line.isAnswering) return line.refuse(message, asked, { code: 'ALREADY_LOGGED_IN' })
    const parts = readToken(token)
    if (!parts) return line.refuse(message, asked, lost(LOST.over))
    // Whoever has loaded the game anew wants to play here, and may throw out others.
    const isByItself = received !== undefined
    if (isByItself) line.returnsFrom = parts.began
    const found = this.#find(token, parts)
    const end = isByItself ? this.#ended.of(token) : undefined
    if (!found && end === undefined)
      return this.#lookElsewhere(line, message, asked, { ...parts, token, received })
    if (!found) return this.#refuse(line, message, asked, end)
    if (found.afterMove(() => this.#resumeAgain(line, message, asked, { token, received })))
      return line.wait()
    goOn(found, { line, message, asked }, received)
  }

  /** The session was about to move. */
  #resumeAgain(line: Connection, message: Message, asked: Asked, body: ResumeBody): void {
    line.stopWaiting()
    if (line.isOpen) this.#resume(line, message, asked, body)
  }

  /** One that was never elsewhere is over. */
  #lookElsewhere(line: Connection, message: Message, asked: Asked, back: SessionToken & ResumeBody): void {
    const { life, movedTo, relays } = this.#options
    const home = back.life === life ? movedTo(back.connection) : undefined
    relays().begin(line, message, asked, { ...back, home })
  }

  endOf(token: string): SessionEnd | undefined {
    return this.#ended.of(token)
  }

  #find(token: string, { life, connection }: SessionToken): Connection | undefined {
    const { at, arrived } = this.#options
    const found = arrived({ life, connection }) ?? (life === this.#options.life ? at(connection) : undefined)
    return found?.session && isSameToken(found.session.token, token) ? found : undefined
  }

  /** Who was thrown out while it was away is told so now. */
  #refuse(line: Connection, message: Message, asked: Asked, end: SessionEnd | undefined): void {
    if (end === undefined) return line.refuse(message, asked, lost(LOST.over))
    if (end === 'loggedOut') return line.refuse(message, asked, lost(LOST.loggedOut))
    line.close(end)
  }
}
