// The dates of a game: what is to be done at a moment that may be weeks away. embedded/ (LMDB) and mongo/ implement it. A
// date has the number of when it was set, which no other date ever has and which grows, so that one that was set again
// under the same id is told from the one before it.

export interface DateRecord {
  id: string
  /** When it is due, ms since 1970. */
  due: number
  /** What is to be done, as JSON; the store does not look into it. */
  target: string
  number: number
  /** How often it was begun. */
  attempts: number
  /** When it is to be begun next, ms since 1970: when it is due, or later where that has failed. */
  at: number
}

/** What is written is durable when the promise resolves. */
export interface DateStore {
  /** Sets a date, in the place of the one that has this id. */
  put(date: Pick<DateRecord, 'id' | 'due' | 'target'>): Promise<void>
  /** False where there is none, or where it was begun. */
  move(id: string, due: number): Promise<boolean>
  /** Notes that it is begun, and that it is to be begun again at `again` unless it ends before. False where it is not there any
   * more as it was: it was cancelled, moved or set again. */
  begin(date: Pick<DateRecord, 'id' | 'number' | 'at'>, again: number): Promise<boolean>
  /** It is done: removes it, unless it was set again. */
  end(id: string, number: number): Promise<void>
  /** Removes it; returns what it was. */
  remove(id: string): Promise<DateRecord | undefined>
  find(id: string): Promise<DateRecord | undefined>
  /** All of them in the order in which they are to be begun, a page. */
  page(from: number, limit: number): Promise<DateRecord[]>
  count(): Promise<number>
}
