// The log lines of a thread for those who read along: kept until they are taken. Who reads too slowly gets the newest, and how
// many were left out.

import type { LogOutlet } from '../../core/log/log-outlet.ts'

/** Lines that are kept for one reader. */
const MOST = 1000

export interface TakenLines {
  lines: string[]
  /** Older ones, which were not taken in time. */
  leftOut: number
}

export interface OpenQueue {
  /** Lines from before it was opened. */
  past: string[]
  take(): TakenLines
  close(): void
}

export class LineQueue {
  readonly #outlet: LogOutlet
  readonly #readers = new Set<TakenLines>()

  constructor(outlet: LogOutlet) {
    this.#outlet = outlet
  }

  open(): OpenQueue {
    const reader: TakenLines = { lines: [], leftOut: 0 }
    this.#readers.add(reader)
    this.#listen()
    const close = () => {
      this.#readers.delete(reader)
      this.#listen()
    }
    const take = (): TakenLines => {
      const taken = { ...reader }
      reader.lines = []
      reader.leftOut = 0
      return taken
    }
    return { past: this.#outlet.last, take, close }
  }

  #listen(): void {
    this.#outlet.onLine = this.#readers.size > 0 ? line => this.#hear(line) : undefined
  }

  #hear(line: string): void {
    for (const reader of this.#readers) {
      if (reader.lines.length >= MOST) {
        reader.lines.shift()
        reader.leftOut++
      }
      reader.lines.push(line)
    }
  }
}
