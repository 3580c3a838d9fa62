// A player in a test: logged in by the typed client, with every push and reply kept in the order it came, so that a test can
// say what came before what. Its connection can be cut, and can stop reading.

import type { GameMessages } from '../../../protocol/client/connect.ts'
import type {
  CallOptions,
  Frame,
  Game,
  GameEvents,
  Messages,
  RequestApi,
  TokenKeeper,
} from '../../../protocol/client/index.ts'
import { makeGame } from '../../../protocol/client/index.ts'
import type { Protocol } from '../../../protocol/sproto/index.ts'
import { until } from '../until.ts'
import { PlayerSocket } from './player-socket.ts'

export interface Heard {
  name: string
  body: Record<string, unknown>
  /** The client was away when it was sent. */
  isReplayed?: true
}

export interface PlayerOptions<M extends Messages> {
  protocol: Protocol
  /** Logs in; of its reply the player's uid is kept. By default `login({ acc })`. */
  login?: (request: RequestApi<M>, acc: string) => Promise<{ uid?: string | undefined }>
  /** Default `binary`. */
  format?: 'binary' | 'text' | undefined
  /** Comes back by itself, with a session; by default a lost connection is the end. */
  comesBack?: boolean | undefined
  /** ms to wait for a reply. */
  timeout?: number | undefined
  /** Where the token of its session is kept. */
  keep?: TokenKeeper | undefined
}

type Named<T> = keyof T & string

export class Player<M extends Messages = GameMessages> {
  readonly acc: string
  uid = ''
  /** Pushes and replies in the order they came: `room_message`, `room_join` … */
  readonly heard: Heard[] = []
  readonly game: Game<M>
  /** While false, no connection of it reaches the server. */
  isReachable = true
  #socket: PlayerSocket | undefined

  constructor(url: string, acc: string, options: PlayerOptions<M>) {
    const {
      protocol,
      login = byAccount,
      format = 'binary',
      comesBack = false,
      keep,
      timeout = 10_000,
    } = options
    this.acc = acc
    this.game = makeGame<M>(url, {
      protocol,
      format,
      reconnect: comesBack,
      timeout,
      ...(!comesBack && !keep && { session: false }),
      ...(keep && { session: { keep } }),
      heartbeat: 0,
      socket: target => (this.#socket = new PlayerSocket(target, this.isReachable)),
      login: async request => {
        this.uid = (await login(request, acc)).uid ?? ''
      },
      trace: frame => this.#hear(frame),
    })
  }

  static async open<M extends Messages = GameMessages>(
    url: string,
    acc: string,
    options: PlayerOptions<M>,
  ): Promise<Player<M>> {
    const player = new Player<M>(url, acc, options)
    await player.game.open()
    return player
  }

  get request(): RequestApi<M> {
    return this.game.request
  }

  pushes<K extends Named<M['pushes']>>(name: K): M['pushes'][K][] {
    return this.heard.filter(each => each.name === name).map(each => each.body as unknown as M['pushes'][K])
  }

  /** The `count`th push of this name, as soon as it is there. */
  async push<K extends Named<M['pushes']>>(name: K, count = 1): Promise<M['pushes'][K]> {
    await this.until(() => this.pushes(name).length >= count, `push ${count} of ${name}`)
    return this.pushes(name)[count - 1]!
  }

  async until(holds: () => boolean, what: string): Promise<void> {
    const look = () => ({ player: this.acc, waitsFor: what, heard: this.heard.slice(-10) })
    await until(look, holds)
  }

  /** The next event of this name. */
  event<E extends keyof GameEvents>(name: E): Promise<GameEvents[E]> {
    return new Promise(resolve => {
      const stop = this.game.listen(name, value => {
        stop()
        resolve(value)
      })
    })
  }

  /** Leaves as a client that is closed does. */
  close(): void {
    this.game.close()
  }

  /** Its connection is lost, without a word. */
  cut(): void {
    this.#socket?.cut()
  }

  /** Reads nothing any more, until resume(); what it is sent piles up in the server. */
  stall(): void {
    this.#socket?.pause()
  }

  resume(): void {
    this.#socket?.resume()
  }

  #hear({ direction, kind, name, body, isReplayed }: Frame): void {
    if (direction !== 'received' || (kind !== 'push' && kind !== 'reply')) return
    this.heard.push({ name: name!, body: body as Record<string, unknown>, ...(isReplayed && { isReplayed }) })
  }
}

/** The message that most games have. */
function byAccount(request: object, acc: string): Promise<{ uid?: string }> {
  const { login } = request as {
    login?: (body: { acc: string }, options?: CallOptions) => Promise<{ uid?: string }>
  }
  if (!login) throw new TypeError('this game has no message "login": give the player a `login` of its own')
  return login({ acc })
}
