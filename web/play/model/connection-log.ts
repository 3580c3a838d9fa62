// What happens to one connection, in the log. A request is one entry, which its reply completes; an outage is one entry,
// which counts the tries to come back.

import type { ClosedEvent, Frame, ResumedEvent } from '../../../protocol/client/index.ts'
import { UNCOUNTED } from '../../../protocol/kit.ts'
import type { Entry, EntryKind, Failure, Log } from './log.ts'

/** Who asks: the page's user, a panel of the page, or the client by itself. */
export type Asker = 'user' | 'panel' | 'client'

interface Opened {
  /** It goes on with its session. */
  back: ResumedEvent | undefined
  /** The same, after a reload. */
  isReloaded: boolean
}

export class ConnectionLog {
  readonly #connection: number
  readonly #log: Log
  /** Requests that wait for their replies, by their numbers. */
  readonly #waiting = new Map<number, Entry>()
  #asker: Asker = 'client'
  #recorded: Entry | undefined
  /** The close that has not been made good yet. */
  #outage: Entry | undefined

  /** `connection`: its id. */
  constructor(connection: number, log: Log) {
    this.#connection = connection
    this.#log = log
  }

  /** What `act` sends is asked by `asker`. With the entry of it: the client sends within the call. */
  as<T>(asker: Asker, act: () => T): [result: T, entry: Entry | undefined] {
    this.#asker = asker
    this.#recorded = undefined
    try {
      return [act(), this.#recorded]
    } finally {
      this.#asker = 'client'
    }
  }

  /** Returns the entry that the frame has completed, if it is a reply. */
  take(frame: Frame): Entry | undefined {
    const waiting = frame.session === undefined ? undefined : this.#waiting.get(frame.session)
    if (frame.direction === 'received' && waiting) return this.#complete(waiting, frame)
    this.#record(frame)
    return undefined
  }

  /** It is begun anew: what was lost before is of another time. */
  begin(): void {
    this.#outage = undefined
  }

  /** The player has not left meanwhile where it is `back`, or the page was loaded again. Returns whether it was lost before. */
  opened(player: string, { back, isReloaded }: Opened): boolean {
    const isBack = this.#outage !== undefined
    this.#outage = undefined
    this.note(
      { kind: 'state', name: 'open', ...(back && { back }), ...(isReloaded && { isReloaded }) },
      player,
    )
    return isBack
  }

  /** `isWanted`: the page's user has ended it. `goesOn`: what was asked may still be answered. */
  lost({ code, reason }: ClosedEvent, { isWanted, goesOn }: { isWanted: boolean; goesOn: boolean }): void {
    this.loseReplies(reason, goesOn ? 'lost' : undefined)
    const name = String(code)
    if (this.#outage?.name === name) {
      this.#outage.tries = (this.#outage.tries ?? 0) + 1
      this.#log.updated(this.#outage)
    } else this.#outage = this.note({ kind: 'close', name, isWanted }, reason)
  }

  /** What was asked will not be answered: all of it; with `line` only what belongs to the line, or all but that. */
  loseReplies(reason: string, line?: 'lost' | 'new'): void {
    for (const [number, entry] of this.#waiting) {
      if (line && UNCOUNTED.has(entry.name) !== (line === 'lost')) continue
      this.#waiting.delete(number)
      entry.failure = { code: 'CLOSED', message: reason }
      this.#log.updated(entry)
    }
  }

  /** What is no frame. */
  note(
    what: Pick<Entry, 'name' | 'isWanted' | 'back' | 'isReloaded'> & { kind: 'state' | 'close' | 'error' },
    said: string | Failure,
  ): Entry {
    const words = typeof said === 'string' ? { text: said } : { text: '', failure: said }
    return this.#log.add({
      ...what,
      ...words,
      connection: this.#connection,
      at: Date.now(),
      frame: undefined,
    })
  }

  #complete(entry: Entry, reply: Frame): Entry {
    this.#waiting.delete(reply.session!)
    entry.reply = reply
    if (reply.error) entry.failure = reply.error
    this.#log.updated(entry)
    return entry
  }

  #record(frame: Frame): void {
    const failure = frame.error && { failure: frame.error }
    const at = { connection: this.#connection, name: frame.name ?? '', at: frame.at, frame, text: '' }
    const entry = this.#log.add({ kind: this.#kindOf(frame), ...at, ...failure })
    if (frame.kind === 'request') this.#waiting.set(frame.session!, entry)
    this.#recorded = entry
  }

  #kindOf({ kind, name = '' }: Frame): EntryKind {
    if (this.#asker === 'client' && UNCOUNTED.has(name)) return 'beat'
    if (kind !== 'request') return KINDS[kind]
    return this.#asker === 'panel' ? 'panel' : 'request'
  }
}

const KINDS: Record<Exclude<Frame['kind'], 'request'>, EntryKind> = {
  send: 'send',
  push: 'push',
  reply: 'error', // a reply that nobody waits for any more
  failed: 'error',
  unreadable: 'error',
}
