// How far the schedules of a game are, by the schedule's name. embedded/ (LMDB) and mongo/ implement it. Tiny: it is read
// when a schedule begins, and written once for each of its runs.

export interface ScheduleRecord {
  /** The time, ms since 1970, of the last occasion that needs nothing any more. */
  settled: number
  /** The expression and the time zone that it was of: after a change the record says nothing of the new one's past. */
  rule: string
}

export interface ScheduleStore {
  get(name: string): Promise<ScheduleRecord | undefined>
  /** Durable when it resolves. */
  put(name: string, record: ScheduleRecord): Promise<void>
}
