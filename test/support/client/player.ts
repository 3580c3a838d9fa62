// A player for tests of rooms: logs in through the typed client's parts and keeps every push in the order it came,
// together with the replies, so that a test can say what came before what.

import type { GameMessages } from '../../../protocol/client/connect.ts'
import type { Frame, Game } from '../../../protocol/client/index.ts'
import { makeGame } from '../../../protocol/client/index.ts'
import { type Pushes, protocol } from '../../../protocol/generated/index.ts'
import { until } from '../until.ts'

export interface Heard {
  name: string
  body: Record<string, unknown>
}

export class Player {
  readonly acc: string
  uid = ''
  /** Pushes and replies in the order they came: `room_message`, `room_join` … */
  readonly heard: Heard[] = []
  readonly game: Game<GameMessages>

  constructor(url: string, acc: string, format: 'binary' | 'text') {
    this.acc = acc
    this.game = makeGame<GameMessages>(url, {
      protocol,
      format,
      reconnect: false,
      heartbeat: 0,
      login: async request => {
        this.uid = (await request.login({ acc })).uid
      },
      trace: frame => this.#hear(frame),
    })
  }

  static async open(url: string, acc: string, format: 'binary' | 'text' = 'binary'): Promise<Player> {
    const player = new Player(url, acc, format)
    await player.game.open()
    return player
  }

  get request(): Game<GameMessages>['request'] {
    return this.game.request
  }

  pushes<K extends keyof Pushes & string>(name: K): Pushes[K][] {
    return this.heard.filter(each => each.name === name).map(each => each.body as unknown as Pushes[K])
  }

  /** The `count`th push of this name, as soon as it is there. */
  async push<K extends keyof Pushes & string>(name: K, count = 1): Promise<Pushes[K]> {
    await this.until(() => this.pushes(name).length >= count, `push ${count} of ${name}`)
    return this.pushes(name)[count - 1]!
  }

  async until(holds: () => boolean, what: string): Promise<void> {
    const look = () => ({ player: this.acc, waitsFor: what, heard: this.heard.slice(-10) })
    await until(look, holds)
  }

  close(): void {
    this.game.close()
  }

  #hear({ direction, kind, name, body }: Frame): void {
    if (direction !== 'received' || (kind !== 'push' && kind !== 'reply')) return
    this.heard.push({ name: name!, body: body as Record<string, unknown> })
  }
}
