// Whoever awaits a reply goes on before the pushes behind that reply are told: who joins a room and listens then
// misses nothing. In a browser each frame is a task of its own, and it is so by itself; Node hands over all frames of
// one packet at once, before any promise goes on. There a push behind a reply waits for the next task, and with it
// all frames behind it, in their order.

/** The next task; where there is no setImmediate, setTimeout. */
const soon = (act: () => void): unknown =>
  typeof setImmediate === 'undefined' ? setTimeout(act) : setImmediate(act)

export class Turns {
  /** What waits; undefined: nothing. */
  #held: (() => void)[] | undefined
  /** What has its turn now. */
  #released: (() => void)[] = []
  /** A promise was settled that had no time to go on yet. */
  #isSettling = false

  /** A frame came: `act` reads it, now or in its turn. */
  frame(act: () => void): void {
    if (this.#held) this.#held.push(act)
    else act()
  }

  /** The frame that is read was a reply that somebody awaits. */
  settled(): void {
    this.#isSettling = true
    void Promise.resolve().then(() => {
      this.#isSettling = false
    })
  }

  /** The frame that is read was a push: `act` tells it, now or in its turn. */
  push(act: () => void): void {
    if (!this.#isSettling) return act()
    this.#held = [act]
    soon(() => this.#release())
  }

  /** Nothing more comes: all that waits has its turn now. */
  flush(): void {
    while (this.#held) {
      this.#isSettling = false
      this.#release()
    }
  }

  /** Forgets what waits. */
  drop(): void {
    this.#held = undefined
    this.#released.length = 0
  }

  #release(): void {
    this.#released = this.#held ?? []
    this.#held = undefined
    for (const act of this.#released) this.frame(act)
  }
}
