// Where the log lines of one thread go: standard output, or a file. A line is written at once, so that it is there even if
// the thread ends right after; but a slow reader of standard output never blocks the server: what cannot be written now
// waits in memory, what does not fit there is dropped and counted, and the count is logged when the reader is back.

import { closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { LastLines } from './last-lines.ts'

/** Bytes that may wait in memory, per thread. */
const MOST_WAITING = 8 * 1024 * 1024
/** ms between two tries while the reader is slow. */
const RETRY = 20
/** ms between two tries while the disk is full or the reader is gone. */
const SLOW_RETRY = 1000
/** ms that the end of the process waits for the reader. */
const LAST_WORDS = 500
/** ms that a fatal line waits for the reader. */
const FATAL_WAIT = 100
const STDOUT = 1
/** The reader has closed its end, or the terminal is gone: lines are dropped. */
const GONE: readonly (string | undefined)[] = ['EPIPE', 'EIO', 'ENXIO', 'EBADF', 'ECONNRESET']

export interface LogOutletOptions {
  /** A path; empty for standard output. */
  file: string
  /** Bytes that may wait in memory; 8 MB by default. */
  mostWaiting?: number
  /** Secrets, as texts: a line that holds one shows `(hidden)` in its place. */
  hidden?: readonly string[]
}

export class LogOutlet {
  /** Called when lines go out again after some were dropped. */
  onBack: (dropped: number) => void = () => undefined
  /** Hears every line, as JSON; undefined while nobody does. */
  onLine: ((line: string) => void) | undefined
  readonly #file: string
  readonly #mostWaiting: number
  /** As they are, and as JSON writes them; the longest first, as one may be a part of another. */
  /** What it hides, as it stands in lines. */
  readonly hidden: readonly string[]
  readonly #last = new LastLines()
  #fd: number
  #waiting: Buffer[] = []
  #first = 0
  #size = 0
  #dropped = 0
  #isGone = false
  #timer: NodeJS.Timeout | undefined

  /** Throws when the file cannot be opened. */
  constructor({ file, mostWaiting = MOST_WAITING, hidden = [] }: LogOutletOptions) {
    const forms = hidden.flatMap(text => [text, JSON.stringify(text).slice(1, -1)])
    this.hidden = [...new Set(forms)].sort((a, b) => b.length - a.length)
    this.#file = file
    this.#mostWaiting = mostWaiting
    this.#fd = file === '' ? openStdout() : openFile(file)
  }

  get hasFile(): boolean {
    return this.#file !== ''
  }

  /** Lines lost since the last report. */
  get dropped(): number {
    return this.#dropped
  }

  /** The newest lines, as JSON, the oldest first. */
  get last(): string[] {
    return this.#last.list().map(line => this.#hide(line))
  }

  /** One whole line, with its line break. `json`: the same for who listens. */
  write(line: string, json = line): void {
    this.#last.add(json)
    this.onLine?.(this.#hide(json))
    const bytes = Buffer.from(this.#hide(line))
    if (this.#size > 0 || this.#isGone) return this.#keep(bytes)
    const rest = this.#put(bytes)
    if (rest) this.#keep(rest)
  }

  /** Goes on in a new file of the same name, after the old one has been moved. Throws, and keeps the old one, when that
   * cannot be opened. */
  reopen(): void {
    if (this.#file === '') return
    const old = this.#fd
    this.#fd = openFile(this.#file)
    closeSync(old)
    this.#flush()
  }

  /** Waits for the reader, at most `ms`. pino calls it after a fatal line. */
  flushSync(ms = FATAL_WAIT): void {
    const end = performance.now() + ms
    while (!this.#empty() && !this.#isGone && performance.now() < end) pause(5)
  }

  #hide(line: string): string {
    let shown = line
    for (const text of this.hidden) if (shown.includes(text)) shown = shown.replaceAll(text, '(hidden)')
    return shown
  }

  /** Returns the rest of `bytes` when not all of it could be written now. */
  #put(bytes: Buffer): Buffer | undefined {
    try {
      const written = writeSync(this.#fd, bytes)
      this.#isGone = false
      return written < bytes.length ? bytes.subarray(written) : undefined
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      this.#isGone = GONE.includes(code)
      this.#retry(code === 'EAGAIN' || code === 'EINTR' ? RETRY : SLOW_RETRY)
      return bytes
    }
  }

  #keep(bytes: Buffer): void {
    if (this.#isGone || this.#size + bytes.length > this.#mostWaiting) this.#dropped++
    else {
      if (this.#size === 0) process.on('exit', this.#onExit)
      this.#waiting.push(bytes)
      this.#size += bytes.length
    }
    this.#retry(RETRY)
  }

  #retry(ms: number): void {
    this.#timer ??= setTimeout(() => this.#flush(), ms).unref()
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#empty()) return this.#isGone ? this.#giveUp() : this.#retry(RETRY)
    const dropped = this.#dropped
    if (dropped === 0) return
    this.#dropped = 0
    this.#isGone = false
    this.onBack(dropped)
    // Writing that line has shown whether the reader is really back.
    if (this.#isGone) this.#dropped = dropped
  }

  /** Writes what waits; true when nothing is left. */
  #empty(): boolean {
    while (this.#first < this.#waiting.length) {
      const bytes = this.#waiting[this.#first]!
      const rest = this.#put(bytes)
      this.#size -= bytes.length - (rest?.length ?? 0)
      if (rest) {
        this.#waiting[this.#first] = rest
        return false
      }
      this.#first++
    }
    this.#forget()
    return true
  }

  #giveUp(): void {
    this.#dropped += this.#waiting.length - this.#first
    this.#forget()
    this.#retry(SLOW_RETRY)
  }

  #forget(): void {
    if (this.#waiting.length > 0) process.off('exit', this.#onExit)
    this.#waiting = []
    this.#first = this.#size = 0
  }

  readonly #onExit = (): void => this.flushSync(LAST_WORDS)
}

function openFile(file: string): number {
  makeFolder(dirname(file))
  // O_NONBLOCK: a named pipe must not block either.
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = constants
  return openSync(file, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o666)
}

/** Node's own `recursive` never returns in places such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another thread may have made it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/**
 * Standard output without blocking writes. A pipe or a terminal is opened once more, because a flag set on the inherited
 * descriptor is set for every process that has it. Where it cannot be opened (a socket; another user's pipe) Node sets
 * the flag, as for any program that uses process.stdout. A file never blocks.
 */
function openStdout(): number {
  const stat = fstatSync(STDOUT)
  if (stat.isFile()) return STDOUT
  try {
    return openSync(`/proc/self/fd/${STDOUT}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  } catch {
    // Touching process.stdout sets it; main does so before there are workers.
    if (isMainThread) process.stdout.on('error', () => undefined)
    return STDOUT
  }
}

const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
