// Schedules in MongoDB, collection `schedules`: `_id` is node/name. Nodes that share the database each run their own.

import type { Collection, Db } from 'mongodb'
import type { ScheduleRecord, ScheduleStore } from '../due/schedule-store.ts'
import { orTryAgain } from './or-try-again.ts'

type ScheduleDocument = ScheduleRecord & { _id: string }

export class MongoScheduleStore implements ScheduleStore {
  readonly #schedules: Collection<ScheduleDocument>
  readonly #prefix: string

  /** Those of `node`. */
  constructor(db: Db, node: number) {
    this.#schedules = db.collection<ScheduleDocument>('schedules')
    this.#prefix = `${node}/`
  }

  get(name: string): Promise<ScheduleRecord | undefined> {
    return orTryAgain(async () => {
      const found = await this.#schedules.findOne({ _id: this.#prefix + name })
      return found ? { settled: Number(found.settled), rule: found.rule } : undefined
    })
  }

  async put(name: string, { settled, rule }: ScheduleRecord): Promise<void> {
    const _id = this.#prefix + name
    await orTryAgain(() => this.#schedules.replaceOne({ _id }, { settled, rule }, { upsert: true }))
  }
}
