// What has gone to one session, counted, and of it what its client has not confirmed: frames to it alone are kept here, what
// was published to its topics in their logs. Frames bear no number: both sides count. It keeps true:
//
// - sent() is what went to the client so far: `#base`, and of each topic that it is in what was published since it came in,
//   without what it was excepted from. So a publication costs nothing per member.
// - A publication is on the wire before a frame to this one alone exactly when its order is not above that frame's.
// - merge() goes from the newest to the oldest and gives up where it would need what was forgotten: nothing is skipped in
//   silence.
// - A topic that was left stays until its end is confirmed; to leave and come again are two memberships.
// - After a return what was missing is kept here, numbered without a gap, and memberships begin anew.

import type { Frame, MovedStream } from '../peer.ts'
import { KeptFrames } from './kept-frames.ts'
import { type Membership, type Mergeable, type Missing, merge } from './merge.ts'
import type { TopicLog } from './topic-log.ts'

export interface StreamHost {
  /** The newest publication of its thread. */
  readonly logs: { readonly order: { readonly last: number } }
  /** Bytes that are kept of what went to one alone. */
  readonly maxKept: number
}

const NO_FRAME = new Uint8Array(0)
/** Of those that were not confirmed, with those that are only counted. */
const MOST_FRAMES = 32_768
const NONE: Membership[] = []
Object.freeze(NONE)

export class Stream implements Mergeable {
  /** The client has this many frames. */
  confirmed = 0
  /** It has all publications up to this order. */
  confirmedOrder = 0
  /** undefined while its client has all of them, and for a moment longer. */
  kept: KeptFrames | undefined
  /** Of the newest kept frame that was forgotten unconfirmed. */
  lostNumber = 0
  lostOrder = 0
  /** Of its connection, by which it is excepted. */
  readonly id: number
  readonly #host: StreamHost
  #base = 0
  #open: Membership[] = NONE
  #past: Membership[] = NONE
  /** Set now and then; once the client has `markNumber` frames, it has all publications up to `markOrder`. */
  #markNumber = -1
  #markOrder = 0
  /** Number -> what it is the newest of. */
  #latest: Map<number, string> | undefined

  constructor(host: StreamHost, id: number) {
    this.#host = host
    this.id = id
  }

