// What one member, or spectator, has of a world, and what it has yet to get. For one viewer:
//
//   entering ──ready()──▶ in ──leave()──▶ out
//                          │ ▲
//             lost, behind ▼ │ back, acknowledged
//                         waiting: what changes is noted in `pending`, and nothing is sent
//
// It keeps true: what it knows without a pending mark, the client has, or will have with what is on its way.

import type { Address } from '../../core/address.ts'
import type { Placed } from '../entity/entity.ts'
import { type EntityStore, grown } from '../entity/entity-store.ts'

/** Where its connection is. */
export interface Line {
  gate: Address
  connection: number
}

/** Has nothing. */
export const NOTHING = -1

const NOBODY: readonly number[] = []

interface Special {
  tick: number
  slot: number
}

export class Viewer {
  readonly uid: string
  readonly isSpectator: boolean
  line: Line
  /** From where it looks: an entity, or a place. */
  eye: Placed | undefined
  /** Slots of what it sees, and of each what it has yet to get. */
  known = new Int32Array(32)
  pending = new Int32Array(32)
  next = new Int32Array(32)
  nextPending = new Int32Array(32)
  /** Patches for which each has waited, in worlds with a budget. */
  waits: Int32Array | undefined
  nextWaits: Int32Array | undefined
  count = 0
  /** Nothing is pending. */
  isClean = true
  /** It knows all that there is: `known` is not kept up. */
  isInStep = false
  /** ids that the client has, and that are not seen any more. */
  gone: number[] = []
  /** How many of the world's static entities it has been sent. */
  statics = 0
  /** Ticks of the last patch that was sent, and of the last that has come, as the client says. */
  sentTick: number
  appliedTick: number
  /** Up to which tick the client is known to have what was sent; NOTHING for none. */
  sureTick = NOTHING
  /** Of the last full patch that was sent. */
  fullTick = NOTHING
  /** performance.now() when it said that it has nothing. */
  saidNothingAt = Number.NEGATIVE_INFINITY
  /** Full patches that were sent since the client said that something has come. */
  fulls = 0
  /** Patches made for it, also those that were not sent. */
  patches = 0
  /** Of its inputs, the last that was used, and the last of which it was told. */
  input = 0
  toldInput = 0
  /** Its connection is lost. */
  isAway = false
  /** Something waits in its socket. */
  isBehind = false
  /** The join is done: patches may come. */
  isReady = false
  /** Joined again: nothing comes before it has said what it has. */
  isAsked = false
  /** The next patch is full, for a client that has what it had at this tick. */
  fullSince: number | undefined = NOTHING
  /** What was sent besides the changes of its tick, behind the last patch that was applied. */
  #specials: Special[] = []
  /** Ticks of the patches on their way, or whose coming was not said: the oldest first. */
  #unconfirmed: number[] = []
  /** Ticks at which static ones were sent, and how many it had then. */
  #staticSends: { tick: number; statics: number }[] = []
  /** The ids of what it knew when its connection was lost: slots may be others' by now. */
  #frozen: Int32Array | undefined

  constructor(uid: string, line: Line, { isSpectator, tick }: { isSpectator: boolean; tick: number }) {
    this.uid = uid
    this.line = line
    this.isSpectator = isSpectator
    this.sentTick = this.appliedTick = tick
  }

  /** Takes over what a viewer had that has left: it is the same player. */
  goOn(before: Viewer): void {
    this.known = before.known
    this.pending = before.pending
    this.next = before.next
    this.nextPending = before.nextPending
    this.count = before.count
    this.isClean = before.isClean
    this.statics = before.statics
    this.sentTick = before.sentTick
    this.appliedTick = before.appliedTick
    this.sureTick = before.sureTick
    this.fullSince = before.fullSince
    this.#specials = before.#specials
    this.#staticSends = before.#staticSends
    this.#frozen = before.#frozen
  }

