// The services of the benchmark of publish: many that listen, and one that publishes and waits until all have heard it.

import { Service } from '../../../server/core/service/service.ts'

/** Launches so many listeners on its thread. */
export class Subscribers extends Service<number> {
  #heard = 0
  #wanted = 0

  protected override async onStart(): Promise<void> {
    const hear = () => {
      if (++this.#heard === this.#wanted) this.emit('heard')
    }
    for (let i = 0; i < this.options; i++) await this.node.launch(Listener, { hear })
  }

  /** Resolves when all have heard `count` messages in all. */
  heard(count: number): unknown {
    this.#wanted = count * this.options
    if (this.#heard >= this.#wanted) return undefined
    const later = this.defer<void>()
    void this.until('heard', 60_000).then(() => later.answer())
    return later
  }
}

class Listener extends Service<{ hear(): void }> {
  protected override onStart(): Promise<void> {
    return this.subscribe('news.*', () => this.options.hear()).ready()
  }
}

export class Publisher extends Service<number[]> {
  #sent = 0

  /** Publishes so many messages; no more wait at a time than a subscriber's bound. */
  async publish(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 100) {
      const some = Math.min(left, 100)
      for (let i = 0; i < some; i++) this.node.publish('news.today', { n: ++this.#sent })
      await this.node.all(
        this.options.map(address => this.node.ref<Subscribers>(address).within(60_000)),
        ref => ref.call.heard(this.#sent),
      )
    }
  }
}
