// What was published to one topic in one format, as long as a session of that format may still lack it. It keeps true: it
// forgets from the front only, and remembers the order of the newest that it has forgotten, so that nobody takes a gap for
// nothing.

import type { Frame } from '../peer.ts'

/** Counted for each frame besides its bytes. */
const OVERHEAD = 32
/** Forgotten entries at the front before the lists are cut. */
const SLACK = 256

export class TopicLog {
  readonly topic: string
  readonly isBinary: boolean
  /** Publications so far; also the place of the next one. */
  count = 0
  /** The place of the oldest that is kept. */
  first = 0
  /** The order of the newest that is kept no more. */
  lostOrder = 0
  size = 0
  /** Sessions that are in the topic now. */
  members = 0
  /** What its members have all confirmed, as an order; for the sweep. */
  confirmedOrder = 0
  readonly #max: number
  #frames: (Frame | undefined)[] = []
  #orders: number[] = []
  #excepts: number[] = []
  #head = 0
  /** Of latest-wins pushes the place of the newest. */
  #newest: Map<string, number> | undefined

  /** `max`: bytes that it keeps. */
  constructor(topic: string, isBinary: boolean, max: number) {
    this.topic = topic
    this.isBinary = isBinary
    this.#max = max
  }

  /** `frame` has memory of its own. `except`: the connection that did not get it; 0 for none. */
  add(order: number, frame: Frame, except: number, latest: string | undefined): void {
    if (latest !== undefined && except === 0) this.#replace(latest)
    this.#frames.push(frame)
    this.#orders.push(order)
    this.#excepts.push(except)
    this.count++
    this.size += frame.length + OVERHEAD
    while (this.size > this.#max) this.#forget()
  }

  /** Of a place that is kept; undefined when a newer one takes its place. */
  frameAt(place: number): Frame | undefined {
    return this.#frames[place - this.first + this.#head]
  }

  orderAt(place: number): number {
    return this.#orders[place - this.first + this.#head]!
  }

  exceptAt(place: number): number {
    return this.#excepts[place - this.first + this.#head]!
  }

  /** Everyone has what has this order or a lower one. */
  forgetTo(order: number): void {
    while (this.first < this.count && this.#orders[this.#head]! <= order) this.#forget()
  }

  /** Members need only the newest of it: of the one before its place is left, which counts. */
  #replace(latest: string): void {
    this.#newest ??= new Map()
    const place = this.#newest.get(latest)
    this.#newest.set(latest, this.count)
    if (place === undefined || place < this.first) return
    const at = place - this.first + this.#head
    this.size -= this.#frames[at]!.length
    this.#frames[at] = undefined
  }

  #forget(): void {
    const at = this.#head++
    this.first++
    this.lostOrder = this.#orders[at]!
    this.size -= (this.#frames[at]?.length ?? 0) + OVERHEAD
    this.#frames[at] = undefined
    if (this.#head < SLACK || this.#head * 2 < this.#frames.length) return
    for (const list of [this.#frames, this.#orders, this.#excepts]) list.splice(0, this.#head)
    this.#head = 0
  }
}
