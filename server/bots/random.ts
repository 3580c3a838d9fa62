// Numbers that look random and are the same in each run: mulberry32, by Tommy Ettinger, in the public domain.

/** 0 up to 1; `stream` of one `seed` are apart from each other. */
export function randomOf(seed: number, stream: number): () => number {
  let state = (Math.imul(seed, 0x9e37_79b1) ^ Math.imul(stream, 0x85eb_ca6b)) | 0
  return () => {
    state = (state + 0x6d2b_79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
