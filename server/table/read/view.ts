// One version as one thread sees it: typed arrays over the shared buffer, and the caches of what was decoded from it.
// Rows hold their view, so a version's memory is free when no thread holds a row or a view of it any more.

import { type Form, NULL, UNDEFINED } from '../form/form.ts'
import { TextCache } from './text-cache.ts'
import { LONGEST, TextSlots } from './text-slots.ts'

export interface ViewOptions {
  /** Bound of the decoded texts and values of one thread. */
  cacheBytes: number
  /** Called when a row is read long after its version was replaced; only in development, where rows are generated to
   * check. */
  onStale?: (table: string, version: number) => void
}

/** What Buffer.toString calls, without its checks: half the time for a short text. */
type SlicedBuffer = Buffer & { utf8Slice(start: number, end: number): string }

export class View {
  readonly version: number
  readonly numbers: Float64Array
  readonly words: Uint32Array
  readonly #heap: SlicedBuffer
  readonly #texts: TextSlots
  readonly #longTexts: TextCache<string>
  readonly #values: TextCache<unknown>
  readonly #options: ViewOptions
  /** Is this version long replaced? */
  isStale = false

  constructor(form: Form, options: ViewOptions) {
    this.version = form.version
    this.numbers = new Float64Array(form.buffer, 0, form.buffer.byteLength >>> 3)
    this.words = new Uint32Array(form.buffer, 0, form.buffer.byteLength >>> 2)
    this.#heap = Buffer.from(form.buffer, form.heapStart) as SlicedBuffer
    this.#texts = new TextSlots(options.cacheBytes / 2)
    this.#longTexts = new TextCache(options.cacheBytes / 4)
    this.#values = new TextCache(options.cacheBytes / 4)
    this.#options = options
  }

  text(cell: number): string | null | undefined {
    const length = this.words[cell * 2 + 1]!
    if (length >= NULL) return length === NULL ? null : undefined
    const place = this.words[cell * 2]!
    if (length > LONGEST) return this.#longText(place, length)
    return this.#texts.get(place) ?? this.#decode(place, length)
  }

  /** A list or object, frozen all the way down. */
  json(cell: number): unknown {
    const length = this.words[cell * 2 + 1]!
    if (length >= NULL) return length === UNDEFINED ? undefined : null
    const place = this.words[cell * 2]!
    const known = this.#values.get(place, length)
    if (known !== undefined) return known
    const value = freeze(JSON.parse(this.#heap.toString('utf8', place, place + length)))
    this.#values.set(place, value, length)
    return value
  }

  date(cell: number): Date | null | undefined {
    const time = this.numbers[cell]!
    if (Number.isNaN(time)) return undefined
    return time === Number.POSITIVE_INFINITY ? null : new Date(time)
  }

  reportStale(table: string): void {
    this.#options.onStale?.(table, this.version)
  }

  #decode(place: number, length: number): string {
    if (length === 0) return ''
    const text = this.#heap.utf8Slice(place, place + length)
    this.#texts.set(place, text)
    return text
  }

  #longText(place: number, length: number): string {
    const known = this.#longTexts.get(place, length)
    if (known !== undefined) return known
    const text = this.#heap.utf8Slice(place, place + length)
    this.#longTexts.set(place, text, length)
    return text
  }
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  for (const held of Object.values(value)) freeze(held)
  return Object.freeze(value)
}
