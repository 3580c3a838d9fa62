// What a player may say: cleaned, not too long, and past the game's filter and the HTTP checker that the configuration
// names. Checked on the player's own thread, so that a slow checker holds up nobody else.

import { z } from 'zod'
import { AppError } from '../core/errors.ts'
import type { RoomConfig } from './room-deps.ts'

/** Gives the text as it may be said; throws AppError('TEXT_REFUSED') when it may not. */
export type TextFilter = (text: string, from: { uid: string; account: string }) => string | Promise<string>

/** Controls, what turns the direction of writing, and invisible fillers. */
const UNWANTED =
  /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu
const LONE_SURROGATES = /\p{Cs}/gu
const BREAKS = /[\t\n\r\u0085\u2028\u2029]+/g

/** One line of visible text in NFC; may be ''. */
export const cleanText = (text: string): string =>
  text.replace(LONE_SURROGATES, '').replace(BREAKS, ' ').replace(UNWANTED, '').normalize('NFC').trim()

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

  /** Throws BAD_MESSAGE, TEXT_REFUSED, or TRY_AGAIN when it can't be checked. */
  async check(text: string | undefined, from: { uid: string; account: string }): Promise<string> {
    const clean = checkLength('text', text, this.#config.textLength)
    const filtered = this.#filter ? await this.#filter(clean, from) : clean
    return this.#config.filterUrl === '' ? filtered : this.#ask(filtered, from.uid)
  }

  async #ask(text: string, uid: string): Promise<string> {
    let verdict: Verdict
    try {
      verdict = await this.#fetch(text, uid)
    } catch {
      if (this.#config.filterOnError === 'open') return text
      throw new AppError('TRY_AGAIN', 'texts can not be checked right now')
    }
    if (!verdict.allowed) throw new AppError('TEXT_REFUSED')
    return cleanText(verdict.text ?? text)
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

/** A filter that puts stars in place of `words`, in any case. Longer words go first. */
export function maskWords(words: Iterable<string>): (text: string) => string {
  const sorted = [...words].filter(word => word !== '').sort((a, b) => b.length - a.length)
  if (sorted.length === 0) return text => text
  const pattern = new RegExp(sorted.map(quote).join('|'), 'giu')
  return text => text.replace(pattern, word => '*'.repeat([...word].length))
}

const quote = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
