// The simplest ranking there is: one sorted array, and the scores by member.

interface Entry {
  member: string
  score: number
}

export class SortedArraySet {
  readonly #scores = new Map<string, number>()
  readonly #rows: Entry[] = []

  set(member: string, score: number): void {
    const old = this.#scores.get(member)
    if (old !== undefined) this.#rows.splice(this.#place(member, old), 1)
    this.#rows.splice(this.#place(member, score), 0, { member, score })
    this.#scores.set(member, score)
  }

  rank(member: string): number | undefined {
    const score = this.#scores.get(member)
    return score === undefined ? undefined : this.#place(member, score)
  }

  range(start: number, end: number): Entry[] {
    return this.#rows.slice(start, end)
  }

  /** How many stand before (score, member). */
  #place(member: string, score: number): number {
    let low = 0
    for (let high = this.#rows.length; low < high; ) {
      const middle = (low + high) >>> 1
      const row = this.#rows[middle]!
      if (row.score < score || (row.score === score && row.member < member)) low = middle + 1
      else high = middle
    }
    return low
  }
}
