// What one connection hears of rooms: the topics it is in, and those whose joining is still being answered. Made when
// it joins a room first. It keeps true: a frame that was held goes out before those that are published after it.
//
// A slow one stands aside: it is in its topics as before, and gets each frame by itself instead of by publish, so that
// the connection can leave out what a newer one replaces.

import { CLOSE, type CloseCode } from '../../../protocol/errors.ts'
import type { Format, Frames } from '../peer.ts'
import type { WebSocket } from '../transport/uws.ts'
import { HeldTopics } from './held-topics.ts'

/** The connection. */
export interface Subscriber {
  readonly isOpen: boolean
  /** That of its login. */
  readonly format: Format
  sendFrame(frames: Frames, topic: string): void
  close(code: CloseCode): void
  /** `topic` is not held for it any more. */
  onReleased(topic: string): void
  /** What is published to `topic` has to be sent to it from now on, or no longer. */
  onAside(topic: string, isAside: boolean): void
}

export class Topics {
  readonly #subscriber: Subscriber
  readonly #socket: WebSocket<unknown>
  readonly #maxHeld: number
  /** Topic -> its name for this connection's format. */
  readonly #joined = new Map<string, string>()
  readonly #held = new HeldTopics()
  #isAside = false

  /** `maxHeld`: bytes of one topic that may wait for the answer to its joining. */
  constructor(subscriber: Subscriber, socket: WebSocket<unknown>, maxHeld: number) {
    this.#subscriber = subscriber
    this.#socket = socket
    this.#maxHeld = maxHeld
  }

  /** Those whose joining is not answered yet included. */
  get count(): number {
    return this.#joined.size + this.#held.size
  }

  get hasJoined(): boolean {
    return this.#joined.size > 0
  }

  /** What is published to `topic` reaches it by its socket. */
  isIn(topic: string): boolean {
    return !this.#isAside && this.#joined.has(topic)
  }

  isHeld(topic: string): boolean {
    return this.#held.has(topic)
  }

  /** Sends what is published to the other members, by this connection's socket. */
  publish(topic: string, frames: Frames, formats: readonly Format[]): void {
    for (const format of formats) {
      const frame = format.isBinary ? frames.binary : frames.text
      this.#socket.publish(topicOf(topic, format), frame, format.isBinary)
    }
  }

  join(topic: string): void {
    const full = topicOf(topic, this.#subscriber.format)
    this.#joined.set(topic, full)
    if (this.#isAside) this.#subscriber.onAside(topic, true)
    else this.#socket.subscribe(full)
  }

  /** Never within a callback of a publish: the other members would miss what is being sent. */
  standAside(): void {
    if (this.#isAside) return
    this.#isAside = true
    for (const [topic, full] of this.#joined) {
      this.#socket.unsubscribe(full)
      this.#subscriber.onAside(topic, true)
    }
  }

  comeBack(): void {
    if (!this.#isAside) return
    this.#isAside = false
    for (const [topic, full] of this.#joined) {
      this.#subscriber.onAside(topic, false)
      this.#socket.subscribe(full)
    }
  }

  /** At once; what is held of it is dropped. */
  leave(topic: string): void {
    if (this.#held.has(topic)) {
      this.#held.drop(topic)
      this.#subscriber.onReleased(topic)
    }
    this.#unsubscribe(topic)
  }

  /** A room has taken it in: what comes now is held until the reply to its joining has gone. */
  expect(topic: string, isIndividual: boolean): void {
    this.#held.expect(topic, isIndividual)
  }

  hold(topic: string, frames: Frames): void {
    const bytes = this.#held.hold(topic, frames)
    if (bytes !== undefined && bytes > this.#maxHeld) this.#subscriber.close(CLOSE.TOO_SLOW)
  }

  /** The joining is done: what is held goes with the next release(). */
  settle(topic: string): void {
    this.#held.settle(topic)
  }

  /** A room has let it go: what is held already is still sent. */
  end(topic: string): void {
    if (!this.#held.end(topic)) this.#unsubscribe(topic)
  }

  /** It gets single frames from here on instead of what is published, or no longer. */
  switch(topic: string, isIndividual: boolean): void {
    if (this.#held.has(topic)) this.#held.setIndividual(topic, isIndividual)
    else if (isIndividual) this.#unsubscribe(topic)
    else if (this.#subscriber.isOpen) this.join(topic)
  }

  /** A reply has gone: what is held of the joinings that are done follows it. */
  release(): void {
    if (this.#held.size === 0) return
    for (const { topic, frames, isIndividual, isOver } of this.#held.takeSettled()) {
      this.#subscriber.onReleased(topic)
      for (const each of frames) this.#subscriber.sendFrame(each, topic)
      if (!isIndividual && !isOver && this.#subscriber.isOpen) this.join(topic)
    }
  }

  /** Nothing is published to it any more; its socket is still there. */
  leaveAll(): void {
    const joined = [...this.#joined.values()]
    const isAside = this.#isAside
    this.forget()
    if (!isAside) for (const full of joined) this.#socket.unsubscribe(full)
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
    else this.#socket.unsubscribe(full)
  }
}

/** Topics are per format, so that publish() needs no look at the members. */
export const topicOf = (topic: string, format: Format): string =>
  format.isBinary ? `b${topic}` : `t${topic}`
