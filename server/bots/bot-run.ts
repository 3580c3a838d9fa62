// The leading side of a run: starts the processes that play, tells them when, and gathers what they tell. A process that
// ends by itself is a crash of the run; the others go on.
//
//   prepare() ─ every process is ready ─▶ start() ─▶ stop() ─ each has told its last batch, or has had its time ─▶ over

import { type ChildProcess, fork } from 'node:child_process'
import { StartError } from '../core/errors.ts'
import { createDeferred } from '../lib/deferred.ts'
import type { FromPlayers, Plan, ToPlayers } from './plan.ts'
import type { Batch } from './samples.ts'
import { Tally } from './tally.ts'

/** A process ends its rounds in 5 s, where it has the time; it is killed after this, ms. */
const ENDS_WITHIN = 15_000

interface Playing {
  child: ChildProcess
  /** It has loaded the script. */
  isReady: boolean
  /** Its bots have left, or it has ended. */
  isFinished: boolean
  /** It has told its last batch. */
  isDone: boolean
}

export interface BotRunOptions {
  plan: Plan
  /** The program of a playing process, with its arguments. */
  program: readonly [file: string, ...args: string[]]
  /** Lines that scripts print. */
  print(line: string): void
}

export class BotRun {
  readonly tally = new Tally()
  readonly #options: BotRunOptions
  readonly #playing: Playing[] = []
  /** Every process is ready. */
  readonly #prepared = createDeferred<void>()
  readonly #finished = createDeferred<void>()
  /** Every process has ended. */
  readonly #ended = createDeferred<void>()
  #killedFor: string | undefined

  constructor(options: BotRunOptions) {
    this.#options = options
  }

  /** Throws StartError where the script can't be played. */
  prepare(): Promise<void> {
    for (let index = 0; index < this.#options.plan.processes; index++) this.#launch(index)
    return this.#prepared.promise
  }

  /** Resolves when no bot plays any more. */
  get finished(): Promise<void> {
    return this.#finished.promise
  }

  start(): void {
    this.#tellAll({ kind: 'go' })
  }

  async stop(): Promise<void> {
    this.#tellAll({ kind: 'stop' })
    const late = setTimeout(() => this.kill('it did not end in time'), ENDS_WITHIN)
    await this.#ended.promise
    clearTimeout(late)
  }

  /** Ends every process at once; `why` is told in the summary. */
  kill(why: string): void {
    this.#killedFor = why
    for (const { child } of this.#playing) child.kill('SIGKILL')
  }

  #launch(index: number): void {
    const { plan, program } = this.#options
    const [file, ...args] = program
    // Histograms' numbers are many: structured clones cost less than JSON.
    const child = fork(file, args, {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const playing: Playing = { child, isReady: false, isFinished: false, isDone: false }
    this.#playing.push(playing)
    child.on('message', (message: FromPlayers) => this.#hear(message, playing, index))
    child.once('exit', (code, signal) => this.#exited(playing, signal ?? `code ${code}`))
    child.on('error', () => undefined) // an order to a process that has just ended; its exit follows
    child.send({ kind: 'plan', plan, index } satisfies ToPlayers)
  }

  #hear(message: FromPlayers, playing: Playing, index: number): void {
    if (message.kind === 'ready') this.#ready(playing)
    if (message.kind === 'refused') this.#prepared.reject(new StartError(message.reason))
    if (message.kind === 'batch') this.#addBatch(message.batch, index)
    if (message.kind === 'finished') this.#finish(playing)
    if (message.kind === 'done') playing.isDone = true
  }

  #addBatch(batch: Batch, index: number): void {
    this.tally.add(batch, index)
    for (const line of batch.lines) this.#options.print(line)
    if (batch.leftOut > 0) this.#options.print(`… and ${batch.leftOut} more lines`)
  }

  #ready(playing: Playing): void {
    playing.isReady = true
    if (this.#playing.every(({ isReady }) => isReady)) this.#prepared.resolve()
  }

  #finish(playing: Playing): void {
    playing.isFinished = true
    if (this.#playing.every(({ isFinished }) => isFinished)) this.#finished.resolve()
  }

  #exited(playing: Playing, how: string): void {
    if (!playing.isDone) this.tally.crashes.push(`a process of bots was lost: ${this.#killedFor ?? how}`)
    this.#prepared.reject(new StartError(`a process of bots could not start (${how})`))
    this.#finish(playing)
    if (this.#playing.every(({ child }) => child.exitCode !== null || child.signalCode !== null))
      this.#ended.resolve()
  }

  #tellAll(order: ToPlayers): void {
    for (const { child } of this.#playing) if (child.connected) child.send(order)
  }
}
