// Memory seen as bytes and as 32-bit words, which is how packing goes through it. The words are little-endian, as
// sproto is and as all machines are that run Node or a browser of today.

/** Memory seen as bytes and as words. */
export interface Memory {
  readonly bytes: Uint8Array
  readonly words: Int32Array
}

/** Memory of `size` bytes, rounded up to whole groups. */
export function allocate(size: number): Memory {
  const buffer = new ArrayBuffer((size + 7) & ~7)
  return { bytes: new Uint8Array(buffer), words: new Int32Array(buffer) }
}
