// Players of the keeper game (test/support/games/keeper.ts) who note what they were told, and check it when they log in again.

import { openClient, type RawClient } from '../../support/client/raw-client.ts'

/** How old a change must be that a kill may not lose, in ms. */
const SAVED_WITHIN = 3000

interface Entered {
  count: number
  isWhole: boolean
  /** What the server saw, when it is torn. */
  seen?: string
}

export class Player {
  readonly account: string
  /** The last count that was told to be durable. */
  confirmed = 0
  /** What was told without that: when, and the count. */
  #told: { at: number; count: number }[] = []
  #client: RawClient | undefined

  constructor(account: string) {
    this.account = account
  }

  /** Logs in, trying again while the server says so, and checks that nothing is torn or missing. */
  async enter(port: number, diedAt?: number): Promise<void> {
    this.#client = await openClient({ port })
    const { count, isWhole, seen } = await this.#login()
    if (!isWhole) throw new Error(`${this.account}: the document at ${count} is torn: ${seen}`)
    if (count < this.confirmed)
      throw new Error(`${this.account}: ${this.confirmed} was confirmed, ${count} is there`)
    const due = this.#told.findLast(({ at }) => diedAt !== undefined && at < diedAt - SAVED_WITHIN)
    if (due && count < due.count)
      throw new Error(`${this.account}: ${due.count} was 3 s old, ${count} is there`)
    this.confirmed = count
    this.#told = []
  }

  /** Plays until the connection ends or `until` says so. */
  async play(until: () => boolean): Promise<void> {
    try {
      while (!until()) await this.#step(Math.random() < 0.3)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('closed'))) throw error
    }
  }

  async leave(): Promise<void> {
    await this.#client!.ask('cs_logout')
    await this.#client!.close()
  }

  async #step(isDurable: boolean): Promise<void> {
    const { name, data } = await this.#client!.ask(isDurable ? 'cs_work' : 'cs_touch')
    if (name === 'sc_error') throw new Error(`${this.account}: ${JSON.stringify(data)}`)
    const count = data.count as number
    if (isDurable) this.confirmed = count
    else this.#told.push({ at: Date.now(), count })
    if (this.#told.length > 4000) this.#told.splice(0, 1000)
    if (!isDurable) await new Promise(resolve => setTimeout(resolve, 5))
  }

  async #login(): Promise<Entered> {
    for (;;) {
      const { name, data } = await this.#client!.ask('cs_login', { acc: this.account })
      if (name === 'sc_login') return data as unknown as Entered
      if (data.code !== 'TRY_AGAIN') throw new Error(`${this.account}: ${JSON.stringify(data)}`)
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
}
