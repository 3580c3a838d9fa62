// The players that operators name, by account or uid: whether they are online, and where.

import type { AgentsService } from '../../agent/agents-service.ts'
import { type Address, lifeOf } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { RoleDocument, RoleStore } from '../../store/role-store.ts'
import type { Login, Watchdog } from '../../watchdog/watchdog.ts'

/** A player who is online, and the thread of its agent. */
export interface OnlinePlayer extends Login {
  slot: number
}

export interface PlayersOptions {
  node: Node
  watchdog: Ref<Watchdog>
  roles: RoleStore
  /** The account that a name stands for which somebody has typed. */
  accountOf(typed: string): string
}

export class Players {
  readonly node: Node
  readonly watchdog: Ref<Watchdog>
  readonly #options: PlayersOptions

  constructor(options: PlayersOptions) {
    this.node = options.node
    this.watchdog = options.watchdog
    this.#options = options
  }

  /** An account before a uid of the same name; undefined when neither is online. */
  async find(name: string): Promise<OnlinePlayer | undefined> {
    const { call } = this.watchdog
    const login = (await call.find({ account: name })) ?? (await call.find({ uid: name }))
    const slot = login && this.node.slotOf(lifeOf(login.agent))
    return login && slot !== undefined ? { ...login, slot } : undefined
  }

  /** Throws NOT_ONLINE. */
  async online(name: string): Promise<OnlinePlayer> {
    const found = await this.find(name)
    if (!found) throw new AppError('NOT_ONLINE', `there is no account and no uid ${name} online`)
    return found
  }

  async isAgent(address: Address): Promise<boolean> {
    const slot = this.node.slotOf(lifeOf(address))
    if (slot === undefined || !this.node.slots.includes(slot)) return false
    const agents = await this.node.query<AgentsService>(`.agents/${slot}`)
    return (await agents.call.look(address)) !== undefined
  }

  /** The stored role; undefined when nobody of this name has ever logged in. */
  async stored(name: string): Promise<RoleDocument | undefined> {
    const { roles, accountOf } = this.#options
    const found = (await roles.find({ acc: name })) ?? (await roles.find({ acc: accountOf(name) }))
    return found ?? roles.find({ uid: name })
  }

  /** The account of a player, online or not; a name that nobody has yet stands for itself. */
  async accountOf(name: string): Promise<string> {
    return (await this.find(name))?.account ?? (await this.stored(name))?.acc ?? this.#options.accountOf(name)
  }

  /** The uid of a player, online or not. Throws BAD_MESSAGE when there is none. */
  async uidOf(name: string): Promise<string> {
    const uid = (await this.find(name))?.uid ?? (await this.stored(name))?._id
    if (uid === undefined) throw new AppError('BAD_MESSAGE', `there is no account and no uid ${name}`)
    return uid
  }
}
