// Checks what a player says: cleans it, measures it, and asks the game's filter and the HTTP checker in the settings. Runs
// on the player's own thread, before the room is asked, so that a slow checker delays nobody else.

import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { endsWithin } from '../../core/patience.ts'
import { cleanText } from '../../lib/visible-text.ts'
import type { RoomConfig } from '../settings.ts'

/** Returns the text as it may be said; throws AppError('TEXT_REFUSED') when it may not. */
export type TextFilter = (text: string, from: Author) => string | Promise<string>

export interface Author {
  uid: string
  account: string
}

/** Cleans and measures in characters. Throws BAD_MESSAGE naming `field`. */
export function checkLength(field: string, text: string | undefined, limit: number): string {
  const clean = cleanText(text ?? '')
  const { length } = [...clean]
  if (length === 0 || length > limit)
    throw new AppError('BAD_MESSAGE', `${field}: expected 1 to ${limit} characters, got ${length}`)
  return clean
}

const verdictSchema = z.object({ allowed: z.boolean(), text: z.string().nullish() })
type Verdict = z.output<typeof verdictSchema>

export class Texts {
  readonly #config: RoomConfig
  readonly #filter: TextFilter | undefined

  constructor(config: RoomConfig, filter: TextFilter | undefined) {
    this.#config = config
    this.#filter = filter
  }

  /** What a player says. Throws BAD_MESSAGE, TEXT_REFUSED, or TRY_AGAIN when it cannot be checked. */
  check(text: string | undefined, from: Author): Promise<string> {
    return this.#check(checkLength('text', text, this.#config.textLength), from)
  }

  /** The name that a player gives to something. */
  checkName(name: string | undefined, from: Author): Promise<string> {
    return this.#check(checkLength('name', name, this.#config.nameLength), from)
  }

  async #check(clean: string, from: Author): Promise<string> {
    const filtered = this.#filter ? await this.#runFilter(this.#filter, clean, from) : clean
    return this.#config.filterUrl === '' ? filtered : this.#ask(filtered, from.uid)
  }

  /** Throws TRY_AGAIN when the game's filter does not end in time. */
  async #runFilter(filter: TextFilter, text: string, from: Author): Promise<string> {
    const late = new AppError('TRY_AGAIN', NOT_CHECKED)
    const filtered = filter(text, from)
    return shown(
      typeof filtered === 'string' ? filtered : await endsWithin(this.#config.hookTimeout, filtered, late),
    )
  }

  async #ask(text: string, uid: string): Promise<string> {
    let verdict: Verdict
    try {
      verdict = await this.#fetch(text, uid)
    } catch {
      if (this.#config.filterOnError === 'open') return text
      throw new AppError('TRY_AGAIN', NOT_CHECKED)
    }
    if (!verdict.allowed) throw new AppError('TEXT_REFUSED')
    return shown(verdict.text ?? text)
  }

  /** Throws when what comes is no verdict. */
  async #fetch(text: string, uid: string): Promise<Verdict> {
    const { filterUrl, filterTimeout } = this.#config
    const response = await fetch(filterUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, uid }),
      signal: AbortSignal.timeout(filterTimeout),
    })
    if (!response.ok) throw new Error(`the checker answered ${response.status}`)
    return verdictSchema.parse(await response.json())
  }
}

const NOT_CHECKED = 'texts can not be checked right now'

/** What a filter has made of a text. Throws TEXT_REFUSED when nothing is left of it. */
function shown(text: string): string {
  const clean = cleanText(text)
  if (clean === '') throw new AppError('TEXT_REFUSED')
  return clean
}
