// The nodes of the game, as a login server elsewhere knows them: each announces itself, and gets orders with the answer. It keeps
// true: an order is given until it is done; what is to be removed counts as removed when every node that is there has done so, and
// at least one.

import { AppError } from '../../core/errors.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Players } from '../account/login-host.ts'
import { gateUrl } from './gates.ts'
import { type Announcement, type Order, WAITS } from './node-api.ts'

/** ms without a word, after which a node counts as gone. */
const GONE = 3 * WAITS
/** ms that a removal waits for its nodes, and the end of a connection. */
const REMOVED_WITHIN = 30_000
const CLOSED_WITHIN = 3000

/** What is ordered, without the number that each node's order gets. */
type Wish = { kind: 'close'; account: string; validFrom: number } | { kind: 'remove'; account: string }

interface Given {
  order: Order
  /** The node has been told of it, and may be doing it. */
  isTold: boolean
  hear: (() => void)[]
}

interface KnownNode {
  announced: Announcement
  /** Ticks. */
  heardAt: number
  orders: Map<number, Given>
  /** The question that waits. */
  wake: (() => void) | undefined
}

export class Nodes implements Players {
  readonly #clock: Clock
  readonly #nodes = new Map<number, KnownNode>()
  #last = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A node's word; resolves with its orders as soon as there are some, or after a while. `signal`: it is gone. */
  async hear(announced: Announcement, signal: AbortSignal): Promise<Order[]> {
    const node = this.#nodes.get(announced.node)
    const known = node ?? { announced, heardAt: 0, orders: new Map(), wake: undefined }
    this.#nodes.set(announced.node, Object.assign(known, { announced, heardAt: this.#clock.ticks() }))
    for (const number of announced.done) finish(known, number)
    known.wake?.()
    if (known.orders.size === 0) await this.#wait(known, signal)
    const given = [...known.orders.values()]
    for (const each of given) each.isTold = true
    return given.map(({ order }) => order)
  }

  /** The gates of nodes that let players in, those with the fewest first. */
  gates(host: string): string[] {
    return this.#present
      .filter(({ announced }) => announced.isOpen)
      .sort((a, b) => a.announced.players - b.announced.players)
      .map(({ announced }) => gateUrl(announced.gate, host))
  }

  get count(): number {
    return this.#present.length
  }

  /** A node that does not answer hears of it when it does. */
  async close(account: string, validFrom: number): Promise<void> {
    await this.#order({ kind: 'close', account, validFrom }, CLOSED_WITHIN)
  }

  async remove(account: string): Promise<void> {
    if (this.#present.length === 0) throw new AppError('TRY_AGAIN', 'no node of the game is there')
    const isDone = await this.#order({ kind: 'remove', account }, REMOVED_WITHIN)
    if (!isDone) throw new AppError('TRY_AGAIN', 'a node of the game does not answer')
  }

  /** The login server stops: no question waits any longer. */
  stop(): void {
    for (const { wake } of this.#nodes.values()) wake?.()
  }

  /** Whether all that are there have done it within `ms`. */
  async #order(wish: Wish, ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>(resolve => {
      timer = setTimeout(() => resolve(false), ms)
    })
    const all = Promise.all(this.#present.map(node => this.#give(node, wish))).then(() => true)
    const isDone = await Promise.race([all, late])
    clearTimeout(timer)
    return isDone
  }

  /** One that the node has not been told of yet is not given twice. */
  #give({ orders, wake }: KnownNode, wish: Wish): Promise<void> {
    return new Promise(resolve => {
      const same = [...orders.values()].find(
        ({ order, isTold }) => !isTold && order.kind === wish.kind && order.account === wish.account,
      )
      if (same) {
        same.order = { ...same.order, ...wish }
        same.hear.push(resolve)
        return
      }
      const number = ++this.#last
      orders.set(number, { order: { number, ...wish }, isTold: false, hear: [resolve] })
      wake?.()
    })
  }

  #wait(node: KnownNode, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        if (node.wake === wake) node.wake = undefined
        resolve()
      }
      const timer = setTimeout(wake, WAITS)
      signal.addEventListener('abort', wake)
      node.wake = wake
    })
  }

  get #present(): KnownNode[] {
    const now = this.#clock.ticks()
    return [...this.#nodes.values()].filter(({ heardAt }) => now - heardAt < GONE)
  }
}

function finish({ orders }: KnownNode, number: number): void {
  const order = orders.get(number)
  orders.delete(number)
  for (const hear of order?.hear ?? []) hear()
}
