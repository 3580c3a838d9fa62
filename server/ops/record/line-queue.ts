// The log lines of a thread for those who read along: kept until they are taken. Who reads too slowly gets the newest.

import type { LogOutlet } from '../../core/log/log-outlet.ts'

/** Lines that are kept for one reader. */
const MOST = 1000

export interface OpenQueue {
  /** Lines from before it was opened. */
  past: string[]
  take(): string[]
  close(): void
}

export class LineQueue {
  readonly #outlet: LogOutlet
  readonly #readers = new Set<string[]>()

  constructor(outlet: LogOutlet) {
    this.#outlet = outlet
  }

  open(): OpenQueue {
    const lines: string[] = []
    this.#readers.add(lines)
    this.#listen()
    const close = () => {
      this.#readers.delete(lines)
      this.#listen()
    }
    return { past: this.#outlet.last, take: () => lines.splice(0), close }
  }

  #listen(): void {
    this.#outlet.onLine = this.#readers.size > 0 ? line => this.#hear(line) : undefined
  }

  #hear(line: string): void {
    for (const lines of this.#readers) {
      if (lines.length >= MOST) lines.shift()
      lines.push(line)
    }
  }
}
