// The members of a sorted set (sorted-set.ts): a name -> its slot, and back. A slot is a small number that a name keeps
// until it is removed; it is given again afterwards. A hash table of our own, as V8's Map takes more cache misses.
// `#table` has 2^n places of two words, at most half of them taken, searched from place `hash >>> (32 - n)` on:
//
//   | hash of a name | its slot + 1, or 0: free |  hash  | slot + 1 | ...          8 bytes a place, 8 places a line
//
// Always true: no free place lies between that first place and a name's own. As the upper bits of the hash lead, a
// table that doubles is read and written from its start to its end.

const FIRST_BITS = 6
/** Longer names are hashed piece by piece. */
const PIECE = 64
/** Spreads what the sum below leaves in the lower bits: from MurmurHash3's last step. */
const SPREAD = 0x85ebca6b

export class MemberIndex {
  /** By slot; '' where no member has it. */
  readonly names: string[] = []
  readonly #free: number[] = []
  /** Random, so that nobody outside can make names that share a place: h = sum of key[i] * character[i]. */
  readonly #keys = crypto.getRandomValues(new Int32Array(PIECE + 2))
  #bits = FIRST_BITS
  #table = new Int32Array(2 << FIRST_BITS)

  get size(): number {
    return this.names.length - this.#free.length
  }

  /** The slot of a name, or -1. */
  find(name: string): number {
    const place = this.#search(name, this.#hash(name))
    return this.#table[place + 1]! - 1
  }

  /** The slot of a name, which gets one if it has none: then that is `~slot`, a number below 0. */
  take(name: string): number {
    const hash = this.#hash(name)
    const place = this.#search(name, hash)
    const found = this.#table[place + 1]!
    if (found !== 0) return found - 1
    const slot = this.#free.pop() ?? this.names.length
    this.names[slot] = name
    this.#table[place] = hash
    this.#table[place + 1] = slot + 1
    if (this.size * 2 > 1 << this.#bits) this.#double()
    return ~slot
  }

  /** Frees the slot of a name and returns it, or -1. */
  drop(name: string): number {
    const place = this.#search(name, this.#hash(name))
    const slot = this.#table[place + 1]! - 1
    if (slot < 0) return -1
    this.#close(place)
    this.names[slot] = ''
    this.#free.push(slot)
    return slot
  }

  /** Where in the table a name is, or the free place where it would go. */
  #search(name: string, hash: number): number {
    const table = this.#table
    const names = this.names
    const mask = table.length - 1
    let place = (hash >>> (32 - this.#bits)) << 1
    for (let slot = table[place + 1]!; slot !== 0; slot = table[place + 1]!) {
      if (table[place] === hash && names[slot - 1] === name) break
      place = (place + 2) & mask
    }
    return place
  }

  #hash(name: string): number {
    const keys = this.#keys
    const length = name.length
    let hash = Math.imul(keys[PIECE + 1]!, length)
    for (let from = 0; from < length; from += PIECE) {
      const end = Math.min(length, from + PIECE)
      if (from > 0) hash = Math.imul(hash >>> 16, keys[PIECE]!) + Math.imul(hash, keys[PIECE + 1]!)
      for (let i = from; i < end; i++)
        hash = (hash + Math.imul(keys[i & (PIECE - 1)]!, name.charCodeAt(i))) | 0
    }
    hash = Math.imul(hash ^ (hash >>> 15), SPREAD)
    return hash ^ (hash >>> 13)
  }

  /** Frees a place, and moves those behind it up that could no longer be found. */
  #close(place: number): void {
    const table = this.#table
    const mask = table.length - 1
    let hole = place
    for (let at = (hole + 2) & mask; table[at + 1] !== 0; at = (at + 2) & mask) {
      const first = (table[at]! >>> (32 - this.#bits)) << 1
      if (((at - first) & mask) < ((at - hole) & mask)) continue
      table[hole] = table[at]!
      table[hole + 1] = table[at + 1]!
      hole = at
    }
    table[hole + 1] = 0
  }

  #double(): void {
    const old = this.#table
    const table = new Int32Array(old.length * 2)
    const mask = table.length - 1
    this.#bits += 1
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue
      let place = (old[from]! >>> (32 - this.#bits)) << 1
      while (table[place + 1] !== 0) place = (place + 2) & mask
      table[place] = old[from]!
      table[place + 1] = old[from + 1]!
    }
    this.#table = table
  }
}