  /** Frames that have gone to it so far. */
  sent(): number {
    let sent = this.#base
    for (const { log, from, excepts } of this.#open) sent += log.count - from - excepts
    return sent
  }

  /** A frame to this one alone. `latest`: a newer one of the same name makes it needless. */
  keep(frame: Frame, isBinary: boolean, latest?: string): void {
    this.#base++
    const number = this.#open === NONE ? this.#base : this.sent()
    this.kept ??= new KeptFrames()
    this.kept.add(frame, isBinary, this.#order, number)
    if (latest !== undefined) this.#noteLatest(number, latest)
    while (this.kept.size > this.#host.maxKept) this.#loseOldest()
  }

  /** A frame to this one alone that nobody needs who lacks it: it is counted. */
  skip(isBinary: boolean): void {
    this.#base++
    const number = this.#open === NONE ? this.#base : this.sent()
    this.kept ??= new KeptFrames()
    this.kept.add(NO_FRAME, isBinary, this.#order, number)
    if (this.kept.count > MOST_FRAMES) this.#loseOldest()
  }

  /** Topics that it is in, and that it has left unconfirmed. */
  *memberships(): Iterable<Membership> {
    yield* this.#open
    yield* this.#past
  }

  latestOf(number: number): string | undefined {
    return this.#latest?.get(number)
  }

  join(log: TopicLog): void {
    if (this.#open === NONE) this.#open = []
    this.#open.push({
      log,
      from: log.count,
      fromOrder: this.#order,
      excepts: 0,
      to: -1,
      toOrder: 0,
      endedAt: 0,
    })
  }

  /** Returns the log of the topic; undefined when it is not in. */
  leave(topic: string): TopicLog | undefined {
    const over = this.#find(topic)
    if (!over) return undefined
    over.to = over.log.count
    over.toOrder = this.#order
    over.endedAt = this.sent()
    this.#open = this.#open.length === 1 ? NONE : this.#open.filter(each => each !== over)
    this.#base += over.to - over.from - over.excepts
    if (over.endedAt > this.confirmed && over.to > over.from) this.#past = [...this.#past, over]
    return over.log
  }

  /** What was just published to the topic did not go to it. */
  noteExcept(topic: string): void {
    const membership = this.#find(topic)
    if (membership) membership.excepts++
  }

  /** The client has `count` frames. False when it can't have. */
  confirm(count: number): boolean {
    if (count < this.confirmed || count > this.sent()) return false
    this.confirmed = count
    this.kept?.shiftTo(count)
    if (this.#latest) this.#forgetLatest(count)
    if (this.#past.length > 0) this.#past = this.#past.filter(({ endedAt }) => endedAt > count)
    if (this.#markNumber >= 0 && this.#markNumber <= count) {
      this.confirmedOrder = this.#markOrder
      this.#markNumber = -1
    }
    return true
  }

  /** Now and then, so that the logs learn by the next confirmation what this one has. */
  mark(): void {
    if (this.#markNumber >= 0) return
    this.#markNumber = this.sent()
    this.#markOrder = this.#order
    if (this.#markNumber <= this.confirmed) this.confirm(this.confirmed)
    if (this.kept?.count === 0) this.kept = undefined
  }

  /** The client has come back with `count` frames: returns what it lacks, oldest first, which is counted as sent already;
   * undefined when that is not all there any more. */
  resume(count: number): Missing[] | undefined {
    if (count < this.confirmed) return undefined
    const missing = merge(this, count)
    if (!missing) return undefined
    const sent = this.sent()
    this.#beginAt(sent)
    this.confirmed = sent - missing.length
    this.#keepAll(missing)
    return missing
  }

  /** The client has come back without its past: nothing from before counts as missing. */
  restart(): void {
    this.#beginAt(this.sent())
    this.confirmed = this.#base
  }

  /** What the client has not confirmed, in full, for a stream that goes on elsewhere: undefined where it was forgotten. */
  unconfirmed(): Missing[] | undefined {
    return merge(this, this.confirmed, true)
  }

  /** For one that has sent nothing: goes on where another was. `kept`: all behind `confirmed`; undefined where it was forgotten. */
  goOn({ sent, confirmed, kept }: MovedStream): void {
    this.confirmed = confirmed
    this.#base = sent
    if (!kept) {
      this.lostNumber = sent
      this.lostOrder = this.#order
    }
    this.#keepAll(kept ?? [])
  }

  /** Nothing more is counted: returns the logs of the topics that it was in. */
  end(): TopicLog[] {
    const logs = this.#open.map(({ log }) => log)
    this.#open = this.#past = NONE
    return logs
  }

  get #order(): number {
    return this.#host.logs.order.last
  }

  #beginAt(sent: number): void {
    this.#base = sent
    this.kept = undefined
    this.#latest = undefined
    this.lostNumber = this.lostOrder = 0
    this.#past = NONE
    this.#markNumber = -1
    for (const membership of this.#open) {
      membership.from = membership.log.count
      membership.fromOrder = this.#order
      membership.excepts = 0
    }
  }

  #find(topic: string): Membership | undefined {
    for (const membership of this.#open) if (membership.log.topic === topic) return membership
    return undefined
  }

  /** Those behind what is confirmed, which were sent already. */
  #keepAll(frames: readonly Missing[]): void {
    if (frames.length === 0) return
    this.kept ??= new KeptFrames()
    const { kept } = this
    frames.forEach(({ frame, isBinary, latest }, i) => {
      const number = this.confirmed + 1 + i
      kept.add(frame, isBinary, this.#order, number)
      if (latest !== undefined) this.#noteLatest(number, latest)
    })
    while (kept.size > this.#host.maxKept) this.#loseOldest()
  }

  #loseOldest(): void {
    const kept = this.kept!
    this.lostNumber = kept.numberOf(0)
    this.lostOrder = kept.orderOf(0)
    kept.shift()
  }

  #noteLatest(number: number, latest: string): void {
    this.#latest ??= new Map()
    this.#latest.set(number, latest)
  }

  #forgetLatest(count: number): void {
    for (const number of this.#latest!.keys()) {
      if (number > count) return
      this.#latest!.delete(number)
    }
    this.#latest = undefined
  }
}
