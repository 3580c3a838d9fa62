// Whether the process can still open files, watched by main. When it can't, an accept that fails is tried again at once
// and for ever, and keeps the main thread busy in silence: so a few files are held back for that moment. With them what
// knocks is let in and shut out again at once (each slave does so), stores and logs go on, and the log says so.

import { closeSync, openSync } from 'node:fs'
import type { Logger } from '../../core/log/log.ts'

/** ms between two looks. */
const LOOK = 250
const HELD_BACK = 16
/** ms between two complaints. */
const COMPLAIN_EVERY = 10_000

export const createOpenFilesMemory = (): SharedArrayBuffer => new SharedArrayBuffer(4)

/** What a slave sees of it. */
export const isShut = (memory: SharedArrayBuffer): (() => boolean) => {
  const state = new Int32Array(memory)
  return () => Atomics.load(state, 0) === 1
}

export class OpenFilesWatch {
  readonly #state: Int32Array
  readonly #log: Logger
  readonly #spares: number[] = []
  readonly #timer: NodeJS.Timeout
  #complainedAt = Number.NEGATIVE_INFINITY

  constructor(memory: SharedArrayBuffer, log: Logger) {
    this.#state = new Int32Array(memory)
    this.#log = log
    this.#takeSpares()
    this.#timer = setInterval(() => this.#look(), LOOK).unref()
  }

  close(): void {
    clearInterval(this.#timer)
    this.#freeSpares()
  }

  #look(): void {
    if (this.#state[0] === 0) {
      if (!canOpen(1)) this.#shut()
    } else if (canOpen(2 * HELD_BACK)) this.#open()
  }

  #shut(): void {
    Atomics.store(this.#state, 0, 1)
    this.#freeSpares()
    const now = performance.now()
    if (now - this.#complainedAt < COMPLAIN_EVERY) return
    this.#complainedAt = now
    this.#log.error(
      'the process has no more files to open: new connections are closed until there are some; raise ulimit -n (LimitNOFILE)',
    )
  }

  #open(): void {
    Atomics.store(this.#state, 0, 0)
    this.#takeSpares()
    this.#log.info('there are files to open again, and connections are served')
  }

  #takeSpares(): void {
    while (this.#spares.length < HELD_BACK) {
      const fd = tryOpen()
      if (fd === undefined) return
      this.#spares.push(fd)
    }
  }

  #freeSpares(): void {
    for (const fd of this.#spares.splice(0)) closeSync(fd)
  }
}

/** Whether so many more files can be opened. */
function canOpen(count: number): boolean {
  const fds: number[] = []
  for (let fd = tryOpen(); fd !== undefined; fd = fds.length < count ? tryOpen() : undefined) fds.push(fd)
  for (const fd of fds) closeSync(fd)
  return fds.length >= count
}

/** Undefined when there are too many already, in the process or in the whole system. */
function tryOpen(): number | undefined {
  try {
    return openSync('.', 'r')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EMFILE' || code === 'ENFILE') return undefined
    throw error
  }
}
