// A player's connection to a gate: typed requests, pushes, the server's clock. Whoever waits for a reply is always
// told: by the reply, by the deadline, or by ClosedError when the socket ends for good. Where the server has sessions, a
// connection that was lost goes on as if nothing had happened: each request is run once, each push is heard once, in order.
// Where it has none, or the session is over, a request is never sent twice: it is for the caller to know what to repeat.

import { CLOSE, comesAgain } from '../errors.ts'
import { HEARTBEAT, SESSION_OPEN, UNCOUNTED } from '../kit.ts'
import { SURE_MESSAGE } from '../limits.ts'
import { callSafely, Emitter } from './emitter.ts'
import { type ClosedError, RequestError } from './errors.ts'
import type { FrameCodec, Incoming } from './frames.ts'
import { Heartbeat } from './link/heartbeat.ts'
import { Link } from './link/link.ts'
import { ServerClock } from './link/server-clock.ts'
import type { SocketLike } from './link/socket.ts'
import { ticks } from './link/time.ts'
import type { GameOptions } from './options.ts'
import { isUncountedNumber, PendingRequests } from './pending.ts'
import type { PlayerSession } from './session/player-session.ts'
import { Returning } from './session/returning.ts'
import { onWake } from './session/wakes.ts'
import { checkSize } from './size.ts'
import { receivedFrame, sentFrame } from './trace.ts'
import { Turns } from './turns.ts'
import type {
  CallOptions,
  ClosedEvent,
  Frame,
  GameEvents,
  GameState,
  Messages,
  PushApi,
  RequestApi,
  SendApi,
  SendOptions,
} from './types.ts'

/** ms for a heartbeat: a server that is there answers it before everything else. */
const BEAT = 3000

export class Game<M extends Messages> {
  /** Requests by name, as functions. */
  readonly request: RequestApi<M>
  /** The same without an answer. */
  readonly send: SendApi<M>
  /** Pushes by name: give a listener. */
  readonly on: PushApi<M>
  readonly clock = new ServerClock()
  /** Between messages and frames, for what is built on a game: the view of a world, a recording. */
  readonly frames: FrameCodec

  readonly #options: GameOptions<M>
  readonly #link: Link
  readonly #events = new Emitter<GameEvents>()
  readonly #pushes = new Emitter<Record<string, unknown>>()
  readonly #turns = new Turns()
  readonly #pending = new PendingRequests((session, name, ms) => this.#timedOut(session, name, ms))
  readonly #returning: Returning
  readonly #session: PlayerSession
  #heartbeat: Heartbeat | undefined
  #stopWakes: (() => void) | undefined

  /** Does not connect yet: listen to what you want to see, then `open()`. */
  constructor(url: string, options: GameOptions<M>, frames: FrameCodec) {
    this.#options = options
    this.frames = frames
    this.#returning = this.#makeReturning()
    this.#session = this.#returning.session
    this.#link = this.#makeLink(url)
    this.request = this.#requestApi(() => this.#mayAsk)
    this.send = byName(
      frames.requests,
      name => (body?: object, options?: SendOptions) => this.#send(name, body, options),
    ) as SendApi<M>
    this.on = byName(
      frames.pushes,
      name => (listener: (body: unknown) => void) => this.#pushes.on(name, listener),
    ) as PushApi<M>
  }

  get state(): GameState {
    return this.#link.state
  }

  /** Calls `listener` at each event of the connection itself; the returned function ends that. */
  listen<E extends keyof GameEvents>(event: E, listener: (value: GameEvents[E]) => void): () => void {
    return this.#events.on(event, listener)
  }

  /**
   * Connects and logs in. Rejects when the first try fails (with `retry`: when the last of them does) or `signal` ends
   * it; from then on lost connections come back by themselves.
   */
  open(): Promise<void> {
    const opened = this.#link.open()
    this.#stopWakes ??= onWake(() => this.hurry())
    return opened
  }

  /** Closes for good; what still waits is rejected with ClosedError. */
  close(): void {
    this.#turns.drop()
    this.#link.close()
  }

  /** Looks at the line at once, or tries at once to come back: for when the network may have changed. In a browser that is
   * noticed without it. */
  hurry(): void {
    this.#link.hurry()
    this.#heartbeat?.hurry()
  }

