// Counts what happens seldom, by one or two words that the kit itself chooses, never by what a client sends.

import type { Sample } from './metric.ts'

export class Tally {
  readonly #counts = new Map<string, Map<string, number>>()

  add(first: string, second = '', by = 1): void {
    const counts = this.#counts.get(first) ?? new Map<string, number>()
    this.#counts.set(first, counts.set(second, (counts.get(second) ?? 0) + by))
  }

  /** `names`: of the labels that the words are. */
  samples(...[first, second]: [first: string, second?: string]): Sample[] {
    return [...this.#counts].flatMap(([a, counts]) =>
      [...counts].map(([b, value]) => ({
        labels: second === undefined ? { [first]: a } : { [first]: a, [second]: b },
        value,
      })),
    )
  }
}
