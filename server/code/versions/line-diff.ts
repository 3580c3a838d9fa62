// What differs between two texts, for people: the lines between what both begin and end with.

/** Lines that begin with `-` and `+`, each with its number; none where the texts are the same. */
export function diffLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let same = 0
  const most = Math.min(old.length, now.length) - start
  while (same < most && old.at(-1 - same) === now.at(-1 - same)) same++
  const mark = (sign: string, lines: readonly string[]) =>
    lines.slice(start, lines.length - same).map((line, i) => `${sign}${start + i + 1} ${line}`)
  return [...mark('-', old), ...mark('+', now)]
}

/** Of all files of two versions, by name: `+` and `-` alone for one that is new, or gone. */
export function diffFiles(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return names.flatMap(name => {
    const [old, now] = [before.get(name), after.get(name)]
    if (old === now) return []
    return [name, ...diffLines(old ?? '', now ?? '').map(line => `  ${line}`)]
  })
}
