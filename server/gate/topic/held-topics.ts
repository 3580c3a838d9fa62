// The topics of a connection that it is still joining. A room subscribes a member before it replies, and what it publishes
// from then on is held here until that reply has been sent: nothing comes before it, and nothing is lost.
//
//   expect ─ hold … hold ─ settle ─ (the reply is sent) ─ release: held frames, then the live topic

import type { Frames } from '../peer.ts'

export interface HeldTopic {
  readonly topic: string
  /** It gets frames one by one and never by publish. */
  isIndividual: boolean
  frames: Frames[]
  bytes: number
  /** The join is done; the next reply on the connection tells the client. */
  isSettled: boolean
  /** It has left again meanwhile: what is held is still sent, and nothing follows. */
  isOver: boolean
}

export class HeldTopics {
  readonly #held = new Map<string, HeldTopic>()

  get size(): number {
    return this.#held.size
  }

  expect(topic: string, isIndividual: boolean): void {
    const entry = { topic, isIndividual, frames: [], bytes: 0, isSettled: false, isOver: false }
    this.#held.set(topic, entry)
  }

  has(topic: string): boolean {
    return this.#held.has(topic)
  }

  /** Returns the bytes that are held of this topic now; undefined when it is not held. */
  hold(topic: string, frames: Frames): number | undefined {
    const entry = this.#held.get(topic)
    if (!entry) return undefined
    if (entry.isOver) return entry.bytes
    if (frames.latest !== undefined) dropOlder(entry, frames.latest)
    entry.frames.push(frames)
    entry.bytes += sizeOf(frames)
    return entry.bytes
  }

  isIndividual(topic: string): boolean {
    return this.#held.get(topic)?.isIndividual === true
  }

  setIndividual(topic: string, isIndividual: boolean): void {
    const entry = this.#held.get(topic)
    if (entry) entry.isIndividual = isIndividual
  }

  settle(topic: string): void {
    const entry = this.#held.get(topic)
    if (entry) entry.isSettled = true
  }

  /** False when the topic is not held. */
  end(topic: string): boolean {
    const entry = this.#held.get(topic)
    if (entry) entry.isOver = true
    return entry !== undefined
  }

  drop(topic: string): void {
    this.#held.delete(topic)
  }

  /** Removes those that are settled, and returns them. */
  takeSettled(): HeldTopic[] {
    const ready = [...this.#held.values()].filter(entry => entry.isSettled)
    for (const { topic } of ready) this.#held.delete(topic)
    return ready
  }

  get topics(): Iterable<string> {
    return this.#held.keys()
  }
}

/** A patch is not made to text for this. */
const sizeOf = (frames: Frames): number =>
  frames.view !== undefined ? 2 * frames.binary.length : frames.binary.length + frames.text.length

/** Of a latest-wins push only the newest is held. */
function dropOlder(entry: HeldTopic, name: string): void {
  const older = entry.frames.findIndex(({ latest }) => latest === name)
  if (older < 0) return
  entry.bytes -= sizeOf(entry.frames[older]!)
  entry.frames.splice(older, 1)
}
