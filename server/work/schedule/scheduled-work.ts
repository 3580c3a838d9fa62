// One schedule of the game as a service, `.schedule/NAME`: runs what is due, one time after the other, and stores how far it
// is. It keeps true: no time runs again once it is settled, wherever the clock is set. With `missed: 'skip'` a time is
// settled before it runs, so it is begun at most once; with `missed: 'run'` after it has succeeded, so it is done at least
// once. Made by createScheduledWork, one class per thread.
//
//   waiting ── a time is due ──→ running ── it has ended ──→ waiting
//      ↑                            └── it failed, missed: 'run' ──→ failed ── its wait is over ──→ running
//      └──────────────────────────────────── a later time is due ──────┘

import type { Logger } from '../../core/log/log.ts'
import { Service, type ServiceClass, type ServiceScope } from '../../core/service/service.ts'
import { backoffMs } from '../../lib/backoff.ts'
import type { Clock } from '../../lib/clock.ts'
import type { ScheduleStore } from '../../store/due/schedule-store.ts'
import { Calendar, type Period } from './calendar.ts'
import { type ScheduleDefinition, type Schedules, zoneOf } from './define-schedule.ts'

/** The name under which a thread's services hold the class of its schedules. */
export const SCHEDULE_SERVICE = 'schedule'

/** What `run` is called with is made for the service that runs it. */
export interface GameHost {
  node: ServiceScope
  log: Logger
  now(): number
}

/** What the schedules of a thread share. */
export interface ScheduleContext {
  schedules: Schedules
  /** The game's. */
  timeZone(): string | undefined
  store: ScheduleStore
  clock: Clock
  gameOf(host: GameHost): unknown
  /** Those that run on this thread. */
  running: Set<ScheduledWork>
}

/** ms between two looks at the clock. */
const TICK = 500
/** ms after its time at which a time counts as missed. */
const MISSED_AFTER = 60_000
/** Before a time that failed runs again, ms. */
const WAITS = { first: 1000, longest: 600_000 }

export abstract class ScheduledWork extends Service<{ name: string }> {
  static concurrent = true
  protected abstract get context(): ScheduleContext
  #definition!: ScheduleDefinition
  /** By which a stored time was settled: of another one nothing is made up for. */
  #rule = ''
  #calendar!: Calendar
  #game: unknown
  /** The one that holds the present moment, as far as that was looked up. */
  #period: Period = { start: -1, end: -1 }
  /** The last time that does not run again, and whether the store knows. */
  #settled = -1
  #isStored = true
  #work: Promise<void> | undefined
  #isStopped = false
  /** The time that failed, how often, and the tick until which it waits. */
  #failed = { due: -1, count: 0, until: 0 }

  protected override async onStart(): Promise<void> {
    const { gameOf, running } = this.context
    this.#readRule()
    await this.#load()
    this.#game = gameOf({ node: this.node, log: this.log, now: () => this.now() })
    running.add(this)
    this.every(TICK, () => this.#look())
    this.#look()
  }

  /** The game's code has been replaced: what runs goes on, what is due next is by the new rule. */
  async follow(): Promise<void> {
    const { schedules } = this.context
    if (!Object.hasOwn(schedules, this.name)) return
    const before = this.#rule
    this.#readRule()
    if (before === this.#rule) return
    this.#period = { start: -1, end: -1 }
    await this.#work
    await this.#load()
    this.#look()
  }

  #readRule(): void {
    const { schedules, timeZone } = this.context
    this.#definition = schedules[this.name]!
    const zone = zoneOf(this.#definition, timeZone())
    this.#rule = `${this.#definition.cron} ${zone}`
    this.#calendar = new Calendar(this.#definition.cron, zone)
  }

  /** Where it is new, or its rule is, all times until now are settled. */
  async #load(): Promise<void> {
    const { store, clock } = this.context
    const { start } = this.#calendar.at(clock.now())
    const record = await store.get(this.name)
    const isSame = record?.rule === this.#rule
    this.#settled = isSame ? record.settled : Math.max(record?.settled ?? 0, start)
    this.#isStored = isSame
  }

  get name(): string {
    return this.options.name
  }

  protected override onExit(): Promise<void> {
    return this.stop()
  }

  /** Begins nothing more; resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#work
    this.context.running.delete(this)
  }

  /** Looks at the clock, as it does by itself; resolves when what is due has run. */
  async tick(): Promise<void> {
    this.#look()
    await this.#work
  }

  /** Not waited for: a long run is no slow message. */
  #look(): void {
    if (this.#work || this.#isStopped) return
    const due = this.#due()
    const isDue = due > this.#settled && !this.#mustWait(due)
    if (isDue || !this.#isStored)
      this.#work = this.#settle(isDue ? due : undefined).finally(() => (this.#work = undefined))
  }

  /** The last time that has come. */
  #due(): number {
    const now = this.context.clock.now()
    if (now >= this.#period.end || now < this.#period.start) this.#period = this.#calendar.at(now)
    return this.#period.start
  }

  #mustWait(due: number): boolean {
    return this.#failed.due === due && this.context.clock.ticks() < this.#failed.until
  }

  /** Never rejects. */
  async #settle(due: number | undefined): Promise<void> {
    try {
      if (due === undefined) await this.#store(this.#settled)
      else if (this.#definition.missed === 'run') await this.#runUntilDone(due)
      else await this.#runOnce(due)
    } catch (error) {
      this.log.warn({ err: error }, 'how far a schedule is could not be stored; retrying')
    }
  }

  async #runOnce(due: number): Promise<void> {
    await this.#store(due)
    if (this.context.clock.now() - due > MISSED_AFTER)
      return this.log.info({ due: asTime(due) }, 'a scheduled run was missed and is left out')
    await this.#run(due, 1)
  }

  async #runUntilDone(due: number): Promise<void> {
    if (this.#failed.due !== due) this.#failed = { due, count: 0, until: 0 }
    const { count } = this.#failed
    if (!(await this.#run(due, count + 1))) {
      const until = this.context.clock.ticks() + backoffMs(count, WAITS)
      this.#failed = { due, count: count + 1, until }
      return
    }
    // It has run, whatever becomes of the write.
    this.#settled = due
    this.#isStored = false
    await this.#store(due)
  }

  async #store(settled: number): Promise<void> {
    await this.context.store.put(this.name, { settled, rule: this.#rule })
    this.#settled = settled
    this.#isStored = true
  }

  /** Whether it succeeded. */
  async #run(due: number, attempt: number): Promise<boolean> {
    const { name } = this
    try {
      await this.#definition.run(this.#game as never, { name, due, id: `${name}/${due}`, attempt })
      return true
    } catch (error) {
      const isRunAgain = this.#definition.missed === 'run'
      this.log.error({ err: error, due: asTime(due), attempt, isRunAgain }, 'a scheduled run failed')
      return false
    }
  }
}

const asTime = (ms: number): string => new Date(ms).toISOString()

/** The class of a thread's schedules, which it offers under `schedule`. */
export function createScheduledWork(context: ScheduleContext): ServiceClass<ScheduledWork, { name: string }> {
  return class ScheduledWorkOfThread extends ScheduledWork {
    protected get context(): ScheduleContext {
      return context
    }
  }
}