  /** The client says which patch it has applied last. */
  applied(tick: number): void {
    this.isAsked = false
    if (!(tick > this.appliedTick && tick <= this.sentTick)) return
    this.appliedTick = this.sureTick = tick
    this.fulls = 0
    const waiting = this.#unconfirmed
    let left = 0
    for (const sent of waiting) if (sent > tick) waiting[left++] = sent
    while (waiting.length > left) waiting.pop()
    if (this.#specials.length > 0) this.#specials = this.#specials.filter(special => special.tick > tick)
    while (this.#staticSends.length > 1 && this.#staticSends[1]!.tick <= tick) this.#staticSends.shift()
  }

  /** A patch goes out. */
  sent(tick: number): void {
    this.sentTick = tick
    this.#unconfirmed.push(tick)
  }

  /** Patches on their way, or whose coming was not said. They are counted: by ticks a slow line would get one a round trip. */
  get underway(): number {
    return this.#unconfirmed.length
  }

  noteSpecial(tick: number, slot: number): void {
    this.#specials.push({ tick, slot })
  }

  noteStatics(tick: number): void {
    this.#staticSends.push({ tick, statics: this.statics })
  }

  /** The connection is lost, or the viewer has left and may come back. */
  freeze(store: EntityStore): void {
    const { ids } = store
    this.leaveStep(store, NOBODY)
    this.isAway = true
    this.#frozen ??= Int32Array.from(this.known.subarray(0, this.count), slot => ids[slot]!)
  }

  /** From here on it is looked up what it knows: all that there was at its last patch. `fresh`: slots of what has come since. */
  leaveStep(store: EntityStore, fresh: readonly number[]): void {
    if (!this.isInStep) return
    this.isInStep = false
    const isNew = new Set(fresh)
    let count = 0
    for (const { $slot: slot, $isFresh } of store.everywhere) {
      if ($isFresh || isNew.has(slot)) continue
      if (count === this.next.length) this.grow()
      this.nextPending[count] = 0
      this.next[count++] = slot
    }
    this.swap(count)
    this.gone = [...store.goneIds]
    this.isClean = true
  }

  /** It is back. `since`: the tick up to which it has what was sent; NOTHING for none. */
  back(since: number, store: EntityStore): void {
    this.isAway = false
    this.isBehind = false
    this.#thaw(store.ids)
    this.fullSince = this.fullSince === undefined ? since : Math.min(this.fullSince, since)
  }

  /** Leaves out what has gone meanwhile. */
  #thaw(ids: Int32Array): void {
    const frozen = this.#frozen
    this.#frozen = undefined
    if (!frozen) return
    let count = 0
    for (let i = 0; i < this.count; i++) {
      const slot = this.known[i]!
      if (ids[slot] !== frozen[i]) continue
      this.known[count] = slot
      this.pending[count] = this.pending[i]!
      if (this.waits) this.waits[count] = this.waits[i]!
      count++
    }
    this.count = count
  }

  /** The tick up to which the client has all, where it says `since`; NOTHING where that can't be known. */
  sureSince(since: number): number {
    return since >= this.sureTick && since <= this.sentTick ? since : NOTHING
  }

  /** Slots that were sent besides the changes of their tick, behind `since`: the client may not have them. */
  unsure(since: number): ReadonlySet<number> {
    return new Set(this.#specials.filter(({ tick }) => tick > since).map(({ slot }) => slot))
  }

  /** How many static ones a client has that has applied the patch of `since`. */
  staticsAt(since: number): number {
    return this.#staticSends.findLast(({ tick }) => tick <= since)?.statics ?? 0
  }

  /** A full patch goes out at `tick`, to a client that has what it had at `since`. */
  restart(tick: number, since: number): void {
    this.sureTick = since
    this.fullTick = tick
    this.fulls++
    this.#unconfirmed = []
    this.appliedTick = tick - 1
    if (since !== NOTHING) return
    this.statics = 0
    this.#specials = []
    this.#staticSends = []
  }

  /** Room for one more in `next`. */
  grow(): void {
    this.next = grown(this.next)
    this.nextPending = grown(this.nextPending)
    if (this.nextWaits) this.nextWaits = grown(this.nextWaits)
  }

  /** What was looked at is what it knows now. */
  swap(count: number): void {
    const { known, pending, waits } = this
    this.known = this.next
    this.pending = this.nextPending
    this.waits = this.nextWaits
    this.next = known
    this.nextPending = pending
    this.nextWaits = waits
    this.count = count
    while (this.next.length < this.known.length) this.grow()
  }
}
