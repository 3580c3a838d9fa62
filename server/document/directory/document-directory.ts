// Where the documents of services are: `.documents` on main. It opens one where it belongs (by a hash of its id over the threads
// that serve), and gives everybody its address. It calls the threads' ThreadDocuments, which only send to it. It keeps true: a
// document is open on one thread of this node at a time; another opens it only after it is saved. Across nodes its epoch does.
//
//   (none) ── open ──▶ opening ──▶ open ── mayClose, closing ──▶ closing ── closed ──▶ (none)
//      └───── hold, by a service that keeps a state ──▶┘

import { type Address, lifeOf } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { endsWithin } from '../../core/patience.ts'
import type { Ref } from '../../core/service/ref.ts'
import { Service } from '../../core/service/service.ts'
import { createDeferred, type Deferred } from '../../lib/deferred.ts'
import { hashText } from '../../lib/hash-text.ts'
import { checkId } from '../move/move.ts'
import { documentsName, keyOf } from '../names.ts'
import { Rounds } from '../rounds.ts'
import type { ThreadDocuments } from '../service/thread-documents.ts'

export interface DocumentDirectoryOptions {
  /** Of the game. */
  kinds: readonly string[]
  /** Those of threads that serve. */
  slots(): readonly number[]
  /** The life of the thread in this slot; undefined when there is none. */
  lifeIn(slot: number): number | undefined
  /** ms, of a clock that only goes forward. */
  ticks(): number
}

/** Where an open document is. */
export interface DocumentAt {
  slot: number
  address: Address
}

export interface DocumentRow {
  kind: string
  id: string
  thread: number
  idle: number
}

interface Entry {
  kind: string
  id: string
  slot: number
  opened: Promise<Address>
  address: Address | undefined
  askedAt: number
  /** While it closes. */
  closed: Deferred<void> | undefined
}

/** ms that opening may take: a start may have to be waited for. */
const OPEN_WITHIN = 10_000
/** ms that one that closes is waited for; less than the 5 s of a call. */
const CLOSE_WITHIN = 4000

export class DocumentDirectory extends Service<DocumentDirectoryOptions> {
  static concurrent = true
  readonly #entries = new Map<string, Entry>()
  readonly #flushes = new Map<string, Rounds>()
  /** By slot, with its life: a ref to open by. */
  readonly #threads = new Map<number, { life: number; thread: Ref<ThreadDocuments> }>()

  /** Throws DOCUMENT_NOT_FOUND, TRY_AGAIN, or what its service's onStart throws. */
  async open(kind: string, id: string): Promise<Address> {
    return (await this.locate(kind, id)).address
  }

  /** The same, with its thread. */
  async locate(kind: string, id: string): Promise<DocumentAt> {
    this.#check(kind, id)
    const key = keyOf(kind, id)
    if (this.#entries.get(key)?.closed) await this.#untilClosed(key)
    const entry = this.#entries.get(key) ?? this.#openEntry(kind, id)
    entry.askedAt = this.options.ticks()
    return { slot: entry.slot, address: await entry.opened }
  }

  /** The thread on which a document would be. */
  slotOf(kind: string, id: string): number {
    this.#check(kind, id)
    return this.#slotFor(kind, id)
  }

  #slotFor(kind: string, id: string): number {
    const slots = this.options.slots()
    const slot = slots[hashText(keyOf(kind, id)) % slots.length]
    if (slot === undefined) throw new AppError('THREAD_LOST', 'no thread can take a document')
    return slot
  }

  /** Ends the document's service, if there is one. Resolves when everything is saved. */
  async close(kind: string, id: string): Promise<void> {
    const entry = this.#entries.get(keyOf(kind, id))
    if (!entry) return
    await entry.opened.catch(() => undefined)
    await this.#thread(entry.slot, CLOSE_WITHIN).then(thread => thread.call.close(kind, id))
  }

  /** Saves everything that has changed until now in documents of this kind, on all threads. */
  flush(kind: string): Promise<void> {
    const rounds = this.#flushes.get(kind) ?? new Rounds(() => this.#flushAll(kind))
    this.#flushes.set(kind, rounds)
    return rounds.next()
  }

  // From the threads.

  /** Whether nobody has asked where it is for `idle` ms; then nobody is told any more. */
  mayClose(kind: string, id: string, idle: number): boolean {
    const entry = this.#entries.get(keyOf(kind, id))
    if (!entry || entry.closed) return true
    if (this.options.ticks() - entry.askedAt < idle) return false
    entry.closed = createDeferred()
    return true
  }

