// Schedules in LMDB: one database name -> record.

import type { Database } from 'lmdb'
import type { ScheduleRecord, ScheduleStore } from '../due/schedule-store.ts'
import type { Environment } from './environment/environment.ts'

export class EmbeddedScheduleStore implements ScheduleStore {
  readonly #schedules: Database<ScheduleRecord, string>

  constructor(environment: Environment) {
    this.#schedules = environment.openDB<ScheduleRecord, string>({ name: 'schedules' })
  }

  async get(name: string): Promise<ScheduleRecord | undefined> {
    return this.#schedules.get(name)
  }

  async put(name: string, record: ScheduleRecord): Promise<void> {
    await this.#schedules.put(name, record)
  }
}
