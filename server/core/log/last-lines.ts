// The newest lines of a log, for whoever looks later.

/** Lines that are kept, and characters of all of them. */
const MOST = 200
const MOST_TEXT = 262_144

export class LastLines {
  readonly #lines: string[] = []
  #size = 0

  add(line: string): void {
    this.#lines.push(line)
    this.#size += line.length
    while (this.#lines.length > MOST || this.#size > MOST_TEXT) this.#size -= this.#lines.shift()!.length
  }

  /** The oldest first. */
  list(): readonly string[] {
    return this.#lines
  }
}
