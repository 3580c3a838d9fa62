// Whether the process can still open files, watched by main. When it cannot, a failing accept is retried in a busy loop,
// silently and for ever. So a few descriptors are held in reserve: when they are released, each slave accepts new sockets
// and closes them at once, stores and logs keep working, and the log tells why.

import { closeSync, openSync } from 'node:fs'
import type { Logger } from '../../core/log/log.ts'

/** ms between two looks. */
const LOOK = 250
const HELD_BACK = 16
/** ms between two log lines. */
const COMPLAIN_EVERY = 10_000

export const createOpenFilesMemory = (): SharedArrayBuffer => new SharedArrayBuffer(4)

/** For slaves: whether new sockets are to be closed at once. */
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
      'the process has no free file descriptors: new connections are closed until it has some; raise ulimit -n (LimitNOFILE)',
    )
  }

  #open(): void {
    Atomics.store(this.#state, 0, 0)
    this.#takeSpares()
    this.#log.info('there are free file descriptors again; new connections are served')
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

/** Whether `count` more files can be opened. */
function canOpen(count: number): boolean {
  const fds: number[] = []
  for (let fd = tryOpen(); fd !== undefined; fd = fds.length < count ? tryOpen() : undefined) fds.push(fd)
  for (const fd of fds) closeSync(fd)
  return fds.length >= count
}

/** Undefined when too many are open already, in the process or in the whole system. */
function tryOpen(): number | undefined {
  try {
    return openSync('.', 'r')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EMFILE' || code === 'ENFILE') return undefined
    throw error
  }
}