  /** Now, or when the connection is back. */
  get #mayAsk(): boolean {
    // A session is gone on with a moment before the state is `open`: answers that come again are followed by requests.
    if (this.state === 'open' || this.#session.isLive) return true
    return this.state !== 'closed' && this.#session.isAway && !this.#session.isFull
  }

  #makeLink(url: string): Link {
    const { login, socket = openWebSocket, reconnect = true, retry, signal } = this.#options
    return new Link({
      url,
      make: () => socket(url),
      reconnect,
      retryFor: retry?.within ?? 0,
      signal,
      timeout: this.#timeout,
      login: login && (isAllowed => this.#returning.enter(isAllowed)),
      frame: (data, at) => this.#turns.frame(() => this.#frame(data, at)),
      entered: state => this.#entered(state),
      lost: (error, event) => this.#lost(error, event),
      loginFailed: error => this.#events.emit('loginFailed', error),
    })
  }

  #entered(state: GameState): void {
    if (state === 'open') this.#heartbeat = this.#startHeartbeat()
    const entry = state === 'open' ? this.#returning.takeEntry() : undefined
    this.#events.inOrder(() => {
      this.#events.emit('state', state)
      if (!entry) return
      if ('resumed' in entry) this.#events.emit('resumed', entry.resumed)
      else this.#events.emit('restarted', entry.restarted)
    })
  }

  #lost(error: ClosedError, event: ClosedEvent): void {
    this.#turns.flush()
    this.#heartbeat?.stop()
    // Another page, which reads the same token, may go on with it.
    const isAnothers = this.#session.isLive && event.code === CLOSE.REPLACED
    const isDone = event.code === 1000 || (comesAgain(event.code) === 'no' && !isAnothers)
    const comesBack = this.#session.lost() && event.retryIn !== undefined
    if (comesBack) this.#pending.failUncounted(error)
    else this.#pending.failAll(error)
    if (isDone) this.#returning.keep(undefined)
    if (event.retryIn === undefined) this.#stop()
    this.#events.inOrder(() => {
      this.#events.emit('state', this.state)
      this.#events.emit('closed', event)
    })
  }

  /** It does not come again. */
  #stop(): void {
    this.#stopWakes?.()
    this.#stopWakes = undefined
    this.#session.end()
  }

  #makeReturning(): Returning {
    const { login, session, reconnect = true } = this.#options
    return new Returning({
      hasSessions:
        session !== false &&
        (reconnect || session !== undefined) &&
        this.frames.requests.includes(SESSION_OPEN),
      keep: session ? session.keep : undefined,
      login: async isAllowed => login!(this.#requestApi(isAllowed), ''),
      ask: (name, body) => this.#request(name, body, {}),
      tell: (name, body) => this.#link.send(this.#encode(name, body, {})),
      sendAgain: data => this.#link.send(data),
      giveUp: ({ name, session: number }) => {
        const error = new RequestError(name, 'MESSAGE_TOO_LARGE')
        if (number !== undefined) this.#pending.settle(number, { error })
      },
      drop: () => this.#link.drop(1006, 'the server does not answer'),
      resumed: () => this.#link.noteResumed(),
      forgetAll: () => this.#pending.failAll(this.#link.last),
    })
  }

  #startHeartbeat(): Heartbeat | undefined {
    const interval = this.#options.heartbeat ?? 20_000
    if (interval === 0 || !this.frames.requests.includes(HEARTBEAT)) return undefined
    return new Heartbeat({
      interval,
      clock: this.clock,
      ask: () => {
        this.#returning.tellHeard()
        return this.#request(HEARTBEAT, undefined, { timeout: Math.min(BEAT, this.#timeout) })
      },
      dead: () => this.#link.drop(1006, 'the server does not answer'),
      beat: () => this.#events.emit('beat', undefined),
    })
  }

  get #timeout(): number {
    return this.#options.timeout ?? 10_000
  }

  /** Each login has an API of its own, which is let through before the connection counts as open, and not any more
   * when that connection is lost: a slow login must not go on in the next one. */
  #requestApi(isAllowed: () => boolean): RequestApi<M> {
    return byName(this.frames.requests, name => async (body?: object, options: CallOptions = {}) => {
      if (!isAllowed()) throw this.#link.last
      return this.#request(name, body, options)
    }) as RequestApi<M>
  }

  async #request(name: string, body: object | undefined, options: CallOptions): Promise<unknown> {
    const session = UNCOUNTED.has(name) ? this.#pending.nextUncounted() : this.#pending.next()
    const data = this.#encode(name, body, options, session)
    const reply = this.#pending.wait(session, name, options.timeout ?? this.#timeout)
    try {
      this.#put(name, data, session)
      this.#trace(() => sentFrame(data, name, body, session))
    } catch (error) {
      this.#pending.settle(session, { error: error as Error })
    }
    return reply
  }

  #send(name: string, body: object | undefined, options: SendOptions = {}): void {
    if (!this.#mayAsk) throw this.#link.last
    if (options.droppable && this.#session.isAway) return
    const data = this.#encode(name, body, options)
    this.#put(name, data, undefined)
    this.#trace(() => sentFrame(data, name, body))
  }

  /** Sends it now; while the connection is lost, when it is back. */
  #put(name: string, data: string | Uint8Array, session: number | undefined): void {
    const isCounted = !UNCOUNTED.has(name)
    if (isCounted) this.#session.sending({ name, data, session })
    if (!isCounted || !this.#session.isAway) this.#link.send(data)
  }

  #trace(frame: () => Frame): void {
    const { trace } = this.#options
    if (trace) callSafely(trace, frame())
  }

  #encode(
    name: string,
    body: object | undefined,
    options: Pick<CallOptions, 'format'>,
    session?: number,
  ): string | Uint8Array {
    const format = options.format ?? this.#options.format ?? 'binary'
    const data = this.frames.encode(format, name, body, session)
    checkSize(data, name, this.#options.maxMessage ?? SURE_MESSAGE)
    return data
  }

  #timedOut(session: number, name: string, ms: number): void {
    const message = `no reply to ${name} within ${ms} ms`
    const incoming: Incoming = { kind: 'failed', session, name, code: 'TIMEOUT', message }
    this.#trace(() => receivedFrame({ data: '', at: ticks(), incoming, latency: ms }))
  }

  #frame(data: string | Uint8Array, at: number): void {
    let incoming: Incoming | undefined
    try {
      incoming = this.frames.decode(data, session => this.#pending.nameOf(session))
    } catch (cause) {
      const message = `a frame that cannot be read: ${(cause as Error).message}`
      this.#events.emit('error', new RequestError('', 'BAD_MESSAGE', message))
    }
    const isReplayed = this.#count(incoming, data.length)
    const latency = incoming && this.#settle(incoming, at)
    if (latency !== undefined) this.#turns.settled()
    this.#trace(() => receivedFrame({ data, at, incoming, latency, isReplayed }))
    if (incoming?.kind === 'push') this.#turns.push(() => this.#pushes.emit(incoming.name, incoming.body))
    if (incoming?.kind === 'failed' && latency === undefined)
      this.#events.emit('error', new RequestError(incoming.name, incoming.code, incoming.message))
  }

  /** Returns whether it was sent again after a return. */
  #count(incoming: Incoming | undefined, bytes: number): boolean {
    if (incoming && isUncounted(incoming)) {
      this.#returning.hear(incoming)
      return false
    }
    const { isReplayed } = this.#session
    if (incoming?.kind !== 'push' && incoming?.session !== undefined) this.#session.answered(incoming.session)
    if (this.#session.hear(bytes)) this.#returning.tellHeard()
    return isReplayed
  }

  /** How long the request took in ms, where somebody waited for this. */
  #settle(incoming: Incoming, at: number): number | undefined {
    if (incoming.kind === 'push' || incoming.session === undefined) return undefined
    const { session } = incoming
    if (incoming.kind === 'reply') return this.#pending.settle(session, { body: incoming.body }, at)
    const error = new RequestError(incoming.name, incoming.code, incoming.message)
    return this.#pending.settle(session, { error }, at)
  }
}

/** What connections do among themselves. */
const isUncounted = (incoming: Incoming): boolean =>
  UNCOUNTED.has(incoming.name) || (incoming.kind !== 'push' && isUncountedNumber(incoming.session))

function byName(names: readonly string[], make: (name: string) => unknown): unknown {
  const made: Record<string, unknown> = {}
  for (const name of names) made[name] = make(name)
  return made
}

function openWebSocket(url: string): SocketLike {
  if (typeof WebSocket === 'undefined')
    throw new Error('socket: expected a function, as there is no WebSocket')
  return new WebSocket(url)
}
