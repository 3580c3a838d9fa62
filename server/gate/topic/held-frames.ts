// The latest-wins pushes of rooms that a slow connection has not got yet: of each room and name the newest only.

import type { Frames } from '../peer.ts'

export class HeldFrames {
  readonly #held = new Map<string, { topic: string; frames: Frames }>()

  add(topic: string, frames: Frames): void {
    this.#held.set(keyOf(topic, frames), { topic, frames })
  }

  /** A newer one has come. */
  forget(topic: string, frames: Frames): void {
    this.#held.delete(keyOf(topic, frames))
  }

  /** The connection is out of this room. */
  drop(topic: string): void {
    for (const [key, entry] of this.#held) if (entry.topic === topic) this.#held.delete(key)
  }

  get all(): [topic: string, frames: Frames][] {
    return [...this.#held.values()].map(({ topic, frames }) => [topic, frames])
  }
}

const keyOf = (topic: string, { latest }: Frames): string => `${topic} ${latest}`
