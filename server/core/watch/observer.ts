// What somebody who looks at a thread hears of its services. While nobody looks there is no observer, and a message costs
// one look at whether there is one.

import type { Address } from '../address.ts'
import type { Chain } from '../service/message.ts'

/** What an observer sees of a service: its cell. */
export interface Observed {
  readonly address: Address
  /** The name of its class. */
  readonly type: string
  readonly name: string | undefined
  readonly concurrent: boolean
  /** Which of its messages it is handling. */
  readonly turnNumber: number
  /** Who it is, as its log lines say: a player, a room. */
  readonly about: object
}

export abstract class Observer {
  /** A handler begins. `from`: who sent the message, and for whom that is done. */
  began(_service: Observed, _command: string, _from: Chain | undefined): void {}

  /** The handler that began last has returned a promise; from now on `handler` stands for it. */
  waits(_service: Observed, _handler: object): void {}

  /** A handler has ended; `handler` is undefined for one that did not wait. */
  ended(_service: Observed, _handler: object | undefined): void {}

  /** The message in progress has failed, or is about to be answered so. */
  failed(_service: Observed, _command: string): void {}

  /** A message is sent. `from`: by which service, and for whom; undefined for code outside of services. What it returns is
   * called when a call is answered. */
  called(
    _from: Chain | undefined,
    _to: Address,
    _command: string,
    _isSend: boolean,
  ): (() => void) | undefined {
    return undefined
  }

  /** A connection has read a frame, or is about to answer one. */
  framed(_connection: number, _kind: 'frame' | 'reply', _message: string, _bytes: number): void {}

  /** A store is asked. What it returns is called at the answer. */
  stored(_store: string, _operation: string): (() => void) | undefined {
    return undefined
  }
}
