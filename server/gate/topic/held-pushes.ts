// The latest-wins pushes that a slow connection has not been sent yet: the newest of each message of its agent, and the
// newest of each room and message.

import type { Message } from '../../../protocol/sproto/index.ts'
import type { Frames } from '../peer.ts'

export interface PushTarget {
  push(message: Message, body: unknown): void
  sendFrame(frames: Frames, topic: string): void
}

export class HeldPushes {
  readonly #bodies = new Map<Message, unknown>()
  readonly #frames = new Map<string, { topic: string; frames: Frames }>()

  hold(message: Message, body: unknown): void {
    this.#bodies.set(message, body)
  }

  /** A newer one is being sent. */
  forget(message: Message): void {
    this.#bodies.delete(message)
  }

  holdFrames(topic: string, frames: Frames): void {
    this.#frames.set(keyOf(topic, frames), { topic, frames })
  }

  /** Newer ones are being sent. */
  forgetFrames(topic: string, frames: Frames): void {
    this.#frames.delete(keyOf(topic, frames))
  }

  /** The connection has left this room. */
  dropTopic(topic: string): void {
    for (const [key, entry] of this.#frames) if (entry.topic === topic) this.#frames.delete(key)
  }

  sendTo(target: PushTarget): void {
    for (const [message, body] of this.#bodies) target.push(message, body)
    for (const { topic, frames } of this.#frames.values()) target.sendFrame(frames, topic)
  }
}

const keyOf = (topic: string, { latest }: Frames): string => `${topic} ${latest}`
