// The lines of earlier sessions, in a file under the home folder that only its user can read. A line that may hold a secret
// is not kept.

import { chmodSync, readFileSync, writeFileSync } from 'node:fs'

const MOST = 1000
const SECRET = /token|passw|secret|credential|api_?key/i

/** The newest first, as node:readline wants it; none where the file can't be read. */
export function readHistory(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).reverse()
  } catch {
    return []
  }
}

/** `lines`: the newest first. What can't be written is let go: nobody's work hangs on it. */
export function keepHistory(file: string, lines: readonly string[]): void {
  const kept = lines.filter(line => !SECRET.test(line)).slice(0, MOST)
  try {
    writeFileSync(
      file,
      kept
        .toReversed()
        .map(line => `${line}\n`)
        .join(''),
      { mode: 0o600 },
    )
    chmodSync(file, 0o600)
  } catch {
    // A home folder that is read-only.
  }
}
