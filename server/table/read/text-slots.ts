// Short texts that a thread has decoded lately, by their place: one slot each, which the next text of the same slot takes
// over. A hit is two reads of arrays, half the price of a Map.get. It keeps true: at most `most` texts are held; the
// arrays begin small and grow while texts push each other out.

/** Longer ones would make the bound large. */
export const LONGEST = 64
const FEWEST = 256
/** Bytes of a text that is as long as the longest one is at most. */
const ENTRY = LONGEST + 16
/** No text stands there. */
const NONE = 0xffff_ffff

export class TextSlots {
  readonly #most: number
  #places = new Uint32Array(FEWEST).fill(NONE)
  #texts: string[] = new Array<string>(FEWEST).fill('')
  #shift = 32 - Math.log2(FEWEST)
  /** Texts that were pushed out since the arrays have grown. */
  #lost = 0

  /** Holds at most about `bytes`. */
  constructor(bytes: number) {
    this.#most = 2 ** Math.floor(Math.log2(Math.max(bytes / ENTRY, FEWEST)))
  }

  get(place: number): string | undefined {
    const slot = this.#slotOf(place)
    return this.#places[slot] === place ? this.#texts[slot] : undefined
  }

  set(place: number, text: string): void {
    const slot = this.#slotOf(place)
    const old = this.#places[slot]!
    if (old !== NONE && old !== place && ++this.#lost > this.#texts.length) this.#grow()
    this.#put(place, text)
  }

  #put(place: number, text: string): void {
    const slot = this.#slotOf(place)
    this.#places[slot] = place
    this.#texts[slot] = text
  }

  #slotOf(place: number): number {
    return Math.imul(place, 0x9e37_79b1) >>> this.#shift
  }

  #grow(): void {
    this.#lost = 0
    const [places, texts] = [this.#places, this.#texts]
    if (texts.length * 2 > this.#most) return
    this.#places = new Uint32Array(texts.length * 2).fill(NONE)
    this.#texts = new Array<string>(texts.length * 2).fill('')
    this.#shift--
    for (const [slot, place] of places.entries()) if (place !== NONE) this.#put(place, texts[slot]!)
  }
}
