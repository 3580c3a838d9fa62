// Memory seen as bytes, as 32-bit words, and through a view for words at any place, which is how packing goes through
// it. The words are little-endian, as sproto is and as all machines are that run Node or a browser of today.

export interface Memory {
  readonly bytes: Uint8Array
  readonly words: Int32Array
  readonly view: DataView
}

/** Memory of `size` bytes, rounded up to whole groups. */
export function allocate(size: number): Memory {
  const buffer = new ArrayBuffer((size + 7) & ~7)
  return { bytes: new Uint8Array(buffer), words: new Int32Array(buffer), view: new DataView(buffer) }
}
