// The one place that a node has in its store: who holds it keeps beating, and saves there which ids it may have used.
// A second node is refused. Nobody's clock is compared with another's: a holder that does not beat for 10 s, watched
// by the one who waits, is dead; one on the same machine is known to be dead at once when its process has ended.

import { hostname } from 'node:os'
import type { Logger } from 'pino'
import { StartError } from '../core/errors.ts'
import type { Clock } from '../lib/clock.ts'
import { TICK_MS, tickAt } from '../lib/snowflake.ts'
import { isRunning, startOfProcess } from './process-life.ts'

export interface SeatRecord {
  /** Of the holder; empty when the seat was given back. */
  token: string
  /** Rises with every sign of life. */
  beat: number
  pid: number
  /** Tells the process from a later one with its pid; empty where that can't be known. */
  processStart: string
  host: string
  /** No id of this node has a later tick. */
  tick: number
}

/** Where seats are kept: the environment's database, or a collection. */
export interface SeatTable {
  /** Names the store and the seat, for people. */
  readonly name: string
  read(): Promise<SeatRecord | undefined>
  /** Writes `next` if the record still has the token and beat of `before` (undefined: there is none). */
  swap(before: SeatRecord | undefined, next: SeatRecord): Promise<boolean>
}

export interface SeatOptions {
  clock: Clock
  log: Logger
  /** The last tick that any thread of this node has used. */
  lastTick(): number
  /** Another node has the seat now: this one must stop making ids, and stop. */
  onLost(): void
}

const BEAT_MS = 1000
const POLL_MS = 250
/** How long a silent holder on another machine is waited for. */
export const SEAT_EXPIRY_MS = 10_000
const TICKS_AHEAD = 1500 / TICK_MS
const MAX_AHEAD_MS = 900

export class NodeSeat {
  /** From which ids of this run may start. */
  readonly savedTick: number
  readonly #table: SeatTable
  readonly #options: SeatOptions
  #record: SeatRecord
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> | undefined

  private constructor(table: SeatTable, options: SeatOptions, record: SeatRecord, savedTick: number) {
    this.#table = table
    this.#options = options
    this.#record = record
    this.savedTick = savedTick
    this.#timer = setInterval(() => this.#onTimer(), BEAT_MS)
    this.#timer.unref()
  }

  /** Throws StartError naming the holder when the seat is taken. Waits at most 10 s for one that may have died. */
  static async take(table: SeatTable, options: SeatOptions): Promise<NodeSeat> {
    for (;;) {
      const held = await table.read()
      if (held && held.token !== '') await refuseWhileHeld(table, held, options.log)
      const savedTick = held?.tick ?? 0
      const next = recordOf(held, Math.max(savedTick, tickAt(options.clock.now())))
      if (!(await table.swap(held, next))) continue
      await waitForClock(savedTick, options)
      return new NodeSeat(table, options, next, savedTick)
    }
  }

  /** Gives the seat back, with the last tick that was used. */
  async release(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.#beating
    const tick = Math.max(this.#options.lastTick(), this.savedTick)
    await this.#table.swap(this.#record, { ...this.#record, token: '', beat: this.#record.beat + 1, tick })
  }

  #onTimer(): void {
    this.#beating ??= this.#beat().finally(() => {
      this.#beating = undefined
    })
  }

  async #beat(): Promise<void> {
    const { lastTick, clock, log, onLost } = this.#options
    const tick = Math.max(lastTick(), tickAt(clock.now()), this.savedTick) + TICKS_AHEAD
    const next = { ...this.#record, beat: this.#record.beat + 1, tick }
    try {
      if (await this.#table.swap(this.#record, next)) this.#record = next
      else if (await this.#isMine(next)) this.#record = next
      else if (this.#timer) {
        clearInterval(this.#timer)
        log.fatal({ seat: this.#table.name }, 'another server has taken the place of this one')
        onLost()
      }
    } catch (error) {
      log.warn({ err: error, seat: this.#table.name }, 'the store is away; no sign of life was written')
    }
  }

  /** Whether the write was done whose answer was lost. */
  async #isMine(next: SeatRecord): Promise<boolean> {
    const found = await this.#table.read()
    return found?.token === next.token && found.beat === next.beat
  }
}

function recordOf(before: SeatRecord | undefined, tick: number): SeatRecord {
  return {
    token: crypto.randomUUID(),
    beat: (before?.beat ?? 0) + 1,
    pid: process.pid,
    processStart: startOfProcess(process.pid) ?? '',
    host: hostname(),
    tick: tick + TICKS_AHEAD,
  }
}

/** Resolves when the holder is known to be dead. */
async function refuseWhileHeld(table: SeatTable, held: SeatRecord, log: Logger): Promise<void> {
  const taken = new StartError(`${table.name} is in use by the server with pid ${held.pid} on ${held.host}`)
  if (held.host === hostname() && held.processStart !== '') {
    if (isRunning(held.pid, held.processStart)) throw taken
    log.info({ pid: held.pid }, 'the server that used this store before has died')
    return
  }
  log.warn(
    { pid: held.pid, host: held.host, expiryMs: SEAT_EXPIRY_MS },
    'another server may be using this store; waiting to see whether it lives',
  )
  for (let waited = 0; waited < SEAT_EXPIRY_MS; waited += POLL_MS) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS))
    const now = await table.read()
    if (!now || now.token === '') return
    if (now.beat !== held.beat || now.token !== held.token) throw taken
  }
}

/** Ids may be a second ahead of the clock; a server that was killed may have left the saved tick further ahead. */
async function waitForClock(savedTick: number, { clock, log }: SeatOptions): Promise<void> {
  const ahead = () => (savedTick - tickAt(clock.now())) * TICK_MS - MAX_AHEAD_MS
  if (ahead() <= 0) return
  if (ahead() > 2 * MAX_AHEAD_MS)
    log.warn({ behindMs: ahead() }, 'the clock went back: no ids can be made until it has caught up')
  else await new Promise(resolve => setTimeout(resolve, ahead()))
}
