// A player of disk-game.ts who notes what was answered, and checks after a restart that it is there.

import { openClient, type RawClient } from '../../support/client/raw-client.ts'

const TEXT = 'x'.repeat(300)

export class DiskPlayer {
  readonly account: string
  /** What it does all the time. */
  readonly kind: 'work' | 'score' | 'say'
  /** What was answered as durable. */
  count = 0
  score = 0
  /** What was answered in all, saved or not. */
  touched = 0
  /** What a stop has to keep, in a file or in the log. */
  mustHave = 0
  readonly said = new Map<number, string>()
  /** Answers that said TRY_AGAIN. */
  refusals = 0
  /** Steps that were confirmed. */
  #done = 0
  #client!: RawClient
  #isOver = false
  #playing: Promise<void> | undefined

  constructor(account: string, kind: DiskPlayer['kind']) {
    this.account = account
    this.kind = kind
  }

  /** Logs in, trying again while the server says so. Throws when anything that was confirmed is missing. */
  async enter(port: number): Promise<void> {
    this.#client = await openClient({ port })
    const { count, score } = await this.#askUntilDone('cs_login', { acc: this.account })
    this.#check('changes of the role', count as number, Math.max(this.count, this.mustHave))
    this.#check('score', score as number, this.score)
    this.count = this.touched = count as number
    this.score = score as number
    await this.#checkHeard()
  }

  play(): void {
    this.#isOver = false
    this.#playing = this.#play()
    // It is told of where the end is waited for.
    this.#playing.catch(() => undefined)
  }

  async endPlay(): Promise<void> {
    this.#isOver = true
    await this.#playing
  }

  /** A change that nobody waits for. */
  async touch(): Promise<void> {
    const { name, data } = await this.#client.ask('cs_touch')
    if (name !== 'sc_touch') throw new Error(`${this.account}: ${JSON.stringify(data)}`)
    this.touched = data.count as number
  }

  /** Resolves when another step was confirmed. */
  async confirmOne(): Promise<void> {
    const before = this.#done
    while (this.#done === before) await new Promise(resolve => setTimeout(resolve, 20))
  }

  get closed() {
    return this.#client.closed
  }

  async #play(): Promise<void> {
    for (let i = 0; !this.#isOver; i++) {
      const text = `${this.account} ${Date.now()} ${i} ${TEXT}`
      const { name, data } = await this.#client.ask(`cs_${this.kind}`, this.kind === 'say' ? { text } : {})
      if (name === `sc_${this.kind}`) this.#note(data, text)
      else if (data.code !== 'TRY_AGAIN') throw new Error(`${this.account}: ${JSON.stringify(data)}`)
      else {
        this.refusals++
        await new Promise(resolve => setTimeout(resolve, 10))
      }
    }
  }

  #note(data: Record<string, unknown>, text: string): void {
    this.#done++
    if (this.kind === 'work') this.count = this.touched = data.count as number
    else if (this.kind === 'score') this.#noteScore(data.score as number)
    else this.said.set(data.number as number, text)
  }

  /** A score that was refused must not be counted after all. */
  #noteScore(score: number): void {
    if (score !== this.score + 1)
      throw new Error(`${this.account}: the score is ${score} after ${this.score}`)
    this.score = score
  }

  async #checkHeard(): Promise<void> {
    const { texts, numbers } = (await this.#askUntilDone('cs_heard')) as {
      texts: string[]
      numbers: number[]
    }
    const heard = new Map(numbers?.map((number, i) => [number, texts[i]]))
    const oldest = numbers?.[0] ?? 0
    for (const [number, text] of this.said)
      if (number >= oldest && heard.get(number) !== text)
        throw new Error(`${this.account}: message ${number} was confirmed and is not there`)
  }

  async #askUntilDone(name: string, data?: object): Promise<Record<string, unknown>> {
    for (;;) {
      const reply = await this.#client.ask(name, data)
      if (reply.name !== 'sc_error') return reply.data
      if (reply.data.code !== 'TRY_AGAIN') throw new Error(`${this.account}: ${JSON.stringify(reply.data)}`)
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }

  #check(what: string, there: number, confirmed: number): void {
    if (there < confirmed)
      throw new Error(`${this.account}: ${confirmed} ${what} were confirmed, ${there} are there`)
  }
}
