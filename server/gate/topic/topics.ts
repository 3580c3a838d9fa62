// What one connection hears of rooms: the topics it is in, and those that it is still joining. Made when it first joins a
// room. It keeps true: a held frame goes out before those that are published after it.
//
// Without a socket, while its client is away, it stays in its topics.
//
// A slow connection stands aside: it stays in its topics, but is sent each frame individually instead of by publish, so
// that it can skip those that a newer one replaces.

import type { Format, Frames } from '../peer.ts'
import type { WebSocket } from '../transport/uws.ts'
import { HeldTopics } from './held-topics.ts'

/** What topics need of their connection. */
export interface Subscriber {
  readonly isOpen: boolean
  /** The format of its login. */
  readonly format: Format
  sendFrame(frames: Frames, topic: string): void
  /** More is held than may be. */
  onOverflow(): void
  /** What is published to `topic` goes to it by its topic from now on, or no longer. */
  onHears(topic: string, isHeard: boolean): void
  /** `topic` is no longer held for it. */
  onReleased(topic: string): void
  /** What is published to `topic` has to be sent to it from now on, or no longer. */
  onAside(topic: string, isAside: boolean): void
}

export class Topics {
  readonly #subscriber: Subscriber
  #socket: WebSocket<unknown> | undefined
  readonly #maxHeld: number
  /** Topic -> its name for this connection's format. */
  readonly #joined = new Map<string, string>()
  readonly #held = new HeldTopics()
  /** Topics that it was in before it moved here, whose rooms have not said so yet. */
  #rejoining: Set<string> | undefined
  #isAside = false
  #isRemote = false

  /** `maxHeld`: bytes of one topic that may be held while its join is being answered. */
  constructor(subscriber: Subscriber, socket: WebSocket<unknown> | undefined, maxHeld: number) {
    this.#subscriber = subscriber
    this.#socket = socket
    this.#maxHeld = maxHeld
  }

  /** Including those that it is still joining. */
  get count(): number {
    return this.#joined.size + this.#held.size
  }

  get hasJoined(): boolean {
    return this.#joined.size > 0
  }

  /** What is published to `topic` reaches its socket. */
  isIn(topic: string): boolean {
    return !this.#isAside && this.#joined.has(topic)
  }

  /** Topics that it is still joining. */
  get heldCount(): number {
    return this.#held.size
  }

  isHeld(topic: string): boolean {
    return this.#held.has(topic)
  }

  /** Sends what is published to the other members, by this connection's socket, which there has to be. */
  publish(topic: string, frames: Frames, formats: readonly Format[]): void {
    for (const format of formats) {
      const frame = format.isBinary ? frames.binary : frames.text
      this.#socket!.publish(topicOf(topic, format), frame, format.isBinary)
    }
  }

