// Spreads texts over places.

/** FNV-1a, 32 bits. */
export function hashText(text: string): number {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ char.codePointAt(0)!, 0x01000193)
  return h >>> 0
}
