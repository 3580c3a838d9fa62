// Memory seen as bytes and as 32-bit words, which is how packing goes through it.

/** Memory seen as bytes and as words. */
export interface Memory {
  readonly bytes: Uint8Array
  readonly words: Int32Array
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/** Between a word of this machine and one of the wire, either way. */
export const toOrder = (word: number): number =>
  isLittleEndian ? word : (word << 24) | ((word & 0xff00) << 8) | ((word >> 8) & 0xff00) | (word >>> 24)

/** Memory of `size` bytes, rounded up to whole groups. */
export function allocate(size: number): Memory {
  const buffer = new ArrayBuffer((size + 7) & ~7)
  return { bytes: new Uint8Array(buffer), words: new Int32Array(buffer) }
}
