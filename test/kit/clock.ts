// The time of day of a server in a test: it goes on as it does, and is moved for all threads of the server at once. What goes
// by the calendar (periods of boards, mutes, bans, the game's own days) follows; what takes time (saves, deadlines, idle
// connections, ticks of rooms) goes by ticks, which nobody moves.

import type { Node } from '../../server/core/node/node.ts'
import { type TimeKeeper, timeKeeperName } from '../../server/core/thread/time-keeper.ts'
import { createMovableTime, MovableClock } from '../../server/lib/clock.ts'
import { Calendar } from '../../server/work/schedule/calendar.ts'

export interface Span {
  days?: number
  hours?: number
  minutes?: number
  seconds?: number
}

/** A moment: a Date, ms since 1970, or a text with its offset such as `2026-06-01T05:00+08:00`. */
export type Moment = Date | number | string

const MAIN = 0

export class GameClock {
  /** What the server is started with. */
  readonly time = createMovableTime()
  readonly #clock = new MovableClock(this.time)
  #node: Node | undefined

  constructor(start?: Moment) {
    if (start !== undefined) this.#clock.set(momentOf(start))
  }

  /** Of the server that shows this time. */
  attach(node: Node): void {
    this.#node = node
  }

  /** ms since 1970. */
  now(): number {
    return this.#clock.now()
  }

  /** Moves the time of day on, or back. Resolves when all threads have done what had become due. */
  move({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): Promise<void> {
    return this.set(this.now() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
  }

  /** As `move`, to the next time that a clock in `timeZone` shows `time`: `moveTo('05:00', 'Asia/Shanghai')`. */
  moveTo(time: string, timeZone = 'UTC'): Promise<void> {
    const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
    if (!hours) throw new TypeError(`time: expected HH:MM, got ${time}`)
    const calendar = new Calendar(`${Number(minutes)} ${Number(hours)} * * *`, timeZone)
    return this.set(calendar.at(this.now()).end)
  }

  /** As `move`, to a moment. */
  async set(moment: Moment): Promise<void> {
    this.#clock.set(momentOf(moment))
    const node = this.#node
    if (node) await Promise.all([...new Set([MAIN, ...node.slots])].map(slot => tellMoved(node, slot)))
  }
}

async function tellMoved(node: Node, slot: number): Promise<void> {
  const keeper = await node.query<TimeKeeper>(timeKeeperName(slot))
  await keeper.within(30_000).call.moved()
}

function momentOf(moment: Moment): number {
  const ms = typeof moment === 'number' ? moment : new Date(moment).getTime()
  if (Number.isNaN(ms)) throw new TypeError(`moment: expected a date, got ${String(moment)}`)
  return ms
}
