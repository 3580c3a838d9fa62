// The computations of one serving thread: a pool of threads of its own, which start when they are needed and end when they
// are not. It keeps true: no more than `queue` wait; every computation ends within its limit, and one that is cancelled or
// late takes its thread with it, in whose place another starts.

import type { Piscina } from 'piscina'
import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import type { ComputeConfig } from '../settings.ts'
import { ComputeMeter } from './compute-meter.ts'
import type { ComputeOptions } from './define-compute.ts'

const ENTRY = new URL('./start-compute.js', import.meta.url)
/** The longest delay of a timer, ms. */
const LONGEST = 2 ** 31 - 1

/** What a thread that computes answers. */
interface Answer {
  value?: unknown
  error?: { code?: string; message: string; stack?: string }
}

export interface ComputationsOptions {
  /** Of the game; undefined for one that computes nothing. */
  module(): URL | undefined
  config: ComputeConfig
  log: Logger
}

export class Computations {
  readonly meter = new ComputeMeter()
  readonly #options: ComputationsOptions
  #pool: Piscina | undefined
  #starting: Promise<Piscina> | undefined
  /** How many wait or run. */
  #open = 0
  #isClosed = false

  constructor(options: ComputationsOptions) {
    this.#options = options
    this.meter.counts = () => ({ open: this.#open, running: this.#running })
  }

  /**
   * Runs the function `name` of the game's module on a thread for computations. Throws what the function throws, TIMEOUT
   * after its limit, TRY_AGAIN when too many wait, NOT_CLONEABLE for what can't cross threads, and the signal's reason when
   * that is aborted.
   */
  async run(name: string, data: unknown, options: ComputeOptions = {}): Promise<unknown> {
    const { config } = this.#options
    const module = this.#options.module()
    if (!module) throw new TypeError('compute: the game declares no module of computations')
    options.signal?.throwIfAborted()
    if (this.#isClosed || this.#open >= config.threads + config.queue) throw this.meter.refuse()
    this.#open++
    const began = performance.now()
    try {
      const answer = await this.#ask({ module: module.href, name, data }, options)
      this.meter.note(answer.error ? 'failed' : 'done', performance.now() - began)
      if (answer.error) throw asThrown(answer.error)
      return answer.value
    } finally {
      this.#open--
    }
  }

  /** The module is another one now: what runs ends on its thread, what comes begins on new ones. */
  renew(): void {
    const starting = this.#starting
    this.#starting = this.#pool = undefined
    void starting?.then(pool => pool.close()).catch(() => undefined)
  }

  /** Ends all threads, with what runs on them. */
  async close(): Promise<void> {
    this.#isClosed = true
    await (await this.#starting)?.destroy()
  }

  async #ask(task: object, { within, signal, transfer = [] }: ComputeOptions): Promise<Answer> {
    const stop = new AbortController()
    const cancel = () => stop.abort()
    const timer = setTimeout(cancel, Math.min(within ?? this.#options.config.timeout, LONGEST))
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      this.#starting ??= this.#start()
      const pool = await this.#starting
      return await pool.run(task, { signal: stop.signal, transferList: transfer as never })
    } catch (error) {
      throw this.#reasonOf(error, signal, stop.signal)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
  }

  /** Why there is no answer. */
  #reasonOf(error: unknown, signal: AbortSignal | undefined, stopped: AbortSignal): unknown {
    if (signal?.aborted) {
      this.meter.note('cancelled')
      return signal.reason
    }
    if (stopped.aborted) {
      this.meter.note('late')
      return new AppError('TIMEOUT', 'the computation took too long')
    }
    this.meter.note('failed')
    if ((error as Error).name === 'DataCloneError')
      return new AppError('NOT_CLONEABLE', (error as Error).message)
    return this.#isClosed ? new AppError('THREAD_LOST') : error
  }

  get #running(): number {
    return this.#pool ? this.#open - this.#pool.queueSize : 0
  }

  /** A thread that computes nothing does not read the library. */
  async #start(): Promise<Piscina> {
    const { config, log } = this.#options
    const library = await import('piscina')
    this.#pool = new library.Piscina({
      filename: ENTRY.href,
      minThreads: 0,
      maxThreads: config.threads,
      maxQueue: Number.POSITIVE_INFINITY,
      idleTimeout: config.idle,
      resourceLimits: { maxOldGenerationSizeMb: config.heap },
    })
    // Of a thread that runs nothing; else the computation fails with it.
    this.#pool.on('error', error => log.error({ err: error }, 'a thread for computations has failed'))
    return this.#pool
  }
}

/** What the computation has thrown: an AppError is one again, its stack is that of the thread. */
function asThrown({ code, message, stack }: NonNullable<Answer['error']>): Error {
  const error = code === undefined ? new Error(message) : new AppError(code as AppError['code'], message)
  if (stack !== undefined) error.stack = stack
  return error
}
