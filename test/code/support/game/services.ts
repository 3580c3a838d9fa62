import { z } from 'zod'
import { DocumentService, Service, StateService } from './kit.ts'

export class Counter extends Service {
  private n = 0
  private turned = 0

  protected override onStart(): void {
    this.every(20, () => this.step())
  }

  count(): { text: string; count: number } {
    this.n += 1
    return { text: this.word(), count: this.n }
  }

  turns(): number {
    return this.turned
  }

  private step(): void {
    this.turned += 1
  }

  private word(): string {
    return 'one'
  }
}

/** Says how its state goes over. */
export class Closed extends Service {
  #n = 0

  count(): { text: string; count: number } {
    this.#n += 1
    return { text: 'one', count: this.#n }
  }

  override exportState(): { n: number } {
    return { n: this.#n }
  }

  override importState({ n }: { n: number }): void {
    this.#n = n
  }
}

/** Does not say so. */
export class Stubborn extends Service {
  #n = 0

  count(): { text: string; count: number } {
    this.#n += 1
    return { text: 'one', count: this.#n }
  }
}

export class Shelf extends DocumentService({
  kind: 'shelf',
  schema: z.object({ books: z.int().default(0) }),
  methods: {
    put(): string {
      this.books += 1
      return 'one'
    },
  },
}) {
  put(): { text: string; count: number } {
    const text = this.document.put() === this.word() ? this.word() : 'mixed'
    return { text, count: this.document.books }
  }

  private word(): string {
    return 'one'
  }
}

export class Season extends StateService({
  schema: z.object({ round: z.int().default(0) }),
  methods: {
    step(): string {
      this.round += 1
      return 'one'
    },
  },
}) {
  step(): { text: string; count: number } {
    const text = this.state.step() === this.word() ? this.word() : 'mixed'
    return { text, count: this.state.round }
  }

  private word(): string {
    return 'one'
  }
}
