// Hashes of key values. The writer and every reader of the shared form use these, so they never change without a new
// form number in form.ts.

/** Multiplicative hash of a number's 32-bit halves; integers of one half stay well spread. */
export function hashNumber(key: number): number {
  const low = key | 0
  let hash = Math.imul(low, 0x9e3779b1)
  if (low !== key) hash ^= Math.imul((key / 0x100000000) | 0, 0x85ebca6b)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** FNV-1a over UTF-16 units, mixed once more at the end. Anything but text hashes to 0 and is found nowhere. */
export function hashText(text: string): number {
  if (typeof text !== 'string') return 0
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Adds the next part of a composite key. */
export function mixHash(hash: number, next: number): number {
  return (Math.imul(hash ^ 0x9e3779b9, 0x01000193) ^ Math.imul(next, 0x85ebca6b)) >>> 0
}

/** The hash of a stored key, as the writer sees it. */
export function hashKey(values: readonly unknown[]): number {
  const parts = values.map(value => (typeof value === 'string' ? hashText(value) : hashNumber(Number(value))))
  return parts.reduce((hash, next) => mixHash(hash, next))
}
