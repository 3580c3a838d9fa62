// What a node of a test logs, main and workers alike, to be looked up or awaited.

import { BroadcastChannel } from 'node:worker_threads'
import { type Logger, pino } from 'pino'

export const STUCK = 'the loop of a thread is stuck'

export interface Line {
  msg: string
  level: number
  thread?: number
  [field: string]: unknown
}

/**
 * A log whose lines go to the LogBook with this channel name, from any thread. `stuck[0]` is set when one says that a thread is
 * stuck: main does not hear of it while it is the one.
 */
export function createLog(channel: string, thread: number, stuck?: Int32Array): Logger {
  const out = new BroadcastChannel(channel)
  out.unref()
  const write = (line: string) => {
    out.postMessage(line)
    if (stuck && line.includes(STUCK)) Atomics.store(stuck, 0, 1)
  }
  return pino({ level: 'debug', base: { thread } }, { write })
}

export class LogBook {
  static #last = 0
  readonly channel = `log ${process.pid}.${++LogBook.#last}`
  readonly lines: Line[] = []
  readonly #in = new BroadcastChannel(this.channel)
  readonly #waiters = new Set<() => void>()

  constructor() {
    this.#in.onmessage = event => {
      this.lines.push(JSON.parse((event as { data: string }).data))
      for (const look of this.#waiters) look()
    }
  }

  find(msg: string, fields: Record<string, unknown> = {}): Line[] {
    const wanted = Object.entries(fields)
    return this.lines.filter(
      line => line.msg === msg && wanted.every(([name, value]) => line[name] === value),
    )
  }

  /** Resolves when there are `count` such lines. */
  wait(msg: string, fields: Record<string, unknown> = {}, count = 1): Promise<Line[]> {
    return new Promise(resolve => {
      const look = () => {
        const found = this.find(msg, fields)
        if (found.length < count) return
        this.#waiters.delete(look)
        resolve(found)
      }
      this.#waiters.add(look)
      look()
    })
  }

  close(): void {
    this.#in.close()
  }
}
