// Many clients at once, for fault suites: opened a few at a time, so that the listen queue is not what is tested.

import type { RawClient } from './raw-client.ts'

const AT_ONCE = 100

/** Runs `work` for 0 … count - 1, at most 100 at a time; the results in order. */
export async function times<T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const runner = async () => {
    while (next < count) {
      const i = next++
      results[i] = await work(i)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, runner))
  return results
}

/** Throws with `what` and the first of `wrong` unless there is none. */
export function expectNone(what: string, wrong: readonly unknown[]): void {
  if (wrong.length > 0) throw new Error(`${what}: ${wrong.length}, such as ${JSON.stringify(wrong[0])}`)
}

/** A player of the demo who signs without end and remembers what it was told, and when. */
export class Signer {
  readonly acc: string
  /** The last count that a reply told. */
  told = 0
  /** The last count that would be told if every request sent was handled. */
  asked = 0
  /** [count, performance.now()] of each reply. */
  readonly history: [count: number, at: number][] = []
  #client: RawClient | undefined
  #isSigning = false

  constructor(acc: string) {
    this.acc = acc
  }

  /** Logs in and gives the count that the server knows. */
  async login(client: RawClient): Promise<number> {
    this.#client = client
    const { sign_cnt } = await client.login(this.acc)
    this.told = this.asked = sign_cnt as number
    return this.told
  }

  get client(): RawClient {
    return this.#client!
  }

  /** Signs once. */
  async sign(): Promise<void> {
    this.asked++
    const { name, data } = await this.client.ask('cs_sign')
    if (name !== 'sc_sign') throw new Error(`${this.acc}: ${data.code}`)
    this.told = data.sign_cnt as number
    this.history.push([this.told, performance.now()])
  }

  /** Signs until the connection ends or stop() is called, with `pause` ms between. */
  async run(pause: number): Promise<void> {
    this.#isSigning = true
    while (this.#isSigning && !this.client.isClosed) {
      await this.sign().catch(error => this.#onFailure(error))
      await new Promise(resolve => setTimeout(resolve, pause))
    }
  }

  /** Losing the connection is what these suites are about; anything else is not. */
  #onFailure(error: Error): void {
    if (!error.message.startsWith('closed with')) throw error
  }

  stop(): void {
    this.#isSigning = false
  }

  /** The highest count that was told before `at`. */
  toldBefore(at: number): number {
    return this.history.findLast(([, when]) => when <= at)?.[0] ?? 0
  }
}
