// What all processes have told: histograms by message (Node's own, which are HdrHistograms), errors, losses, mistakes.

import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { type Batch, type BotCounts, increased, isMessage, type Mistake } from './samples.ts'

/** Errors that no player can cause: something is wrong with the server, or it is too slow. Others are answers. */
const UNEXPECTED = new Set([
  'INTERNAL',
  'TIMEOUT',
  'BAD_MESSAGE',
  'UNKNOWN_MESSAGE',
  'CALL_CYCLE',
  'SERVICE_DEAD',
  'UNKNOWN_COMMAND',
  'MAILBOX_FULL',
  'THREAD_LOST',
  'NOT_CLONEABLE',
])

/** µs; ten minutes. */
const HIGHEST = 600_000_000

export interface MessageTally {
  histogram: RecordableHistogram
  errors: Map<string, number>
}

export class Tally {
  readonly messages = new Map<string, MessageTally>()
  readonly pushes = new Map<string, number>()
  readonly losses = new Map<string, number>()
  readonly mistakes = new Map<string, Mistake>()
  /** Processes that ended before they were done. */
  readonly crashes: string[] = []
  /** Since it was reset, for a line of progress: the latencies of all messages together. */
  readonly recent = newHistogram()
  rounds = 0
  /** By process: the shares of its batches' time in which it was busy. */
  readonly #busy: { sum: number; count: number }[] = []
  /** By process, as it told last. */
  readonly #bots: BotCounts[] = []

  /** `index`: which process it comes from. */
  add(batch: Batch, index: number): void {
    for (const [name, list] of batch.latencies) this.#addLatencies(name, list)
    for (const [name, codes] of batch.errors)
      for (const [code, count] of codes) increased(this.#message(name).errors, code, count)
    for (const [name, count] of batch.pushes) increased(this.pushes, name, count)
    for (const [close, count] of batch.losses) increased(this.losses, close, count)
    for (const mistake of batch.mistakes.values()) this.#addMistake(mistake)
    this.rounds += batch.rounds
    this.#bots[index] = batch.bots
    const { sum, count } = this.#busy[index] ?? { sum: 0, count: 0 }
    this.#busy[index] = { sum: sum + batch.busy, count: count + 1 }
  }

  /** Of all processes together. */
  get bots(): BotCounts {
    const sum = { begun: 0, loggedIn: 0, playing: 0, out: 0 }
    for (const each of this.#bots.filter(Boolean))
      for (const name of Object.keys(sum) as (keyof BotCounts)[]) sum[name] += each[name]
    return sum
  }

  /** How busy the busiest process was, 0 to 1. */
  get busy(): number {
    return Math.max(0, ...this.#busy.filter(Boolean).map(({ sum, count }) => sum / count))
  }

  get errorCount(): number {
    const all = [...this.messages.values()].flatMap(({ errors }) => [...errors.values()])
    return all.reduce((sum, count) => sum + count, 0)
  }

  /** Whether nothing happened that a script does not expect. */
  get isClean(): boolean {
    const codes = [...this.messages.values()].flatMap(({ errors }) => [...errors.keys()])
    const isQuiet = this.losses.size + this.mistakes.size + this.crashes.length + this.bots.out === 0
    return isQuiet && !codes.some(code => UNEXPECTED.has(code))
  }

  #message(name: string): MessageTally {
    const known = this.messages.get(name)
    if (known) return known
    const made: MessageTally = { histogram: newHistogram(), errors: new Map() }
    this.messages.set(name, made)
    return made
  }

  /** In whole µs, which is what a histogram takes. */
  #addLatencies(name: string, list: readonly number[]): void {
    const { histogram } = this.#message(name)
    for (const ms of list) {
      const value = Math.min(HIGHEST, Math.max(1, Math.round(ms * 1000)))
      histogram.record(value)
      if (isMessage(name)) this.recent.record(value)
    }
  }

  #addMistake({ text, count, bot }: Mistake): void {
    const known = this.mistakes.get(text)
    if (known) known.count += count
    else this.mistakes.set(text, { text, count, bot })
  }
}

const newHistogram = (): RecordableHistogram => createHistogram({ lowest: 1, highest: HIGHEST, figures: 3 })