  /** A service that runs already takes a document for itself. Throws NAME_TAKEN where another one has it, TRY_AGAIN where that is
   * not saved. */
  async hold(kind: string, id: string, { slot, address }: DocumentAt): Promise<void> {
    checkId(id)
    const key = keyOf(kind, id)
    await this.#untilClosed(key)
    const { ticks, lifeIn } = this.options
    const known = this.#entries.get(key)
    if (known && lifeIn(known.slot) === lifeOf(known.address ?? address))
      throw new AppError('NAME_TAKEN', `the name ${id} is taken`)
    const opened = Promise.resolve(address)
    this.#entries.set(key, { kind, id, slot, opened, address, askedAt: ticks(), closed: undefined })
  }

  /** Its service takes no messages any more. */
  async closing(kind: string, id: string, address: Address): Promise<void> {
    const entry = await this.#entryAt(keyOf(kind, id), address)
    if (entry) entry.closed ??= createDeferred()
  }

  async closed(kind: string, id: string, address: Address): Promise<void> {
    const entry = await this.#entryAt(keyOf(kind, id), address)
    if (entry) this.#drop(entry)
  }

  /** From main: the thread with this life has ended, and what was there is nowhere. */
  lost(life: number): void {
    for (const entry of [...this.#entries.values()])
      if (entry.address !== undefined && lifeOf(entry.address) === life) this.#drop(entry)
  }

  // For operators.

  count(): { kind: string; open: number }[] {
    const counts = new Map(this.options.kinds.map(kind => [kind, { kind, open: 0 }]))
    for (const { kind } of this.#entries.values()) {
      const row = counts.get(kind) ?? { kind, open: 0 }
      counts.set(kind, { kind, open: row.open + 1 })
    }
    return [...counts.values()]
  }

  /** A page of those of one kind that are open, in the order of their opening. */
  look(kind: string, from: number, limit: number): { rows: DocumentRow[]; total: number } {
    const open = [...this.#entries.values()].filter(entry => entry.kind === kind)
    const now = this.options.ticks()
    const rows = open.slice(from, from + limit).map(({ id, slot, askedAt }) => ({
      kind,
      id,
      thread: slot,
      idle: Math.round(now - askedAt),
    }))
    return { rows, total: open.length }
  }

  /** The slot of an open document. */
  threadOf(kind: string, id: string): number | undefined {
    return this.#entries.get(keyOf(kind, id))?.slot
  }

  #check(kind: string, id: string): void {
    checkId(id)
    const { kinds } = this.options
    if (!kinds.includes(kind))
      throw new AppError('BAD_MESSAGE', `kind: expected one of ${kinds.join(', ') || '(none)'}, got ${kind}`)
  }

  /** A thread may tell of an end before its answer to the opening is heard. */
  async #entryAt(key: string, address: Address): Promise<Entry | undefined> {
    const entry = this.#entries.get(key)
    if (entry && entry.address === undefined) await entry.opened.catch(() => undefined)
    return entry?.address === address ? entry : undefined
  }

  #openEntry(kind: string, id: string): Entry {
    const slot = this.#slotFor(kind, id)
    const opened = this.#threadIn(slot).then(thread => thread.call.open(kind, id))
    const entry: Entry = { kind, id, slot, opened, address: undefined, askedAt: 0, closed: undefined }
    this.#entries.set(keyOf(kind, id), entry)
    opened.then(
      address => this.#onOpened(entry, address),
      () => this.#drop(entry),
    )
    return entry
  }

  #onOpened(entry: Entry, address: Address): void {
    entry.address = address
    entry.askedAt = this.options.ticks()
  }

  async #untilClosed(key: string): Promise<void> {
    for (;;) {
      const closed = this.#entries.get(key)?.closed
      if (!closed) return
      const late = new AppError('TRY_AGAIN', 'the document is being closed')
      await endsWithin(CLOSE_WITHIN, closed.promise, late)
    }
  }

  #drop(entry: Entry): void {
    const key = keyOf(entry.kind, entry.id)
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
    entry.closed?.resolve()
  }

  async #flushAll(kind: string): Promise<void> {
    const flush = async (slot: number) => (await this.#thread(slot, CLOSE_WITHIN)).call.flush(kind)
    await Promise.all(this.options.slots().map(flush))
  }

  async #thread(slot: number, ms: number): Promise<Ref<ThreadDocuments>> {
    return (await this.#threadIn(slot)).within(ms)
  }

  async #threadIn(slot: number): Promise<Ref<ThreadDocuments>> {
    const known = this.#threads.get(slot)
    if (known && known.life === this.options.lifeIn(slot)) return known.thread
    const found = await this.node.query<ThreadDocuments>(documentsName(slot), OPEN_WITHIN)
    const thread = found.within(OPEN_WITHIN)
    this.#threads.set(slot, { life: lifeOf(thread.address), thread })
    return thread
  }
}
