// Runs the members of rooms (crowd.c, compiled once by the machine's C compiler), and talks with that program by lines.

import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { compile } from './load.ts'

export interface Heard {
  frames: number
  bytes: number
  /** Frames of the member who has heard least. */
  least: number
  /** Seconds. */
  time: number
}

/** ms, over all frames with a time in them. */
export interface Latency {
  heard: number
  p50: number
  p99: number
  most: number
}

interface Answers {
  opened?: number
  closed?: number
  code?: number
}

/** ms for a member to read to its end. */
const PATIENCE = 15_000

export class Crowd {
  readonly #child: ChildProcess
  readonly #waiting: ((answer: never) => void)[] = []
  readonly #expected = new Map<number, (code: number) => void>()
  #size = 0
  #isClosed = false
  #lost = 0

  constructor(port: number) {
    this.#child = spawn(compile('crowd'), [String(port)], { stdio: ['pipe', 'pipe', 'inherit'] })
    createInterface({ input: this.#child.stdout! }).on('line', line =>
      this.#take(JSON.parse(line) as Answers),
    )
    this.#child.once('exit', () => {
      if (!this.#isClosed) throw new Error('the load generator failed')
    })
  }

  /** Its number. The members of a room are added one after the other; `frames` are said when it comes in. */
  add(room: number, frames: readonly (string | Uint8Array)[]): number {
    this.#tell(`member ${room} ${frames.map(hex).join(' ')}`)
    return this.#size++
  }

  /** Seconds that the new members took to come in. */
  async open(): Promise<number> {
    const { opened } = await this.#ask<{ opened: number }>('open')
    return opened
  }

  say(room: number, frame: string | Uint8Array): void {
    this.#tell(`say ${room} ${hex(frame)}`)
  }

  /** What the room's first member says of what all of them have heard, with `00000000` for the number. */
  setAck(room: number, frame: string | Uint8Array): void {
    this.#tell(`ack ${room} ${hex(frame)}`)
  }

  /** Acknowledges every `step` frames from now on; 0 ends it. */
  flow(step: number): void {
    this.#tell(`flow ${step}`)
  }

  /** Each member goes round in its frames from number `from` on; -1 ends it. */
  cycle(from: number): void {
    this.#tell(`cycle ${from}`)
  }

  /** The room's first member says these in one piece, `rate` times a second, with the time in them for
   * `@@0000000000000000`. */
  pace(room: number, rate: number, frames: readonly (string | Uint8Array)[]): void {
    this.#tell(`pace ${rate} ${room} ${frames.map(hex).join(' ')}`)
  }

  endPace(): void {
    this.#tell('pace 0')
  }

  count(): Promise<Heard> {
    return this.#ask('count')
  }

  /** Since it was asked last. */
  latency(): Promise<Latency> {
    return this.#ask('latency')
  }

  /** The member reads nothing more. */
  stop(member: number): void {
    this.#tell(`stop ${member}`)
  }

  /** The member reads on, to its end: resolves with the code that it is closed with, 0 when it is not. */
  resumeToEnd(member: number): Promise<number> {
    this.#tell(`resume ${member}`)
    const end = new Promise<number>(resolve => this.#expected.set(member, resolve))
    return Promise.race([end, pass(PATIENCE).then(() => 0)])
  }

  /** Frames a second over `ms`, from `lead` ms after now on. */
  async rate(lead: number, ms: number): Promise<number> {
    await pass(lead)
    const from = await this.count()
    await pass(ms)
    const to = await this.count()
    return (to.frames - from.frames) / (to.time - from.time)
  }

  /** Until nothing comes any more. */
  async quiet(): Promise<void> {
    for (let last = -1, { frames } = await this.count(); last !== frames; ) {
      last = frames
      await pass(100)
      frames = (await this.count()).frames
    }
  }

  close(): void {
    this.#isClosed = true
    this.#child.stdin!.end()
  }

  #tell(line: string): void {
    this.#child.stdin!.write(`${line}\n`)
  }

  #ask<T>(line: string): Promise<T> {
    this.#tell(line)
    return new Promise<T>(resolve => this.#waiting.push(resolve))
  }

  #take(answer: Answers): void {
    if (answer.closed === undefined) return this.#waiting.shift()!(answer as never)
    const resolve = this.#expected.get(answer.closed)
    if (resolve) resolve(answer.code!)
    else if (this.#lost++ === 0)
      console.error(`a member that reads was closed with ${answer.code}: the machine has too much to do`)
  }
}

const hex = (payload: string | Uint8Array): string =>
  `${typeof payload === 'string' ? 't' : 'b'}${Buffer.from(payload).toString('hex')}`

const pass = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
