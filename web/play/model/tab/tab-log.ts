// The newest entries of the log, kept for this tab over a reload; never those whose frames let somebody in. JSON lacks some values
// of bodies: they are written as objects with a name that no field can have.

import { RESUME, SESSION_OPEN } from '../../../../protocol/kit.ts'
import { keep, recallJson } from '../../../ui/storage.ts'
import type { Entry, Log } from '../log.ts'

const KEY = 'log'
/** Entries, and characters, that are kept at most. */
const MOST = 500
const ROOM = 500_000
const SECRET: ReadonlySet<string> = new Set(['login', SESSION_OPEN, RESUME])

/** Shows what was kept, and keeps what is there when the page is left. `ids`: of the connections, by their places. */
export function keepLog(log: Log, ids: () => readonly number[]): void {
  const kept = recallJson(KEY, isTexts, 'tab') ?? []
  const entries = kept.map(text => JSON.parse(text, revive) as Entry)
  const here = ids()
  log.restore(entries.map(entry => ({ ...entry, connection: here[entry.connection] ?? 0 })))
  window.addEventListener('pagehide', () => keep(KEY, JSON.stringify(write(log.entries, ids())), 'tab'))
}

/** The newest that there is room for, each with the place of its connection. */
function write(entries: readonly Entry[], ids: readonly number[]): string[] {
  const texts: string[] = []
  let left = ROOM
  for (let i = entries.length - 1; i >= 0 && texts.length < MOST; i--) {
    const entry = entries[i]!
    const connection = ids.indexOf(entry.connection)
    if (connection < 0 || !isKept(entry)) continue
    const text = JSON.stringify({ ...entry, connection }, replace)
    left -= text.length
    if (left < 0) break
    texts.push(text)
  }
  return texts.reverse()
}

/** What waits for its reply will get none. */
function isKept({ kind, name, reply, failure }: Entry): boolean {
  if (kind === 'beat' || SECRET.has(name)) return false
  return kind !== 'request' || reply !== undefined || failure !== undefined
}

function replace(this: unknown, _: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { $whole: String(value) }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) }
  if (value instanceof Uint8Array)
    return { $bytes: btoa(Array.from(value, byte => String.fromCharCode(byte)).join('')) }
  if (value instanceof Map) return { $map: [...value] }
  return value
}

function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { $whole, $number, $bytes, $map } = value as Record<string, never>
  if ($whole !== undefined) return BigInt($whole)
  if ($number !== undefined) return Number($number)
  if ($bytes !== undefined) return Uint8Array.from(atob($bytes), letter => letter.charCodeAt(0))
  return $map === undefined ? value : new Map($map)
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(each => typeof each === 'string')
