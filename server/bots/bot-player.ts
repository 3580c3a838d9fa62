// One bot: connects, logs in, and plays round after round until it is told to stop. Whatever happens to it, its own
// script's mistakes included, is counted and harms no other.
//
//   run() ─ open ─▶ ┌─ round ─▶ think ─┐ ─ stop(), which ends the round at its next wait ─▶ over
//                   └──────────────────┘ ─ its rounds are played ─▶ over
//                                        ─ refused or closed for good ─▶ out

import type { GameMessages } from '../../protocol/client/connect.ts'
import {
  ClosedError,
  type ClosedEvent,
  type Frame,
  type Game,
  makeGame,
  RequestError,
} from '../../protocol/client/index.ts'
import { type Pushes, protocol } from '../../protocol/generated/index.ts'
import type { Bot, BotScript, NextOptions } from './define-bot.ts'
import type { Plan } from './plan.ts'
import { randomOf } from './random.ts'
import { CONNECT, FRAME, type Samples } from './samples.ts'

/** How long a script waits for a push unless it says, ms. */
const PUSH_TIMEOUT = 10_000

/** Ends a round where the run is over. */
class RunOver extends Error {
  override name = 'RunOver'
}

export interface BotPlayerOptions {
  number: number
  plan: Plan
  script: BotScript
  samples: Samples
}

export class BotPlayer implements Bot {
  readonly game: Game<GameMessages>
  readonly number: number
  readonly account: string
  readonly random: () => number
  readonly #plan: Plan
  readonly #script: BotScript
  readonly #samples: Samples
  /** Fails each wait of the script. */
  readonly #waits = new Set<(error: Error) => void>()
  #isOver = false
  #isPlaying = false
  #hasPlayed = false
  #dialedAt = 0

  constructor({ number, plan, script, samples }: BotPlayerOptions) {
    this.number = number
    this.account = `${plan.name}${number}`
    this.random = randomOf(plan.seed, number)
    this.#plan = plan
    this.#script = script
    this.#samples = samples
    this.game = this.#makeGame()
  }

  /** Plays until it is stopped or refused for good. Never rejects. */
  async run(): Promise<void> {
    this.#samples.bots.begun++
    await this.game.open().catch(error => this.#failed(error))
    const { rounds = Number.POSITIVE_INFINITY } = this.#plan
    for (let round = 0; round < rounds && this.#canPlay; round++) await this.#round()
    if (!this.#isOver && this.game.state === 'closed') this.#samples.bots.out++
    this.close()
  }

  get #canPlay(): boolean {
    return !this.#isOver && this.game.state !== 'closed'
  }

  /** Its round ends at the next wait. Where it is not logged in, it gives up. */
  stop(): void {
    this.#isOver = true
    this.#failWaits(new RunOver())
    if (this.game.state !== 'open') this.game.close()
  }

  close(): void {
    this.#isOver = true
    this.game.close()
  }

  think(): Promise<void> {
    const [least, most] = this.#plan.think
    return this.#wait(resolve => {
      const timer = setTimeout(resolve, least + this.random() * (most - least))
      return () => clearTimeout(timer)
    })
  }

  next<N extends keyof Pushes>(name: N, options: NextOptions<Pushes[N]> = {}): Promise<Pushes[N]> {
    const { where = () => true, within = PUSH_TIMEOUT } = options
    return this.#wait((resolve, reject) => {
      const late = () => reject(new Error(`next: no push ${name} came within ${within} ms`))
      const timer = setTimeout(late, within)
      const ends = [this.game.on[name](body => where(body) && resolve(body)), () => clearTimeout(timer)]
      return () => {
        for (const end of ends) end()
      }
    })
  }

  async mayFail<T>(request: Promise<T>, ...codes: string[]): Promise<T | undefined> {
    try {
      return await request
    } catch (error) {
      if (error instanceof RequestError && codes.includes(error.code)) return undefined
      throw error
    }
  }

  log(text: string): void {
    this.#samples.said(this.number, text)
  }

  #makeGame(): Game<GameMessages> {
    const game = makeGame<GameMessages>(this.#plan.url, {
      protocol,
      login: request => this.#script.login(request, this),
      retry: { within: Number.POSITIVE_INFINITY },
      session: false,
      trace: frame => this.#hear(frame),
    })
    game.listen('state', state => this.#entered(state))
    game.listen('closed', event => this.#lost(event))
    return game
  }

  #entered(state: string): void {
    if (state === 'connecting') this.#dialedAt = performance.now()
    if (state === 'login') this.#samples.answered(CONNECT, performance.now() - this.#dialedAt)
    const isPlaying = state === 'open'
    if (isPlaying && !this.#hasPlayed) this.#samples.bots.loggedIn++
    this.#hasPlayed ||= isPlaying
    if (isPlaying !== this.#isPlaying) this.#samples.bots.playing += isPlaying ? 1 : -1
    this.#isPlaying = isPlaying
  }

  /** 1000 is its own doing: it left, or gave up a login whose refusal was counted. */
  #lost({ code, reason }: ClosedEvent): void {
    if (code !== 1000 && !this.#isOver) this.#samples.lost(`${code} ${reason}`)
    this.#failWaits(new ClosedError(this.#plan.url, code, reason))
  }

  #failWaits(error: Error): void {
    for (const fail of this.#waits) fail(error)
  }

  #hear({ direction, kind, name = '', latency, error }: Frame): void {
    if (direction === 'sent') return
    if (latency !== undefined) this.#samples.answered(name, latency)
    if (kind === 'push') this.#samples.pushed(name)
    if (kind === 'failed') this.#samples.failed(name, error!.code)
    if (kind === 'unreadable') this.#samples.failed(FRAME, 'BAD_MESSAGE')
  }

  /** Thinks after it, so that a script which returns at once does not spin. */
  async #round(): Promise<void> {
    try {
      await this.#opened()
      await this.#script.play(this)
      this.#samples.played()
    } catch (error) {
      this.#failed(error)
    }
    if (this.#canPlay) await this.think().catch(() => undefined)
  }

  /** Resolves at once unless it comes back from a loss. */
  async #opened(): Promise<void> {
    if (this.game.state === 'open') return
    await this.#wait<void>((resolve, reject) =>
      this.game.listen('state', state => {
        if (state === 'open') resolve()
        if (state === 'closed') reject(new RunOver())
      }),
    )
  }

  /** A lost connection was counted where it was lost. */
  #failed(error: unknown): void {
    if (error instanceof RunOver || error instanceof ClosedError) return
    this.#samples.mistake(error, this.number)
  }

  /** What `begin` resolves, unless the connection is lost or the run is over first. `begin` returns what ends its own
   * waiting. */
  #wait<T>(begin: (resolve: (value: T) => void, reject: (error: Error) => void) => () => void): Promise<T> {
    if (this.#isOver) return Promise.reject(new RunOver())
    let fail: (error: Error) => void
    let end: () => void
    const waiting = new Promise<T>((resolve, reject) => {
      fail = reject
      this.#waits.add(fail)
      end = begin(resolve, reject)
    }).finally(() => {
      this.#waits.delete(fail)
      end()
    })
    waiting.catch(() => undefined) // a script may await it later, or never
    return waiting
  }
}
