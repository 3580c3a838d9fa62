// Who is to hear of the end of a service, on one thread. It keeps true: a listener is told once, and of a service that has
// ended already too; of one that goes on elsewhere when it ends there; what a service listens to ends with it.
//
// The thread of the service knows the lives of the threads where somebody listens, and tells each of them once.

import { type Address, LAUNCHER, lifeOf, makeAddress } from '../address.ts'

/** `failed`: it has started again too often, or may not · `lost`: its thread has ended. */
export type End = 'ended' | 'failed' | 'lost'

export type EndListener = (how: End) => void

/** What it needs of its thread. */
export interface EndingsHost {
  readonly life: number
  /** Whether this service of the thread has not ended. */
  has(address: Address): boolean
  /** Where this service of the thread goes on; undefined for one that has not moved. */
  movedTo(address: Address): Address | undefined
  isConnected(life: number): boolean
  send(address: Address, command: string, args: unknown[]): void
}

interface Entry {
  address: Address
  readonly listener: EndListener
  /** The service that listens. */
  readonly owner: Address | undefined
}

export class Endings {
  readonly #host: EndingsHost
  readonly #entries = new Map<Address, Set<Entry>>()
  readonly #owned = new Map<Address, Set<Entry>>()
  /** Of services here: the lives of the threads that listen. */
  readonly #watchers = new Map<Address, Set<number>>()

  constructor(host: EndingsHost) {
    this.#host = host
  }

  /** Returns what ends it. */
  add(address: Address, listener: EndListener, owner?: Address): () => void {
    const entry = { address: this.#host.movedTo(address) ?? address, listener, owner }
    if (owner !== undefined) addTo(this.#owned, owner, entry)
    this.#listen(entry)
    return () => void this.#remove(entry)
  }

  /** The thread with this life listens to a service here. */
  addWatcher(address: Address, life: number): void {
    const to = this.#host.movedTo(address)
    if (to !== undefined) this.#host.send(makeAddress(life, LAUNCHER), 'moved', [address, to])
    else if (this.#host.has(address)) addTo(this.#watchers, address, life)
    else this.#tellThread(life, address, 'ended')
  }

  /** A service has ended, here or, as its thread says, there. */
  tell(address: Address, how: End): void {
    for (const entry of [...(this.#entries.get(address) ?? [])]) this.#tellOne(entry, how)
    for (const life of this.#watchers.get(address) ?? []) this.#tellThread(life, address, how)
    this.#watchers.delete(address)
  }

  /** A service goes on as `to`, whose end is what counts. */
  follow(address: Address, to: Address): void {
    for (const entry of [...(this.#entries.get(address) ?? [])]) {
      removeFrom(this.#entries, address, entry)
      entry.address = to
      this.#listen(entry)
    }
    for (const life of this.#watchers.get(address) ?? [])
      if (this.#host.isConnected(life)) this.#host.send(makeAddress(life, LAUNCHER), 'moved', [address, to])
    this.#watchers.delete(address)
  }

  /** The thread with this life has ended. */
  lose(life: number): void {
    for (const address of [...this.#entries.keys()]) if (lifeOf(address) === life) this.tell(address, 'lost')
    for (const lives of this.#watchers.values()) lives.delete(life)
  }

  /** This service listens to nothing any more. */
  forget(owner: Address): void {
    for (const entry of [...(this.#owned.get(owner) ?? [])]) this.#remove(entry)
  }

  #listen(entry: Entry): void {
    const { address } = entry
    const isFirst = !this.#entries.has(address)
    addTo(this.#entries, address, entry)
    const gone = this.#isGone(address)
    // Later, as whoever asks is not told in the middle of that.
    if (gone) queueMicrotask(() => this.#tellOne(entry, gone))
    else if (isFirst) this.#watch(address)
  }

  #isGone(address: Address): End | undefined {
    const life = lifeOf(address)
    if (life === this.#host.life) return this.#host.has(address) ? undefined : 'ended'
    return this.#host.isConnected(life) ? undefined : 'lost'
  }

  /** The thread of a service elsewhere is to tell of its end. */
  #watch(address: Address): void {
    const { life } = this.#host
    if (lifeOf(address) !== life)
      this.#host.send(makeAddress(lifeOf(address), LAUNCHER), 'watch', [address, life])
  }

  #tellOne(entry: Entry, how: End): void {
    if (this.#remove(entry)) entry.listener(how)
  }

  #tellThread(life: number, address: Address, how: End): void {
    if (this.#host.isConnected(life)) this.#host.send(makeAddress(life, LAUNCHER), 'ended', [address, how])
  }

  /** False when it was removed before. */
  #remove(entry: Entry): boolean {
    if (entry.owner !== undefined) removeFrom(this.#owned, entry.owner, entry)
    return removeFrom(this.#entries, entry.address, entry)
  }
}

function addTo<T>(sets: Map<Address, Set<T>>, key: Address, value: T): void {
  const known = sets.get(key)
  if (known) known.add(value)
  else sets.set(key, new Set([value]))
}

function removeFrom<T>(sets: Map<Address, Set<T>>, key: Address, value: T): boolean {
  const known = sets.get(key)
  const wasThere = known?.delete(value) === true
  if (known?.size === 0) sets.delete(key)
  return wasThere
}
