// Up to sixteen ASCII characters to a string. String.fromCharCode with its arguments spelt out is the quickest way
// that V8 has for a short string; a loop or a call into the platform costs two to five times as much.

export const ASCII_MAX = 16

/** The `length` bytes at `p` as text, 1 to 16 of them; undefined when one is not ASCII. */
export function asciiAt(bytes: Uint8Array, p: number, length: number): string | undefined {
  const text = String.fromCharCode
  const a = bytes[p]!
  if (length === 1) return a > 127 ? undefined : text(a)
  const b = bytes[p + 1]!
  let all = a | b
  if (length === 2) return all > 127 ? undefined : text(a, b)
  const c = bytes[p + 2]!
  all |= c
  if (length === 3) return all > 127 ? undefined : text(a, b, c)
  const d = bytes[p + 3]!
  all |= d
  if (length === 4) return all > 127 ? undefined : text(a, b, c, d)
  const e = bytes[p + 4]!
  all |= e
  if (length === 5) return all > 127 ? undefined : text(a, b, c, d, e)
  const f = bytes[p + 5]!
  all |= f
  if (length === 6) return all > 127 ? undefined : text(a, b, c, d, e, f)
  const g = bytes[p + 6]!
  all |= g
  if (length === 7) return all > 127 ? undefined : text(a, b, c, d, e, f, g)
  const h = bytes[p + 7]!
  all |= h
  if (length === 8) return all > 127 ? undefined : text(a, b, c, d, e, f, g, h)
  const i = bytes[p + 8]!
  all |= i
  if (length === 9) return all > 127 ? undefined : text(a, b, c, d, e, f, g, h, i)
  const j = bytes[p + 9]!
  all |= j
  if (length === 10) return all > 127 ? undefined : text(a, b, c, d, e, f, g, h, i, j)
  const k = bytes[p + 10]!
  all |= k
  if (length === 11) return all > 127 ? undefined : text(a, b, c, d, e, f, g, h, i, j, k)
  const l = bytes[p + 11]!
  all |= l
  if (length === 12) return all > 127 ? undefined : text(a, b, c, d, e, f, g, h, i, j, k, l)
  const m = bytes[p + 12]!
  all |= m
  if (length === 13) return all > 127 ? undefined : text(a, b, c, d, e, f, g, h, i, j, k, l, m)
  const n = bytes[p + 13]!
  all |= n
  if (length === 14) return all > 127 ? undefined : text(a, b, c, d, e, f, g, h, i, j, k, l, m, n)
  const o = bytes[p + 14]!
  all |= o
  if (length === 15) return all > 127 ? undefined : text(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
  const q = bytes[p + 15]!
  return (all | q) > 127 ? undefined : text(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, q)
}
