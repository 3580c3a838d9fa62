// The views of worlds that one client watches: which room each is of, and what its connection has to say there. It keeps true: once a
// client has come back by another socket, it is sent no patch that was made before the world heard of that.

import type { Address } from '../../core/address.ts'
import type { ViewReport } from './view-reports.ts'

export type Tell = (room: Address, report: ViewReport) => void

export class Watched {
  readonly #connection: number
  readonly #tell: Tell
  /** By the number that clients know a view by. */
  readonly #rooms = new Map<number, Address>()
  /** Views whose worlds have not heard yet what the client may have missed. */
  readonly #stale = new Set<number>()
  #isBehind = false

  constructor(connection: number, tell: Tell) {
    this.#connection = connection
    this.#tell = tell
  }

  watch(view: number, room: Address): void {
    this.#rooms.set(view, room)
    this.#stale.delete(view)
    if (this.#isBehind) this.#tell(room, ['behind', this.#connection, true])
  }

  unwatch(view: number): void {
    this.#rooms.delete(view)
    this.#stale.delete(view)
  }

  isCurrent(view: number): boolean {
    return this.#rooms.has(view) && !this.#stale.has(view)
  }

  /** Inputs for what it does not watch are nobody's. */
  input(view: number | undefined, body: object): void {
    const room = this.#rooms.get(view ?? 0)
    if (room !== undefined) this.#tell(room, ['input', this.#connection, body])
  }

  seen(view: number | undefined, applied: number): void {
    const room = this.#rooms.get(view ?? 0)
    if (room !== undefined) this.#tell(room, ['seen', this.#connection, applied])
  }

  /** The client goes on by another socket. */
  missed(isNew: boolean): void {
    this.#isBehind = false
    for (const [view, room] of this.#rooms) {
      this.#stale.add(view)
      this.#tell(room, ['missed', this.#connection, isNew])
    }
  }

  setBehind(isBehind: boolean): void {
    if (this.#isBehind === isBehind) return
    this.#isBehind = isBehind
    for (const room of this.#rooms.values()) this.#tell(room, ['behind', this.#connection, isBehind])
  }
}
