// Which program has which token. It keeps true: a token that is revoked or over is refused within a second; nothing tells by
// its time how much of a guess is right; while the store does not answer, what it said last counts.

import { timingSafeEqual } from 'node:crypto'
import { AppError } from '../../core/errors.ts'
import type { Clock } from '../../lib/clock.ts'
import { type Program, SCOPES, type Scope } from '../../setup/scopes.ts'
import type { StoredToken, TokenStore } from '../../store/token-store.ts'
import { hashOf } from './token.ts'

/** A token that stands in the configuration. */
export interface ConfiguredToken {
  /** The setting. */
  name: string
  /** Empty: none. */
  text: string
  scopes: readonly Scope[]
}

interface Known extends Program {
  readonly hash: Buffer
  readonly expires: number
}

export interface ProgramsOptions {
  clock: Clock
  configured: readonly ConfiguredToken[]
}

/** ms for which what the store said is not asked again. */
const FRESH = 1000

export class Programs {
  readonly #clock: Clock
  readonly #configured: readonly Known[]
  #store: TokenStore | undefined
  #stored: readonly Known[] | undefined
  #askedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<void> | undefined

  constructor({ clock, configured }: ProgramsOptions) {
    this.#clock = clock
    this.#configured = configured
      .filter(({ text }) => text !== '')
      .map(({ name, text, scopes }) => ({
        name,
        scopes,
        hash: hashOf(text),
        expires: Number.POSITIVE_INFINITY,
      }))
  }

  /** The store is open. */
  useStore(store: TokenStore): void {
    this.#store = store
  }

  /** The program that has this token; undefined for none. Throws TRY_AGAIN while the tokens are not known yet. */
  async find(text: string): Promise<Program | undefined> {
    const hash = hashOf(text)
    const configured = this.#match(this.#configured, hash)
    if (configured) return configured
    const isFresh = this.#clock.ticks() - this.#askedAt < FRESH
    const known = isFresh && this.#stored ? this.#match(this.#stored, hash) : undefined
    if (known) return known
    // One that is not known may have been made just now.
    await this.#refresh()
    return this.#match(this.#stored!, hash)
  }

  #match(all: readonly Known[], hash: Buffer): Program | undefined {
    const now = this.#clock.now()
    return all.filter(each => timingSafeEqual(each.hash, hash)).find(({ expires }) => now < expires)
  }

  #refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  async #ask(): Promise<void> {
    if (!this.#store) throw new AppError('TRY_AGAIN', 'the server is starting')
    const askedAt = this.#clock.ticks()
    try {
      this.#stored = (await this.#store.list()).map(toKnown)
    } catch (cause) {
      if (!this.#stored) throw new AppError('TRY_AGAIN', 'the store of the tokens does not answer', { cause })
    }
    this.#askedAt = askedAt
  }
}

const toKnown = ({ name, hash, scopes, expires = Number.POSITIVE_INFINITY }: StoredToken): Known => ({
  name,
  scopes: scopes.filter(scope => SCOPES.includes(scope as Scope)) as Scope[],
  hash: Buffer.from(hash, 'hex'),
  expires,
})
