// A socket that comes back: opens one, hands it to the login, and after a loss tries again, later each time. It owns
// at most one socket; every loss is told once, with when it will be tried again.

import { comesAgain } from '../../errors.ts'
import { ClosedError, explainClose, RequestError, shownUrl } from '../errors.ts'
import type { ClosedEvent, GameState } from '../types.ts'
import { backoff } from './backoff.ts'
import { reasonOf, type SignalLike } from './signal.ts'
import { Socket, type SocketLike } from './socket.ts'
import { after, ticks } from './time.ts'

/** A connection that stood this long (ms) was sound: its loss is tried again at once, not after a long wait. */
const SOUND = 5000

/** Login errors that say "later" and not "no". */
const LATER = new Set<string>([
  'TRY_AGAIN',
  'SERVER_FULL',
  'TIMEOUT',
  'RATE_LIMITED',
  'INTERNAL',
  'SERVICE_DEAD',
  'THREAD_LOST',
  'MAILBOX_FULL',
])

export interface LinkOptions {
  url: string
  make: () => SocketLike
  /** Whether to come back after a loss. */
  reconnect: boolean
  /** How long the first connection is tried again where it fails, in ms. */
  retryFor: number
  /** Ends it for good. */
  signal: SignalLike | undefined
  /** How long a socket may take to open, in ms. */
  timeout: number
  /** Logs in on the fresh socket, as long as `isAllowed`; the link is open when it has resolved. */
  login: ((isAllowed: () => boolean) => Promise<unknown>) | undefined
  /** `at`: when it arrived, in ticks. */
  frame(data: string | Uint8Array, at: number): void
  /** The state is another one: `connecting`, `login` or `open`. */
  entered(state: GameState): void
  /** The state is `waiting` or `closed`: the socket ended, what waits on it never comes. */
  lost(error: ClosedError, event: ClosedEvent): void
  /** The login failed after a reconnection. */
  loginFailed(error: Error): void
}

/** Who waits for the first connection. */
interface Opening {
  resolve: () => void
  reject: (error: Error) => void
  /** In ticks: after that it is not tried again. */
  until: number
  /** What it is rejected with, where that is more than the loss of the socket. */
  error?: Error | undefined
}

export class Link {
  readonly #options: LinkOptions
  #state: GameState = 'closed'
  #socket: Socket | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #attempt = 0
  /** Whether the loss before was one that says "later". */
  #isLater = false
  #openedAt = 0
  /** It goes on with what was before. */
  #isResumed = false
  #isClosing = false
  #last: ClosedError
  #first: Opening | undefined

  constructor(options: LinkOptions) {
    this.#options = options
    this.#last = new ClosedError(options.url, 1006, 'not connected yet')
  }

  get state(): GameState {
    return this.#state
  }

  /** Why there is no connection. */
  get last(): ClosedError {
    return this.#last
  }

  /** Resolves when the first socket is open and logged in; rejects when that fails, and then stays closed. */
  open(): Promise<void> {
    const { url, retryFor, signal } = this.#options
    if (this.#state !== 'closed')
      return Promise.reject(new Error(`${shownUrl(url)}: this connection was opened already`))
    if (signal?.aborted) return Promise.reject(reasonOf(signal, url))
    signal?.addEventListener('abort', this.#abort)
    this.#isClosing = false
    this.#attempt = 0
    return new Promise((resolve, reject) => {
      this.#first = { resolve, reject, until: ticks() + retryFor }
      this.#dial()
    })
  }

  readonly #abort = (): void => {
    if (this.#first) this.#first.error = reasonOf(this.#options.signal!, this.#options.url)
    this.close()
  }

  /** Closes for good. */
  close(): void {
    if (this.#state === 'closed') return
    this.#isClosing = true
    this.drop(1000, '')
  }

  /** Ends the socket as lost, without waiting for the other side. */
  drop(code: number, reason: string): void {
    if (this.#socket) this.#socket.end(code, reason)
    else this.#lost(code, reason)
  }

  /** The connection that is being opened goes on with the one before: it is sound, however soon it is lost. */
  noteResumed(): void {
    this.#isResumed = true
  }

  /** While it waits: tries now. */
  hurry(): void {
    if (this.#state !== 'waiting') return
    clearTimeout(this.#timer)
    this.#dial()
  }

  send(data: string | Uint8Array): void {
    this.#socket!.send(data)
  }

  #dial(): void {
    let made: SocketLike
    try {
      made = this.#options.make()
    } catch (error) {
      this.#isClosing ||= this.#first !== undefined
      return this.#lost(1006, (error as Error).message)
    }
    const socket: Socket = new Socket(made, {
      opened: () => void this.#opened(socket),
      frame: (data, at) => this.#options.frame(data, at),
      closed: (code, reason) => this.#lost(code, reason),
    })
    this.#socket = socket
    this.#timer = after(this.#options.timeout, () => socket.end(1006, 'no connection in time'))
    this.#enter('connecting')
  }

  async #opened(socket: Socket): Promise<void> {
    clearTimeout(this.#timer)
    const { login } = this.#options
    const isCurrent = () => this.#socket === socket
    try {
      if (login) {
        this.#enter('login')
        if (isCurrent()) await login(() => isCurrent() && this.#state === 'login')
      }
    } catch (error) {
      return this.#refused(socket, error as Error)
    }
    if (!isCurrent()) return
    this.#openedAt = ticks()
    this.#first?.resolve()
    this.#first = undefined
    this.#enter('open')
  }

  /** Refused for good ends it; whatever else went wrong is tried again like a loss, but not the first time: who opens it
   * is told of a mistake in the login function at once. */
  #refused(socket: Socket, error: Error): void {
    if (this.#socket !== socket) return
    const mayPass = error instanceof RequestError ? LATER.has(error.code) : !this.#first
    this.#isClosing ||= !mayPass
    if (this.#first) this.#first.error = error
    else this.#options.loginFailed(error)
    socket.end(1000, 'the login failed')
  }

  /** Listeners hear of it last: they may close this link, or open it again. */
  #lost(code: number, reason: string): void {
    clearTimeout(this.#timer)
    this.#socket = undefined
    this.#last = new ClosedError(this.#options.url, code, reason)
    const retryIn = this.#retryIn(code)
    if (retryIn !== undefined) this.#timer = setTimeout(() => this.#dial(), retryIn)
    else this.#end()
    this.#state = retryIn === undefined ? 'closed' : 'waiting'
    const explained = explainClose(code, reason)
    this.#options.lost(this.#last, { code, reason: explained, ...(retryIn !== undefined && { retryIn }) })
  }

  /** It does not come again. */
  #end(): void {
    this.#options.signal?.removeEventListener('abort', this.#abort)
    this.#first?.reject(this.#first.error ?? this.#last)
    this.#first = undefined
  }

  /** The catalogue says which closes come again. After another login, say, coming back would throw that one out, and
   * so on for ever. */
  #retryIn(code: number): number | undefined {
    const again = comesAgain(code)
    const isLater = again === 'later'
    const wasSound = this.#isResumed || (this.#openedAt > 0 && ticks() - this.#openedAt > SOUND)
    if (wasSound || isLater !== this.#isLater) this.#attempt = 0
    this.#openedAt = 0
    this.#isResumed = false
    this.#isLater = isLater
    if (this.#isClosing || again === 'no' || !(this.#first || this.#options.reconnect)) return undefined
    const wait = backoff(this.#attempt++, isLater)
    return this.#first && ticks() + wait > this.#first.until ? undefined : wait
  }

  #enter(state: GameState): void {
    this.#state = state
    this.#options.entered(state)
  }
}
