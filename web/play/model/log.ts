// Everything that happened on all connections, newest last: an exchange (a request and its reply) is one entry, a
// push, an error, a change of the connection another. It holds the last 10 000; it may grow by some hundreds a frame,
// so entries are told to the page in one go (Store) and the filter looks at each entry once, and again when it is settled.

import type { Frame, ResumedEvent } from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'

/** `beat`: what the client tells the server by itself, heartbeats and how many frames have come; `panel`: what the page's own panels ask. */
export type EntryKind = 'request' | 'send' | 'push' | 'error' | 'close' | 'state' | 'beat' | 'panel'

/** What is shown or hidden as one. */
export type EntryClass = 'request' | 'push' | 'error' | 'state' | 'beat' | 'panel'

export interface Failure {
  code: string
  message: string
}

export interface Entry {
  /** Counts up from 1 over the life of the page; not above 0: of an earlier load of it. */
  readonly id: number
  readonly kind: EntryKind
  /** Of the connection. */
  readonly connection: number
  /** Message name; the close code or the new state for those kinds. */
  readonly name: string
  /** ms since 1970. */
  readonly at: number
  /** What was sent; of a push, what came. */
  readonly frame: Frame | undefined
  /** Of a request: what came back. */
  reply?: Frame
  /** Why there will be no reply: refused, a time-out, a lost connection. */
  failure?: Failure
  /** In words: of errors, closes and states. */
  readonly text: string
  /** Of a close: how often it was tried to come back, in vain. */
  tries?: number
  /** Of a connection that is open again: what came of the time without one. */
  readonly back?: ResumedEvent
  /** It goes on with the session that it had before the page was loaded again. */
  readonly isReloaded?: boolean
  /** Of a close: the page's user has ended it. */
  readonly isWanted?: boolean
  /** Of an earlier load of the page. */
  readonly isEarlier?: boolean
}

export interface LogFilter {
  text: string
  /** What is not shown. */
  hidden: ReadonlySet<EntryClass>
  connection: number | undefined
}

const LIMIT = 10_000
/** Old entries go in blocks: moving ten thousand for each new one would be felt. */
const BLOCK = 500

const OPEN: LogFilter = { text: '', hidden: new Set(['beat', 'panel']), connection: undefined }

const CLASSES: Record<EntryKind, EntryClass> = {
  request: 'request',
  send: 'request',
  push: 'push',
  error: 'error',
  close: 'state',
  state: 'state',
  beat: 'beat',
  panel: 'panel',
}

/** A request that was answered with an error is an error; but what a panel asks is a panel's, however it ended: the panel tells
 * of it. A heartbeat that was under way when its connection ended is none: the end is told. */
export function classOf({ kind, failure }: Entry): EntryClass {
  const isTold = kind === 'panel' || (kind === 'beat' && failure?.code === 'CLOSED')
  return failure && !isTold ? 'error' : CLASSES[kind]
}

export class Log extends Store {
  #entries: Entry[] = []
  #shown: Entry[] = []
  #filter = OPEN
  #isPaused = false
  #held: Entry[] = []
  #count = 0

  /** All that is kept, oldest first. */
  get entries(): readonly Entry[] {
    return this.#entries
  }

  /** What passes the filter, oldest first. */
  get shown(): readonly Entry[] {
    return this.#shown
  }

  get filter(): LogFilter {
    return this.#filter
  }

  get isPaused(): boolean {
    return this.#isPaused
  }

  /** Entries that came while it was paused. */
  get held(): number {
    return this.#held.length
  }

  add(entry: Omit<Entry, 'id'>): Entry {
    this.#count += 1
    const added = { ...entry, id: this.#count }
    if (this.#isPaused) this.#hold(added)
    else this.#append(added)
    this.changed()
    return added
  }

  /** Puts entries of an earlier load of the page before all others. */
  restore(entries: readonly Entry[]): void {
    const earlier = entries.map((entry, i) => ({ ...entry, id: i + 1 - entries.length }))
    this.#entries = [...earlier, ...this.#entries]
    this.setFilter({})
  }

  /** Tells that `entry` got its reply, its failure or another try: it may pass the filter now, or no longer. */
  updated(entry: Entry): void {
    const at = placeOf(this.#shown, entry.id)
    const isShown = this.#shown[at] === entry
    const isKept = !(this.#held[0] && this.#held[0].id <= entry.id) && entry.id >= (this.#entries[0]?.id ?? 0)
    if (isShown && !this.#passes(entry)) this.#shown.splice(at, 1)
    else if (!isShown && isKept && this.#entries.length > 0 && this.#passes(entry))
      this.#shown.splice(at, 0, entry)
    this.changed()
  }

  setFilter(filter: Partial<LogFilter>): void {
    this.#filter = { ...this.#filter, ...filter }
    this.#shown = this.#entries.filter(entry => this.#passes(entry))
    this.changed()
  }

  /** Shows everything but what is hidden at first. */
  resetFilter(): void {
    this.setFilter(OPEN)
  }

  pause(isPaused: boolean): void {
    this.#isPaused = isPaused
    if (!isPaused) for (const entry of this.#held.splice(0)) this.#append(entry)
    this.changed()
  }

  /** The returned function takes it back: what came since stays behind what was there. */
  clear(): () => void {
    const entries = [...this.#entries, ...this.#held]
    this.#entries = []
    this.#shown = []
    this.#held = []
    this.changed()
    return () => {
      this.#entries = [...entries, ...this.#entries].slice(-LIMIT)
      this.setFilter({})
    }
  }

  #hold(entry: Entry): void {
    this.#held.push(entry)
    if (this.#held.length > LIMIT) this.#held.splice(0, BLOCK)
  }

  #append(entry: Entry): void {
    this.#entries.push(entry)
    if (this.#passes(entry)) this.#shown.push(entry)
    if (this.#entries.length < LIMIT + BLOCK) return
    const oldest = this.#entries[BLOCK]!.id
    this.#entries.splice(0, BLOCK)
    this.#shown.splice(0, placeOf(this.#shown, oldest))
  }

  #passes(entry: Entry): boolean {
    const { text, hidden, connection } = this.#filter
    if (connection !== undefined && entry.connection !== connection) return false
    if (hidden.has(classOf(entry))) return false
    return text === '' || searchText(entry).includes(text.toLowerCase())
  }
}

/** Where the entry `id` is or would be, in a list by ids. */
function placeOf(entries: readonly Entry[], id: number): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle]!.id < id) low = middle + 1
    else high = middle
  }
  return low
}

/** What the text filter looks into: name, words, and text frames as they are. */
function searchText(entry: Entry): string {
  const bodies = [entry.frame?.body, entry.reply?.body].filter(body => body !== undefined)
  const plain = JSON.stringify(bodies, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value instanceof Map ? [...value] : value,
  )
  return `${entry.name} ${entry.text} ${entry.failure?.code ?? ''} ${plain}`.toLowerCase()
}

/** Bytes on the wire. */
export const sizeOf = (frame: Frame | undefined): number =>
  frame === undefined ? 0 : typeof frame.data === 'string' ? utf8Length(frame.data) : frame.data.length

function utf8Length(text: string): number {
  let length = text.length
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit > 0x7f) length += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return length
}
