// What happened to the bots of one process since it was last told: kept until the leading process is sent it, so that a
// message costs a bot no more than a number in a list.

import { performance } from 'node:perf_hooks'
import { RequestError } from '../../protocol/client/index.ts'

/** How many distinct mistakes of scripts are told apart; scripts may put numbers into their errors. */
const MOST_MISTAKES = 50
/** Lines of scripts that are printed of one batch. */
const MOST_LINES = 20

export interface Mistake {
  text: string
  count: number
  /** The number of the first bot to whom it happened; 0: outside of any round. */
  bot: number
}

export interface BotCounts {
  begun: number
  /** Those that have been logged in, and those that are now. */
  loggedIn: number
  playing: number
  /** Those that were refused for good. */
  out: number
}

/** Stands where messages do: how long it took to connect. */
export const CONNECT = '(connect)'
/** Stands where messages do: a frame that could not be read. */
export const FRAME = '(frame)'
export const isMessage = (name: string): boolean => !name.startsWith('(')

const NO_BOTS: BotCounts = { begun: 0, loggedIn: 0, playing: 0, out: 0 }

export interface Batch {
  /** Message → ms that each took which was answered, also with an error. What is in brackets is no message: CONNECT, FRAME. */
  latencies: Map<string, number[]>
  /** Message → code → how often. */
  errors: Map<string, Map<string, number>>
  pushes: Map<string, number>
  /** What a close says (`4003 too slow …`) → how often. */
  losses: Map<string, number>
  /** What scripts have thrown, by its text. */
  mistakes: Map<string, Mistake>
  lines: string[]
  /** Lines that are left out. */
  leftOut: number
  bots: BotCounts
  rounds: number
  /** The share of the time since the last batch in which the process was busy: near 1 the latencies are its own. */
  busy: number
}

const emptyBatch = (): Batch => ({
  latencies: new Map(),
  errors: new Map(),
  pushes: new Map(),
  losses: new Map(),
  mistakes: new Map(),
  lines: [],
  leftOut: 0,
  bots: NO_BOTS,
  rounds: 0,
  busy: 0,
})

export class Samples {
  readonly bots: BotCounts = { ...NO_BOTS }
  #batch = emptyBatch()
  #looked = performance.eventLoopUtilization()

  answered(message: string, ms: number): void {
    const list = this.#batch.latencies.get(message)
    if (list) list.push(ms)
    else this.#batch.latencies.set(message, [ms])
  }

  failed(message: string, code: string): void {
    const codes = this.#batch.errors.get(message) ?? new Map<string, number>()
    this.#batch.errors.set(message, increased(codes, code))
  }

  pushed(message: string): void {
    increased(this.#batch.pushes, message)
  }

  lost(close: string): void {
    increased(this.#batch.losses, close)
  }

  played(): void {
    this.#batch.rounds++
  }

  /** What a script has thrown; `bot` as in Mistake. */
  mistake(error: unknown, bot: number): void {
    const { mistakes } = this.#batch
    const text = describe(error)
    const key = mistakes.has(text) || mistakes.size < MOST_MISTAKES ? text : 'others'
    const known = mistakes.get(key)
    if (known) known.count++
    else mistakes.set(key, { text: key, count: 1, bot })
  }

  said(bot: number, text: string): void {
    if (this.#batch.lines.length < MOST_LINES) this.#batch.lines.push(`bot ${bot}: ${text}`)
    else this.#batch.leftOut++
  }

  /** All since the last batch. */
  take(): Batch {
    const batch = { ...this.#batch, bots: { ...this.bots } }
    const now = performance.eventLoopUtilization()
    batch.busy = performance.eventLoopUtilization(now, this.#looked).utilization
    this.#looked = now
    this.#batch = emptyBatch()
    return batch
  }
}

/** `counts` with one more of `key`. */
export function increased(counts: Map<string, number>, key: string, by = 1): Map<string, number> {
  return counts.set(key, (counts.get(key) ?? 0) + by)
}

/** A mistake by what it says and where the script made it. */
function describe(error: unknown): string {
  if (error instanceof RequestError) return `${error.request}: ${error.code} ${error.message}`
  if (!(error instanceof Error)) return `thrown: ${String(error)}`
  const place = error.stack?.split('\n').find(line => /^\s+at .*file:/.test(line))
  const where = place && /file:\/\/(\S+:\d+:\d+)/.exec(place)?.[1]
  return `${error.name}: ${error.message}${where ? ` (${where})` : ''}`
}
