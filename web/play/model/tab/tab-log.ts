// The newest entries of the log, kept for this tab over a reload; never those whose frames let somebody in, or may hold another
// secret: by their schema. JSON lacks some values of bodies: they are written as objects with a name that no field can have.

import type { Frame } from '../../../../protocol/client/index.ts'
import { RESUME, SESSION_OPEN } from '../../../../protocol/kit.ts'
import type { StructType } from '../../../../protocol/sproto/index.ts'
import { keep, recallJson } from '../../../ui/storage.ts'
import type { Entry, EntryKind, Log } from '../log.ts'
import type { Protocols } from '../protocols.ts'

const KEY = 'log'
/** Entries, and characters, that are kept at most. */
const MOST = 500
const ROOM = 500_000
const SECRET: ReadonlySet<string> = new Set(['login', SESSION_OPEN, RESUME])
const SECRET_FIELD = /token|passw|secret|ticket|credential/i
/** The name of the entry that stands behind those of an earlier load. */
const RELOADED = 'reloaded'

interface Kept {
  log: Log
  readonly protocols: Protocols
  readonly connections: readonly { id: number }[]
}

/** Shows what was kept, and keeps what is there when the page is left. */
export function keepLog(page: Kept): void {
  const entries = (recallJson(KEY, isTexts, 'tab') ?? []).flatMap(read)
  const here = page.connections.map(({ id }) => id)
  const earlier = entries.map(entry => ({
    ...entry,
    connection: here[entry.connection] ?? 0,
    isEarlier: true,
  }))
  const mark = {
    kind: 'state',
    name: RELOADED,
    connection: 0,
    at: Date.now(),
    frame: undefined,
    text: '',
  } as const
  if (earlier.length > 0) page.log.restore([...earlier, { ...mark, id: 0 }])
  window.addEventListener('pagehide', () => keep(KEY, JSON.stringify(write(page)), 'tab'))
}

/** The newest that there is room for, each with the place of its connection. */
function write({ log: { entries }, protocols, connections }: Kept): string[] {
  const ids = connections.map(({ id }) => id)
  const texts: string[] = []
  let left = ROOM
  for (let i = entries.length - 1; i >= 0 && texts.length < MOST; i--) {
    const entry = entries[i]!
    const connection = ids.indexOf(entry.connection)
    if (connection < 0 || !isKept(entry, protocols)) continue
    const text = JSON.stringify({ ...entry, connection }, replace)
    left -= text.length
    if (left < 0) break
    texts.push(text)
  }
  return texts.reverse()
}

/** What waits for its reply will get none. */
function isKept({ kind, name, reply, failure, frame }: Entry, protocols: Protocols): boolean {
  if (kind === 'beat' || SECRET.has(name) || (frame && isSecret(frame, protocols))) return false
  return kind !== 'request' || reply !== undefined || failure !== undefined
}

/** What nobody can read may be anything. */
function isSecret({ name = '', kind }: Frame, protocols: Protocols): boolean {
  const message = protocols.find(name)
  return !message || kind === 'unreadable' || hasSecret(message.request) || hasSecret(message.response)
}

function hasSecret(type: StructType | undefined, seen = new Set<StructType>()): boolean {
  if (!type || seen.has(type)) return false
  seen.add(type)
  return type.fields.some(field => SECRET_FIELD.test(field.name) || hasSecret(field.type, seen))
}

/** Nothing of what another version of the page, or somebody's hand, has written. */
function read(text: string): Entry[] {
  try {
    const entry: unknown = JSON.parse(text, revive)
    return isEntry(entry) ? [entry] : []
  } catch {
    return []
  }
}

function isEntry(value: unknown): value is Entry {
  const { kind, name, at, text, connection, frame, reply } = (value ?? {}) as Partial<Entry>
  if (!KINDS.includes(kind!) || (kind === 'state' && !STATES.includes(name!))) return false
  if (typeof name !== 'string' || typeof text !== 'string' || typeof connection !== 'number') return false
  return typeof at === 'number' && [frame, reply].every(isFrame)
}

const KINDS: EntryKind[] = ['request', 'send', 'push', 'error', 'close', 'state', 'panel']
const STATES = ['open', 'connecting', 'login', 'waiting', 'closed']

const isFrame = (frame: Frame | undefined): boolean =>
  frame === undefined || typeof frame?.data === 'string' || frame?.data instanceof Uint8Array

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
