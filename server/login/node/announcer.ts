// Tells a login server elsewhere of this node, and does what it orders (node-api.ts). While that server is away it is asked again
// and again; who is logged in goes on.

import { randomUUID } from 'node:crypto'
import type { Logger } from '../../core/log/log.ts'
import { Backoff } from '../../lib/backoff.ts'
import type { Players } from '../account/login-host.ts'
import type { GateAddress } from './gates.ts'
import { type Announcement, type Order, orders, WAITS } from './node-api.ts'

export interface AnnouncerOptions {
  /** `login.url`, and a token of the scope `cluster` there. */
  url: string
  token: string
  node: number
  gate: GateAddress
  players: Players
  log: Logger
  /** How many are online, and whether more are let in. */
  look(): Promise<{ players: number; isOpen: boolean }>
}

/** ms beyond what a question waits. */
const GRACE = 10_000
/** What a server answers to a token that it does not know, or that is for something else. */
const REFUSED: ReadonlySet<number> = new Set([401, 403])

class RefusedError extends Error {}

export class Announcer {
  readonly #options: AnnouncerOptions
  readonly #life = randomUUID()
  readonly #stopped = new AbortController()
  readonly #backoff = new Backoff({ first: 500, longest: 10_000 })
  #done: number[] = []
  #isAway = false
  #loop: Promise<void> | undefined

  constructor(options: AnnouncerOptions) {
    this.#options = options
  }

  start(): void {
    this.#loop = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    this.#backoff.skip()
    await this.#loop
  }

  async #run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      try {
        await this.#round()
        this.#heard()
      } catch (error) {
        if (!this.#stopped.signal.aborted) await this.#failed(error as Error)
      }
    }
  }

  async #round(): Promise<void> {
    const done = this.#done
    const given = await this.#ask(done)
    this.#done = this.#done.filter(number => !done.includes(number))
    const failed = (await Promise.all(given.map(order => this.#do(order)))).includes(false)
    if (failed) await this.#backoff.wait()
    else this.#backoff.reset()
  }

  async #ask(done: number[]): Promise<Order[]> {
    const { url, token, node, gate, look } = this.#options
    const body: Announcement = { node, life: this.#life, gate, done, ...(await look()) }
    const response = await fetch(new URL('/nodes', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(WAITS + GRACE)]),
    })
    if (REFUSED.has(response.status)) throw new RefusedError()
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    return orders.parse(await response.json()).orders
  }

  /** False: it has failed, and is ordered again. */
  async #do(order: Order): Promise<boolean> {
    const { players, log } = this.#options
    const { number, kind, account } = order
    try {
      if (order.kind === 'close') await players.close(account, order.validFrom)
      else await players.remove(account)
      this.#done.push(number)
      return true
    } catch (error) {
      log.error({ err: error, order: kind, account }, 'an order of the login server could not be done')
      return false
    }
  }

  #heard(): void {
    if (this.#isAway) this.#options.log.info('the login server answers again')
    this.#isAway = false
  }

  async #failed(error: Error): Promise<void> {
    if (!this.#isAway) this.#complain(error)
    this.#isAway = true
    await this.#backoff.wait()
  }

  #complain(error: Error): void {
    const { log, url } = this.#options
    if (error instanceof RefusedError)
      return log.error(
        { url },
        'the login server refuses login.token: expected one of scope cluster that is there and has not ended; it is asked again and again',
      )
    const reason = (error.cause as { code?: string } | undefined)?.code ?? error.message
    log.warn({ reason }, 'the login server does not answer; it is asked again and again')
  }
}
