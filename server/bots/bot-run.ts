// The leading side of a run: starts the processes that play, tells them when, and gathers what they tell. A process that
// ends by itself is a crash of the run; the others go on.
//
//   prepare() ─ every process is ready ─▶ start() ─▶ stop() ─ each has told its last batch, or has had its time ─▶ over

import { type ChildProcess, fork } from 'node:child_process'
import { StartError } from '../core/errors.ts'
import type { FromPlayers, Plan, ToPlayers } from './plan.ts'
import { Tally } from './tally.ts'

/** A process ends its rounds in 5 s, where it has the time; it is killed after this, ms. */
const ENDS_WITHIN = 15_000

interface Playing {
  child: ChildProcess
  isReady: boolean
  /** Its bots have left, or it has ended. */
  isFinished: boolean
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
  /** Resolves when no bot plays any more. */
  readonly finished: Promise<void>
  readonly #options: BotRunOptions
  readonly #playing: Playing[] = []
  readonly #ended: Promise<void>
  #killedFor: string | undefined
  #finish!: () => void
  #end!: () => void
  #prepared: { resolve: () => void; reject: (error: Error) => void } | undefined

  constructor(options: BotRunOptions) {
    this.#options = options
    this.finished = new Promise(resolve => {
      this.#finish = resolve
    })
    this.#ended = new Promise(resolve => {
      this.#end = resolve
    })
  }

  /** Throws StartError where the script can't be played. */
  prepare(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#prepared = { resolve, reject }
      for (let index = 0; index < this.#options.plan.processes; index++) this.#launch(index)
    })
  }

  start(): void {
    this.#tellAll({ kind: 'go' })
  }

  async stop(): Promise<void> {
    this.#tellAll({ kind: 'stop' })
    const late = setTimeout(() => this.kill('it did not end in time'), ENDS_WITHIN)
    await this.#ended
    clearTimeout(late)
  }

  /** At once. */
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
    if (message.kind === 'refused') this.#prepared?.reject(new StartError(message.reason))
    if (message.kind === 'done') playing.isDone = true
    if (message.kind === 'finished') this.#finished(playing)
    if (message.kind !== 'batch') return
    this.tally.add(message.batch, index)
    for (const line of message.batch.lines) this.#options.print(line)
    if (message.batch.leftOut > 0) this.#options.print(`… and ${message.batch.leftOut} more lines`)
  }

  #ready(playing: Playing): void {
    playing.isReady = true
    if (this.#playing.every(({ isReady }) => isReady)) this.#prepared?.resolve()
  }

  #finished(playing: Playing): void {
    playing.isFinished = true
    if (this.#playing.every(({ isFinished }) => isFinished)) this.#finish()
  }

  #exited(playing: Playing, how: string): void {
    if (!playing.isDone) this.tally.crashes.push(`a process of bots was lost: ${this.#killedFor ?? how}`)
    this.#prepared?.reject(new StartError(`a process of bots could not start (${how})`))
    this.#finished(playing)
    if (this.#playing.every(({ child }) => child.exitCode !== null || child.signalCode !== null)) this.#end()
  }

  #tellAll(order: ToPlayers): void {
    for (const { child } of this.#playing) if (child.connected) child.send(order)
  }
}
