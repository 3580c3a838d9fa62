// Public keys that another program publishes (JWKS). They are fetched when the first token comes and again after a while;
// a token with a key that is not known fetches them too, but not often. While the other program is away, slow or wrong, the
// keys that are known stay good, for a day; without any, logins are told to try again.
//
//   none ── fetched ──→ known ── REFRESH_AFTER ──→ known, fetched beside the logins ── a day without an answer ──→ none

import type { FetchImplementation, RemoteJWKSet } from 'jose'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import type { Clock } from '../lib/clock.ts'
import type { Jose, KeySource } from './token-authenticator.ts'

export interface RemoteKeysOptions {
  jose: Jose
  log: Logger
  clock: Clock
  url: URL
  /** ms that an answer may take, its body included. */
  timeout: number
}

const REFRESH_AFTER = 600_000
const GOOD_FOR = 86_400_000
/** ms between two fetches for keys that are not known. */
const PAUSE = 10_000
/** ms after a failure until the next try. */
const PAUSE_AFTER_FAILURE = 1000
/** Bytes of the largest answer. */
const LARGEST = 262_144

export class RemoteKeys {
  readonly #options: RemoteKeysOptions
  readonly #set: RemoteJWKSet
  /** Ticks. */
  #fetchedAt: number | undefined
  #askedAt = Number.NEGATIVE_INFINITY
  #hasFailed = false
  #fetching: Promise<void> | undefined

  constructor(options: RemoteKeysOptions) {
    const { jose, url, timeout } = options
    this.#options = options
    this.#set = jose.createRemoteJWKSet(url, {
      timeoutDuration: timeout,
      // When to fetch is decided here.
      cacheMaxAge: Number.POSITIVE_INFINITY,
      cooldownDuration: Number.POSITIVE_INFINITY,
      [jose.customFetch]: fetchBounded,
    })
  }

  readonly keyOf: KeySource = async (header, token) => {
    await this.#prepare()
    try {
      return await this.#set(header, token)
    } catch (error) {
      if (!(error instanceof this.#options.jose.errors.JWKSNoMatchingKey)) throw error
      await this.#fetchForUnknown(error)
      return this.#set(header, token)
    }
  }

  async #prepare(): Promise<void> {
    const age = this.#fetchedAt === undefined ? Number.POSITIVE_INFINITY : this.#now - this.#fetchedAt
    if (age > GOOD_FOR) await this.#fetch()
    else if (age > REFRESH_AFTER) this.#fetch().catch(() => undefined)
  }

  /** Throws `unknown` when they have been fetched a moment ago. */
  async #fetchForUnknown(unknown: Error): Promise<void> {
    if (!this.#hasFailed && this.#now - this.#askedAt < PAUSE) throw unknown
    await this.#fetch()
  }

  /** Throws TRY_AGAIN. */
  async #fetch(): Promise<void> {
    if (!this.#fetching) {
      if (this.#hasFailed && this.#now - this.#askedAt < PAUSE_AFTER_FAILURE) throw away()
      this.#fetching = this.#fetchOnce().finally(() => {
        this.#fetching = undefined
      })
    }
    await this.#fetching
  }

  async #fetchOnce(): Promise<void> {
    this.#askedAt = this.#now
    try {
      await this.#set.reload()
    } catch (cause) {
      this.#noteFailure(cause)
      throw away(cause)
    }
    if (this.#hasFailed) this.#options.log.info('the keys of tokens are there again')
    this.#hasFailed = false
    this.#fetchedAt = this.#now
  }

  /** Said once: logins ask again and again. */
  #noteFailure(cause: unknown): void {
    const { log, url } = this.#options
    if (!this.#hasFailed)
      log.warn(
        { err: cause, url: addressOf(url) },
        'the keys of tokens could not be fetched; they are asked for again',
      )
    this.#hasFailed = true
  }

  get #now(): number {
    return this.#options.clock.ticks()
  }
}

/** What may be shown of it. */
const addressOf = ({ origin, pathname }: URL): string => origin + pathname

const away = (cause?: unknown): AppError =>
  new AppError('TRY_AGAIN', 'the keys of tokens can not be had now; try again in a moment', { cause })

/** As fetch; an answer that is too large is an error. */
const fetchBounded: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options)
  if (response.status === 200) return new Response(await readBounded(response))
  await response.body?.cancel()
  return response
}

async function readBounded({ body }: Response): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size > LARGEST) throw new Error(`the answer is larger than ${LARGEST} bytes`)
    parts.push(part)
  }
  return new Blob(parts)
}