  join(topic: string): void {
    const full = topicOf(topic, this.#subscriber.format)
    this.#joined.set(topic, full)
    if (this.#isAside) this.#subscriber.onAside(topic, true)
    else this.#subscribe(topic, full)
  }

  /** Its socket is left, or gone; what is published meanwhile counts as sent. */
  detach(isGone: boolean): void {
    const socket = this.#socket
    this.#socket = undefined
    this.#isRemote = false
    if (this.#isAside) return this.comeBack()
    if (socket && !isGone) for (const full of this.#joined.values()) socket.unsubscribe(full)
  }

  attach(socket: WebSocket<unknown>): void {
    this.#socket = socket
    for (const full of this.#joined.values()) socket.subscribe(full)
  }

  /** The socket is on another thread: what is published is sent there one by one. */
  attachRemote(): void {
    this.#isRemote = true
    this.standAside()
  }

  /** Says once more what it hears by its topics. */
  tellHeard(): void {
    if (this.#isAside) return
    for (const topic of this.#joined.keys()) this.#subscriber.onHears(topic, true)
  }

  /** Never within a callback of a publish: other members would miss the frame that is being sent. */
  standAside(): void {
    if (this.#isAside) return
    this.#isAside = true
    for (const [topic, full] of this.#joined) {
      this.#quit(topic, full)
      this.#subscriber.onAside(topic, true)
    }
  }

  comeBack(): void {
    if (!this.#isAside || this.#isRemote) return
    this.#isAside = false
    for (const [topic, full] of this.#joined) {
      this.#subscriber.onAside(topic, false)
      this.#subscribe(topic, full)
    }
  }

  /** Takes effect at once; held frames are dropped. */
  leave(topic: string): void {
    this.#rejoining?.delete(topic)
    if (this.#held.has(topic)) {
      this.#held.drop(topic)
      this.#subscriber.onReleased(topic)
    }
    this.#unsubscribe(topic)
  }

  /** A room has taken it in: what is published from now on is held until the reply to its join has gone out. False where nothing is
   * held, as it is in already. */
  expect(topic: string, isIndividual: boolean): boolean {
    this.#held.expect(topic, isIndividual)
    if (!this.#rejoining?.delete(topic)) return true
    this.#held.settle(topic)
    this.release()
    return false
  }

  /** Its session has moved here: it is in the topic, whether or not the room's word of that has come already. */
  rejoin(topic: string): void {
    this.#held.settle(topic)
    if (this.#held.has(topic)) return this.release()
    this.#rejoining ??= new Set()
    this.#rejoining.add(topic)
  }

  /** What is published to the topic: individual ones get it by itself. */
  holdPublished(topic: string, frames: Frames): void {
    if (!this.#held.isIndividual(topic)) this.hold(topic, frames)
  }

  hold(topic: string, frames: Frames): void {
    const bytes = this.#held.hold(topic, frames)
    if (bytes !== undefined && bytes > this.#maxHeld) this.#subscriber.onOverflow()
  }

  /** The join is done: what is held goes out with the next release(). */
  settle(topic: string): void {
    this.#held.settle(topic)
  }

  /** A room has removed it: what is held already is still sent. */
  end(topic: string): void {
    if (!this.#held.end(topic)) this.#unsubscribe(topic)
  }

  /** Changes whether it is sent frames individually instead of by publish. */
  switch(topic: string, isIndividual: boolean): void {
    if (this.#held.has(topic)) this.#held.setIndividual(topic, isIndividual)
    else if (isIndividual) this.#unsubscribe(topic)
    else if (this.#subscriber.isOpen) this.join(topic)
  }

  /** A reply has gone out: what is held of settled topics follows it. */
  release(): void {
    if (this.#held.size === 0) return
    for (const { topic, frames, isIndividual, isOver } of this.#held.takeSettled()) {
      this.#subscriber.onReleased(topic)
      for (const each of frames) this.#subscriber.sendFrame(each, topic)
      if (!isIndividual && !isOver && this.#subscriber.isOpen) this.join(topic)
    }
  }

  /** Leaves all topics while its socket is still open. */
  leaveAll(): void {
    const joined = [...this.#joined.values()]
    const isAside = this.#isAside
    this.forget()
    if (!isAside) for (const full of joined) this.#socket?.unsubscribe(full)
  }

  /** The socket is gone, and its subscriptions with it. */
  forget(): void {
    if (this.#isAside) for (const topic of this.#joined.keys()) this.#subscriber.onAside(topic, false)
    this.#joined.clear()
    const topics = [...this.#held.topics]
    for (const topic of topics) {
      this.#held.drop(topic)
      this.#subscriber.onReleased(topic)
    }
  }

  #unsubscribe(topic: string): void {
    const full = this.#joined.get(topic)
    if (full === undefined) return
    this.#joined.delete(topic)
    if (this.#isAside) this.#subscriber.onAside(topic, false)
    else this.#quit(topic, full)
  }

  #subscribe(topic: string, full: string): void {
    this.#socket?.subscribe(full)
    this.#subscriber.onHears(topic, true)
  }

  #quit(topic: string, full: string): void {
    this.#socket?.unsubscribe(full)
    this.#subscriber.onHears(topic, false)
  }
}

/** One topic per format, so that publish() does not have to look at the members. */
export const topicOf = (topic: string, format: Format): string =>
  format.isBinary ? `b${topic}` : `t${topic}`
