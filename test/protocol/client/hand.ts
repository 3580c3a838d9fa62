// A game whose sockets the test moves by hand.

import type { Game, GameOptions } from '../../../protocol/client/index.ts'
import { makeGame } from '../../../protocol/client/make-game.ts'
import { HandSocket } from './hand-socket.ts'
import { protocol, type SmallMessages } from './small-gate.ts'

export class Hand {
  readonly game: Game<SmallMessages>
  /** Every socket that was made, in order. */
  readonly sockets: HandSocket[] = []
  /** What was told, in order: `open`, `closed 4002`, `error BAD_MESSAGE`. */
  readonly told: string[] = []
  /** The waits that were told, ms. */
  readonly waits: (number | undefined)[] = []

  /** `beforeMaking` is called each time before a socket is made. */
  constructor(options: GameOptions<SmallMessages> = {}, beforeMaking: () => void = () => undefined) {
    const socket = () => {
      beforeMaking()
      this.sockets.push(new HandSocket())
      return this.socket
    }
    this.game = makeGame<SmallMessages>('ws://hand', { protocol, heartbeat: 0, socket, ...options })
    this.listen(this.told)
    this.game.listen('closed', event => this.waits.push(event.retryIn))
  }

  /** The latest socket. */
  get socket(): HandSocket {
    return this.sockets.at(-1)!
  }

  listen(told: string[]): void {
    this.game.listen('state', state => told.push(state))
    this.game.listen('closed', event => told.push(`closed ${event.code}`))
    this.game.listen('error', error => told.push(`error ${error.code}`))
    this.game.listen('loginFailed', error => told.push(`loginFailed ${error.message}`))
  }

  /** Opens it without a login. */
  async open(): Promise<this> {
    const opening = this.game.open()
    this.socket.open()
    await opening
    return this
  }
}

/** Lets what was promised happen. */
export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
