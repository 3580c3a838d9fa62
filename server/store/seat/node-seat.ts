// A node's lease on its store, renewed every second, with the last tick that its ids may have used. A second node with the
// same number is refused. No clocks are compared: a holder that a waiting node has watched for 10 s without a renewal is
// dead; one on the same machine is known to be dead as soon as its process has ended.

import { hostname } from 'node:os'
import type { Logger } from 'pino'
import { StartError } from '../../core/errors.ts'
import { type Clock, ticks } from '../../lib/clock.ts'
import { TICK_MS, tickAt } from '../../lib/snowflake.ts'
import { isRunning, startOfProcess } from './process-life.ts'

export interface SeatRecord {
  /** The holder's; empty when the seat was given back. */
  token: string
  /** Rises with every renewal. */
  beat: number
  pid: number
  /** Tells the process from a later one with the same pid; empty where that is unknown. */
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
  /** Another node has the seat now: this one must make no more ids, and stop. */
  onLost(): void
}

const BEAT_MS = 1000
const POLL_MS = 250
/** ms that a silent holder on another machine is waited for. */
export const SEAT_EXPIRY_MS = 10_000
const TICKS_AHEAD = 1500 / TICK_MS
/** ms that the clock may be behind the ids without a warning; a server that was killed may have left them 2.5 s ahead. */
const BEHIND_MS = 5000
/** ms between two warnings of the same kind. */
const WARN_EVERY = 10_000

export class NodeSeat {
  /** From which ids of this run may start. */
  readonly savedTick: number
  /** When the store confirmed the seat last, in ticks. */
  renewedAt = ticks()
  readonly #table: SeatTable
  readonly #options: SeatOptions
  #record: SeatRecord
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> | undefined
  #warnedAt = Number.NEGATIVE_INFINITY

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
    try {
      return await NodeSeat.#take(table, options)
    } catch (error) {
      if (error instanceof StartError) throw error
      const { message, cause = error } = error as Error
      throw new StartError(
        `${table.name} can't be used: ${cause instanceof Error ? cause.message : message}`,
        {
          cause: error,
        },
      )
    }
  }

  static async #take(table: SeatTable, options: SeatOptions): Promise<NodeSeat> {
    for (;;) {
      const held = await table.read()
      if (held && held.token !== '') await refuseWhileHeld(table, held, options.log)
      const savedTick = held?.tick ?? 0
      const next = recordOf(held, Math.max(savedTick, tickAt(options.clock.now())))
      if (!(await table.swap(held, next))) continue
      warnOfClock(savedTick, options)
      return new NodeSeat(table, options, next, savedTick)
    }
  }

  /**
   * Gives the seat back, with the last tick that was used. If that cannot be written, the next server finds out that this
   * one has ended, and continues from the tick that was saved last.
   */
  async release(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.#beating
    const tick = Math.max(this.#options.lastTick(), this.savedTick)
    try {
      await this.#table.swap(this.#record, { ...this.#record, token: '', beat: this.#record.beat + 1, tick })
    } catch (error) {
      this.#options.log.warn({ err: error, seat: this.#table.name }, 'the seat could not be given back')
    }
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
      if (await this.#table.swap(this.#record, next)) this.#renewed(next)
      else if (await this.#isMine(next)) this.#renewed(next)
      else if (this.#timer) {
        clearInterval(this.#timer)
        log.fatal({ seat: this.#table.name }, 'another server has taken the seat of this one')
        onLost()
      }
    } catch (error) {
      this.#warn(error)
    }
  }

  #renewed(record: SeatRecord): void {
    this.#record = record
    this.renewedAt = ticks()
  }

  /** Ids made after the saved tick stay unique as long as nobody sets the clock back. */
  #warn(error: unknown): void {
    const now = performance.now()
    if (now - this.#warnedAt < WARN_EVERY) return
    this.#warnedAt = now
    const { clock, log } = this.#options
    const unsavedMs = Math.max(0, (tickAt(clock.now()) - this.#record.tick) * TICK_MS)
    log.warn(
      { err: error, seat: this.#table.name, unsavedMs },
      'store unreachable; the seat was not renewed: do not set the clock back until it is',
    )
  }

  /** Whether a write whose answer was lost was done. */
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
    log.info({ pid: held.pid }, 'the server that had this seat has died')
    return
  }
  log.warn(
    { pid: held.pid, host: held.host, expiryMs: SEAT_EXPIRY_MS },
    'another server may be using this store; waiting to see whether it is alive',
  )
  for (let waited = 0; waited < SEAT_EXPIRY_MS; waited += POLL_MS) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS))
    const now = await table.read()
    if (!now || now.token === '') return
    if (now.beat !== held.beat || now.token !== held.token) throw taken
  }
}

/** Ids continue from the saved tick, however far behind the clock is. */
function warnOfClock(savedTick: number, { clock, log }: SeatOptions): void {
  const behindMs = (savedTick - tickAt(clock.now())) * TICK_MS
  if (behindMs > BEHIND_MS)
    log.warn({ behindMs }, 'the clock is behind the last run of this server; new ids continue from there')
}
