// `dates`, as services, rooms and handlers have it: what is to be done at a moment, however often the server restarts until
// then. The service `.dates` has them.

import type { ServiceScope } from '../../core/service/service.ts'
import type { Clock } from '../../lib/clock.ts'
import { DATES, type DateService } from './date-service.ts'
import { checkDateId, type DateTarget, momentOf, type When, writeTarget } from './date-target.ts'
import type { DateDefinitions, RoleDate, ServiceDate, WaitingDate } from './define-date.ts'

/** What the dates of a thread have in common. */
export interface DatesHost {
  readonly definitions: DateDefinitions
  readonly clock: Clock
}

/** `D`: the dates that the game declares. */
export class Dates<D = DateDefinitions> {
  readonly #node: ServiceScope
  readonly #host: DatesHost

  constructor(node: ServiceScope, host: DatesHost) {
    this.#node = node
    this.#host = host
  }

  /**
   * Has the edit of a role, or the command of a service, done at a moment or after a span, in the place of a date with the
   * same `id`: `set('build/17/3', { days: 3 }, { role: '17', name: 'building ready', data: { building: 3 } })`. Durable when
   * it resolves. The edit is made exactly once; the command is called at least once, and again until it returns. Throws
   * TypeError for what can't be stored, TRY_AGAIN while the store is away.
   */
  async set(id: string, when: When, what: RoleDate<D> | ServiceDate): Promise<void> {
    checkDateId(id)
    const target = writeTarget(what as DateTarget, this.#host.definitions)
    const due = momentOf(when, this.#host.clock.now())
    await (await this.#service()).call.set({ id, due, target })
  }

  /** To another moment. False when there is none of this id, or when it has begun. */
  async move(id: string, when: When): Promise<boolean> {
    checkDateId(id)
    const due = momentOf(when, this.#host.clock.now())
    return (await this.#service()).call.move(id, due)
  }

  /** True: it will not happen. False when there is none of this id, or when it has begun: then it is not tried again, and may
   * have been done or not. */
  async cancel(id: string): Promise<boolean> {
    checkDateId(id)
    return (await this.#service()).call.cancel(id)
  }

  /** undefined when there is none of this id, or when it is done. */
  async find(id: string): Promise<WaitingDate | undefined> {
    checkDateId(id)
    return (await this.#service()).call.find(id)
  }

  #service() {
    return this.#node.query<DateService>(DATES)
  }
}
