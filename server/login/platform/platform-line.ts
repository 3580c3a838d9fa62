// The line to a platform: each question has a deadline, an answer has a bounded size, and a platform that keeps failing is left
// alone for a while, so that its players are told at once to try again.

import { createRequire } from 'node:module'
import type * as Cockatiel from 'cockatiel'
import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'

const require = createRequire(import.meta.url)

export interface PlatformLineOptions {
  /** The platform's. */
  name: string
  log: Logger
  /** ms that an answer may take. */
  timeout: number
}

/** Failures in a row, after which it is left alone, and for how long, in ms. */
const FAILURES = 5
const LEFT_ALONE = 15_000
const MOST_BYTES = 262_144

export class PlatformLine {
  readonly #options: PlatformLineOptions
  readonly #breaker: Cockatiel.CircuitBreakerPolicy
  readonly #isLeftAlone: (error: unknown) => boolean

  constructor(options: PlatformLineOptions) {
    this.#options = options
    const cockatiel = require('cockatiel') as typeof Cockatiel
    const { circuitBreaker, ConsecutiveBreaker, handleAll, isBrokenCircuitError } = cockatiel
    const breaker = new ConsecutiveBreaker(FAILURES)
    this.#isLeftAlone = isBrokenCircuitError
    this.#breaker = circuitBreaker(handleAll, { breaker, halfOpenAfter: LEFT_ALONE })
  }

  /** A GET; the answer's text. Throws TRY_AGAIN; what was asked is in no log, it may hold secrets. */
  async ask(url: URL): Promise<string> {
    const { name, log, timeout } = this.#options
    try {
      return await this.#breaker.execute(() => readText(url, AbortSignal.timeout(timeout)))
    } catch (cause) {
      if (!this.#isLeftAlone(cause))
        log.warn({ platform: name, host: url.host, reason: reasonOf(cause) }, 'a platform does not answer')
      throw new AppError('TRY_AGAIN', `${name} does not answer; try again in a moment`)
    }
  }
}

async function readText(url: URL, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  let [text, size] = ['', 0]
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text
}

/** Without the URL, which fetch may name. */
function reasonOf(error: unknown): string {
  const { name, code, message } = ((error as Error).cause ?? error) as Error & { code?: string }
  return code ?? (/^(HTTP \d+|more than \d+ bytes)$/.test(message) ? message : name)
}
