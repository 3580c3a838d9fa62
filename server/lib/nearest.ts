// Guesses which name a misspelt one was meant to be.

/** The name in `names` that is nearest to `wrong`, if no more than `most` edits away. */
export function nearest(
  wrong: string,
  names: Iterable<string>,
  most = Math.max(wrong.length < 4 ? 1 : 2, Math.floor(wrong.length / 3)),
): string | undefined {
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const name of names) {
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase())
    if (distance <= most && distance < least) [best, least] = [name, distance]
  }
  return best
}

/** Levenshtein's distance, by rows. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
