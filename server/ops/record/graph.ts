// Who sends messages to whom while somebody looks. Senders are on this thread; receivers may be on another.

import type { Address } from '../../core/address.ts'
import type { Chain } from '../../core/service/message.ts'
import { Observer } from '../../core/watch/observer.ts'

export interface Edge {
  /** undefined: code outside of services. */
  from: string | undefined
  to: Address
  calls: number
  sends: number
}

/** More are not told apart. */
const MOST = 20_000

export class Graph extends Observer {
  readonly #labelOf: (address: Address) => string | undefined
  readonly #to: Address | undefined
  #edges = new Map<string, Edge>()

  /** `labelOf`: what a service of this thread is called. `to`: only what is sent to this one. */
  constructor(labelOf: (address: Address) => string | undefined, to?: Address) {
    super()
    this.#labelOf = labelOf
    this.#to = to
  }

  /** Those since the last time. */
  take(): Edge[] {
    const taken = [...this.#edges.values()]
    this.#edges = new Map()
    return taken
  }

  override called(chain: Chain | undefined, to: Address, _command: string, isSend: boolean): undefined {
    if (this.#to !== undefined && to !== this.#to) return undefined
    const from = chain && this.#labelOf(chain.address)
    const key = `${from ?? ''} ${to}`
    const edge = this.#edges.get(key) ?? { from, to, calls: 0, sends: 0 }
    if (isSend) edge.sends++
    else edge.calls++
    if (this.#edges.size < MOST) this.#edges.set(key, edge)
  }
}
