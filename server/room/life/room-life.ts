// The life of one room; RoomService is its mailbox.
//
//   opening ──open()──▶ open ──close()──▶ closing ──its next message──▶ ended
//      └──close() in onCreate──▶ closing     │
//                      open, closing ──retire(), its thread ends──▶ retired
//
// opening: the history is read, onCreate runs · open: members come and go, ticks run; empty for its grace time, it closes ·
// closing: nobody can join · ended: nothing of it is left in gates, services or the directory · retired: nothing is said any
// more, and everything said is in the store; the directory hears of the thread, not of the room.

import type { AnyRoom } from '../define-room.ts'
import { HookHost } from './hook-host.ts'
import { FIRST_GRACE, Members } from './members.ts'
import { RoomParts, type RoomServiceHost } from './room-parts.ts'
import { Ticker } from './ticker.ts'

export type ClosingReason = 'closed' | 'failed'

export class RoomLife {
  readonly parts: RoomParts
  readonly room: AnyRoom
  readonly members: Members
  /** Tells members and posts, as the hooks do. */
  readonly hookHost: HookHost
  readonly #host: RoomServiceHost
  #state: 'opening' | 'open' | 'closing' | 'ended' | 'retired' = 'opening'
  #ticker: Ticker | undefined
  #cancelGrace: (() => void) | undefined

  constructor(host: RoomServiceHost) {
    this.#host = host
    this.parts = new RoomParts(host, { onTooManyFaults: () => this.close('failed') })
    this.hookHost = new HookHost({
      parts: this.parts,
      kick: member => this.members.remove(member, 'kicked'),
      close: () => this.close(),
    })
    this.room = new this.parts.definition.room(this.hookHost as never)
    this.members = new Members({
      parts: this.parts,
      room: this.room,
      hookHost: this.hookHost,
      onOccupied: () => this.#endGrace(),
      onLeft: () => this.#closeIfEmptyAfter(host.deps.config.emptyGrace),
    })
  }

  /** Rejects with what onCreate throws. */
  async open(): Promise<void> {
    const { history, hooks, record, definition } = this.parts
    await history.load()
    await hooks.run('onCreate', () => this.room.onCreate(record.options as never))
    if (this.#state === 'opening') this.#state = 'open'
    if (definition.tick !== undefined) this.#startTicker(definition.tick)
    this.#closeIfEmptyAfter(Math.max(FIRST_GRACE, this.#host.deps.config.emptyGrace))
  }

  /** Nobody can join, and nothing can be said any more. */
  get isEnding(): boolean {
    return this.#state !== 'opening' && this.#state !== 'open'
  }

  /** Ends the room as its next message. */
  close(reason: ClosingReason = 'closed'): void {
    if (this.isEnding) return
    this.#state = 'closing'
    this.#host.directory.send.closing(this.parts.record.id, this.#host.address)
    this.#host.after(0, () => this.#end(reason))
  }

  /** The thread ends: resolves when everything said is in the store, or in the log. */
  retire(): Promise<void> {
    if (!this.isEnding) this.#state = 'retired'
    this.#ticker?.stop()
    return this.parts.history.end()
  }

  #startTicker(period: number): void {
    const { after, log } = this.#host
    const tick = async (dt: number) => {
      await this.parts.hooks.runQuietly('onTick', () => this.room.onTick(dt))
    }
    this.#ticker = new Ticker({ period, after, log, tick })
  }

  #closeIfEmptyAfter(ms: number): void {
    const { members } = this.parts
    if (members.size > 0 || this.#host.seed.isKept || this.#cancelGrace) return
    this.#cancelGrace = this.#host.after(ms, () => {
      if (members.size === 0) this.close()
    })
  }

  #endGrace(): void {
    this.#cancelGrace?.()
    this.#cancelGrace = undefined
  }

  async #end(reason: ClosingReason): Promise<void> {
    const { id } = this.parts.record
    this.#ticker?.stop()
    this.hookHost.broadcast('room_closed', { room: id, reason })
    await this.members.close()
    await this.parts.hooks.runQuietly('onDispose', () => this.room.onDispose())
    await this.#forget()
    this.#state = 'ended'
    this.#host.directory.send.disposed(id, this.#host.address)
    this.#host.exit()
  }

  async #forget(): Promise<void> {
    try {
      await this.parts.history.drop()
    } catch (error) {
      this.#host.log.warn({ err: error }, 'a room that has ended could not be removed from the store')
    }
  }
}
