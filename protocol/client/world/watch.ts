// A world that is watched over a game's connection: its patches are applied, the server is told which one was the last, and
// after a loss it goes on, by the session or by another join.

import { VIEW_SEEN } from '../../kit.ts'
import type { Game } from '../game.ts'
import { ticks } from '../link/time.ts'
import type { AnyMessages, Messages } from '../types.ts'
import type { ViewBody } from './mirror.ts'
import type { Values } from './shape.ts'
import type { JoinAgain, JoinedRoom, ViewName, WorldView } from './types.ts'
import { View } from './view.ts'

/** The server is told of the last patch after so many, or so many ms. */
const TELL = { patches: 5, ms: 250 }
/** A join that could not be answered is tried again after so many ms, so often. */
const AGAIN = { ms: 1000, times: 10 }
/** ms after which the whole is asked for where nothing has come: the first patch may have come before `watch` was called. */
const WHOLE_WITHIN = 500
/** Refusals of a join that say "later" and not "no". */
const LATER = new Set(['TRY_AGAIN', 'TIMEOUT', 'RATE_LIMITED', 'THREAD_LOST', 'SERVICE_DEAD', 'MAILBOX_FULL'])

/** While the connection is lost there is nothing to tell. */
const DROPPABLE = { droppable: true } as const

export interface WatchOptions {
  /**
   * Joins the room again after a loss that the session did not outlive. By default `room_join` with its id; say it where that
   * needs more, such as a password, or to come back as a spectator.
   */
  join?: (again: JoinAgain) => Promise<JoinedRoom>
}

/**
 * Watches the world that was joined, by its view: `watch(game, 'arena', await game.request.room_join({ id }))`. Where the first
 * patch has come before it is called, the whole is asked for once more. Throws where the schema has no such view, or the room is no world.
 */
export function watch<M extends Messages, V extends ViewName<M>>(
  game: Game<M>,
  view: V,
  joined: JoinedRoom,
  options: WatchOptions = {},
): WorldView<M, V> {
  const any = game as unknown as Game<AnyMessages>
  return new Watching(any, view, joined, options).view as unknown as WorldView<M, V>
}

class Watching {
  readonly view: View
  readonly #game: Game<AnyMessages>
  readonly #join: NonNullable<WatchOptions['join']>
  readonly #stops: (() => void)[]
  #isClosed = false
  /** Patches of which the server has not been told. */
  #untold = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The whole was asked for since the last join; while it is not here, a timer asks again. */
  #hasAsked = false
  #asking: ReturnType<typeof setTimeout> | undefined
  /** Joins that were begun; only the last one counts. */
  #joins = 0

  constructor(game: Game<AnyMessages>, name: string, joined: JoinedRoom, { join }: WatchOptions) {
    this.#game = game
    const id = joined.room.id
    this.#join =
      join ?? (again => game.request.room_join!({ id, ...again }) as unknown as Promise<JoinedRoom>)
    const line = { isOpen: () => game.state === 'open', send: this.#send }
    this.view = new View({ frames: game.frames, name, joined, now: ticks, line })
    this.view.close = () => this.#close()
    this.#stops = [
      game.on[name]!(body => this.#receive(body)),
      game.listen('resumed', () => this.#tell()),
      game.listen('restarted', () => void this.#rejoin()),
      game.listen('closed', ({ reason, retryIn }) => {
        if (retryIn === undefined) this.view.end(reason)
      }),
      game.on.room_closed!(({ room, reason }) => {
        if (room === id) this.#closed(reason as string)
      }),
    ]
    this.#askSoon()
  }

  #receive(body: ViewBody): void {
    const patch = this.view.receive(body)
    if (this.#isClosed) return
    if (!patch) return this.#missed(body)
    if (patch.is_full || ++this.#untold >= TELL.patches) return this.#tell()
    this.#timer ??= setTimeout(() => this.#tell(), TELL.ms)
  }

  /** A patch that is not taken: what it builds on came before anybody watched. It is asked for once, then from time to time. */
  #missed({ patch }: ViewBody): void {
    const { tick, joined } = this.view
    if (tick > 0 || patch?.view !== joined.view || this.#hasAsked) return
    this.#ask()
  }

  #ask(): void {
    this.#hasAsked = true
    this.#tell()
    this.#askSoon()
  }

  #askSoon(): void {
    clearTimeout(this.#asking)
    this.#asking = setTimeout(() => {
      if (this.view.tick === 0 && !this.#isClosed) this.#ask()
    }, WHOLE_WITHIN)
  }

  /** An input says it too. */
  #send = (name: string, body: Values): void => {
    this.#told()
    this.#game.send[name]!(body, DROPPABLE)
  }

  #tell(): void {
    this.#told()
    const { joined, tick } = this.view
    if (this.#game.state === 'open')
      this.#game.send[VIEW_SEEN]!({ view: joined.view, applied: tick }, DROPPABLE)
  }

  #told(): void {
    this.#untold = 0
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** What a lost thread has taken with it another join brings back, where the world lasts. */
  #closed(reason: string): void {
    if (reason === 'lost') void this.#rejoin()
    else this.view.end(reason)
  }

  async #rejoin(): Promise<void> {
    const own = ++this.#joins
    const isLast = () => own === this.#joins && !this.#isClosed
    for (let tries = 1; isLast(); tries++) {
      const { tick, joined } = this.view
      try {
        const again = tick > 0 ? { since: tick, life: joined.life! } : {}
        const reply = await this.#join(again)
        if (!isLast()) return
        this.view.rejoined(reply)
        this.#hasAsked = false
        this.#askSoon()
        // A server that has kept the place waits to hear what is still there.
        return this.#tell()
      } catch (error) {
        if (!isLast()) return
        const { code, message } = error as { code?: unknown; message: string }
        // The connection is lost once more: the next one begins anew.
        if (typeof code === 'number' && this.#game.state !== 'closed') return
        if (!LATER.has(code as string) || tries === AGAIN.times) return this.view.end(message)
      }
      await new Promise(resolve => setTimeout(resolve, AGAIN.ms))
    }
  }

  #close(): void {
    this.#isClosed = true
    this.#told()
    clearTimeout(this.#asking)
    for (const stop of this.#stops) stop()
  }
}
