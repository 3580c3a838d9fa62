// Random numbers that are the same for the same seed: sfc32, by Chris Doty-Humphrey. Clients that know the seed can follow.

export class Random {
  readonly seed: number
  #a: number
  #b = 0x9e37_79b9 | 0
  #c = 0x243f_6a88 | 0
  #d = 1

  constructor(seed: number) {
    this.seed = seed
    this.#a = seed | 0
    for (let i = 0; i < 20; i++) this.next()
  }

  /** From 0 to 1, without 1. */
  readonly next = (): number => {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (this.#c << 21) | (this.#c >>> 11)
    this.#c = (this.#c + t) | 0
    return (t >>> 0) / 0x1_0000_0000
  }

  get state(): readonly number[] {
    return [this.#a, this.#b, this.#c, this.#d]
  }

  goOn(state: readonly number[]): void {
    const [a = 0, b = 0, c = 0, d = 1] = state
    this.#a = a
    this.#b = b
    this.#c = c
    this.#d = d
  }
}
