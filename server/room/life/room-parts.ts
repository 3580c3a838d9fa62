// What one room is made of, shared by its members, its hooks and its life: the record and who may do what, history, hooks,
// the members and the way to them, what it owes, the reports to the directory. It keeps true: what lasts of a stored room is in its record.

import type { RoomInfo } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import type { Logger } from '../../core/log/log.ts'
import type { ForkedWork } from '../../core/service/parts/forks.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { RoomRecord } from '../../store/room-store.ts'
import type { RoomDefinition } from '../define-room.ts'
import { firstIssue, namesOf } from '../options.ts'
import { type Reporter, type RoomDeps, type RoomSeed, topicOfRoom } from '../room-messages.ts'
import { Access } from './access.ts'
import { Debts } from './debts.ts'
import { FanOut } from './fan-out.ts'
import { History } from './history.ts'
import { HookRunner } from './hook-runner.ts'
import { MemberList, type PresentMember } from './member-list.ts'
import { RecordKeeper } from './record-keeper.ts'
import { Reports } from './reports.ts'

/** What a room is given by the service that it belongs to. */
export interface RoomServiceHost {
  seed: RoomSeed
  deps: RoomDeps
  address: Address
  log: Logger
  node: ServiceScope
  directory: Ref<Reporter>
  /** What the thread has for services. */
  reach: unknown
  after(ms: number, work: () => unknown): () => void
  every(ms: number, work: () => unknown): () => void
  fork(work: ForkedWork): void
  /** Counts an error of a hook. */
  noteFailure(hook: string, error: unknown): void
  /** Ends the service after the message it is handling. */
  exit(): void
}

/** ms until a record that could not be stored is stored again. */
const KEEP_AGAIN = 5000

export class RoomParts {
  readonly host: RoomServiceHost
  readonly record: RoomRecord
  /** Of the version of the game's code that the room runs. */
  definition: RoomDefinition
  readonly access: Access
  readonly history: History
  readonly hooks: HookRunner
  readonly members = new MemberList()
  readonly fanOut: FanOut
  readonly reports: Reports
  readonly debts: Debts
  /** The state of a world that lasts, as it is to be stored, and as it is. */
  #world: string | undefined
  #storedWorld: string | undefined
  readonly #keeper: RecordKeeper

  constructor(host: RoomServiceHost, { onTooManyFaults }: { onTooManyFaults(): void }) {
    const { seed, deps, log, address } = host
    this.host = host
    this.record = seed.record
    this.definition = deps.kinds[seed.record.kind]!
    this.access = new Access(seed.record, deps.config.moderators, (uid, wrong) =>
      log.warn({ uid, wrong }, 'wrong room password'),
    )
    this.history = this.#createHistory()
    this.hooks = new HookRunner(log, {
      timeout: deps.config.hookTimeout,
      onTooMany: onTooManyFaults,
      onError: (hook, error) => host.noteFailure(hook, error),
      isPaying: () => !this.debts.isEmpty,
    })
    this.fanOut = new FanOut(deps.outbox, this.members, topicOfRoom(address))
    this.reports = new Reports(host, () => this.info)
    this.#keeper = new RecordKeeper(
      () => ({
        ...{ ...this.record, ...this.access.lasting(this.now()), ...this.debts.lasting },
        ...(this.#world !== undefined && { world: this.#world }),
      }),
      record => deps.history.putRoom(record),
    )
    this.debts = this.#createDebts()
  }

  /** ms since 1970. */
  now(): number {
    return this.host.deps.clock.now()
  }

  get info(): RoomInfo {
    const { id, kind, name, maxMembers } = this.record
    const { isLocked, password } = this.access
    return {
      id,
      kind,
      name,
      members: this.members.size,
      max_members: maxMembers,
      is_locked: isLocked,
      is_private: password !== '',
    }
  }

  /** False once it has left, or was replaced by another connection of that player. */
  isIn(member: PresentMember): boolean {
    return this.members.get(member.uid) === member
  }

  /** Sends what was said now, ahead of the answer that follows. */
  flush(): void {
    this.host.deps.outbox.flush()
  }

  /** Stores the record: lock, password, moderators or mutes have changed. */
  async keep(): Promise<void> {
    this.reports.changed()
    if (this.#isStored) await this.#keeper.keep()
  }

  /** Resolves when the state of a world that lasts is stored; what is stored already is not written again. */
  async keepWorld(text: string): Promise<void> {
    if (text === this.#storedWorld) return
    this.#world = text
    await this.#keeper.keep()
    this.#storedWorld = text
  }

  /** The same after a change by a hook: nobody waits for it, so it is tried until it is stored. */
  async keepEventually(): Promise<void> {
    try {
      await this.keep()
    } catch (error) {
      this.host.log.warn({ err: error }, 'the record of a room could not be stored; retrying')
      this.host.after(KEEP_AGAIN, () => this.keepEventually())
    }
  }

  /** Changes a role by a payment of this kind. Throws TypeError for one that the kind does not have, or data that does not
   * fit it. */
  async pay(uid: string, name: string, data: unknown): Promise<void> {
    const { pays } = this.definition
    if (!Object.hasOwn(pays, name)) throw new TypeError(`pay: expected ${namesOf(pays)}, got "${name}"`)
    const checked = pays[name]!.data?.safeParse(data)
    if (checked?.error) throw new TypeError(`pay of "${name}": ${firstIssue('data', checked.error)}`)
    await this.debts.add(uid, name, data)
  }

  /** The end of the room: nothing of it is left in the store, or will be. */
  async forget(): Promise<void> {
    await this.#keeper.drop()
    await this.history.drop()
  }

  get #isStored(): boolean {
    return this.definition.history === 'stored'
  }

  #createDebts(): Debts {
    const { deps, log } = this.host
    const { kind, id, life = id } = this.record
    return new Debts({
      record: this.record,
      sender: `room/${life}`,
      payOnce: (sender, debt) => deps.payOnce({ room: this.host.address, kind, sender, debt }),
      keep: this.#isStored ? () => this.#keeper.keep() : undefined,
      log,
    })
  }

  #createHistory(): History {
    const { deps, log, seed } = this.host
    const { history = 'memory' } = this.definition
    return new History({
      room: seed.record.id,
      limit: history === 'none' ? 0 : deps.config.history,
      store: history === 'stored' ? deps.history : undefined,
      log,
    })
  }
}
