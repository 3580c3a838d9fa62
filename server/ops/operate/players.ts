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

/** What stands for a player because somebody has typed it. */
export interface TypedNames {
  /** The account of a name. */
  accountOf(typed: string): string
  /** With the kit's own accounts: the id of the one that is entered by this name. */
  findByName?(typed: string): Promise<string | undefined>
}

export interface PlayersOptions {
  node: Node
  watchdog: Ref<Watchdog>
  roles: RoleStore
  names: TypedNames
}

/** Of the kit's own accounts. */
const ID = /^\d+$/

export class Players {
  readonly node: Node
  readonly watchdog: Ref<Watchdog>
  readonly #options: PlayersOptions

  constructor(options: PlayersOptions) {
    this.node = options.node
    this.watchdog = options.watchdog
    this.#options = options
  }

  /** An account before a uid of the same name, before the name of an account; undefined when none is online. */
  async find(name: string): Promise<OnlinePlayer | undefined> {
    const { call } = this.watchdog
    const known = (await call.find({ account: name })) ?? (await call.find({ uid: name }))
    const id = known ? undefined : await this.#idOf(name)
    const login = id === undefined ? known : await call.find({ account: id })
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
    const { roles, names } = this.#options
    const found = (await roles.find({ acc: name })) ?? (await roles.find({ acc: names.accountOf(name) }))
    const known = found ?? (await roles.find({ uid: name }))
    const id = known ? undefined : await this.#idOf(name)
    return known ?? (id === undefined ? undefined : roles.find({ acc: id }))
  }

  /** The account of a player, online or not; a name that nobody has yet stands for itself. Throws BAD_MESSAGE for what is no
   * id where accounts have ids. */
  async accountOf(name: string): Promise<string> {
    const known =
      (await this.find(name))?.account ?? (await this.stored(name))?.acc ?? (await this.#idOf(name))
    const { names } = this.#options
    if (known === undefined && names.findByName && !ID.test(name))
      throw new AppError('BAD_MESSAGE', `player: expected the name or the id of an account, got ${name}`)
    return known ?? names.accountOf(name)
  }

  /** The uid of a player, online or not. Throws BAD_MESSAGE when there is none. */
  async uidOf(name: string): Promise<string> {
    const uid = (await this.find(name))?.uid ?? (await this.stored(name))?._id
    if (uid === undefined) throw new AppError('BAD_MESSAGE', `there is no account and no uid ${name}`)
    return uid
  }

  async #idOf(name: string): Promise<string | undefined> {
    return this.#options.names.findByName?.(name)
  }
}
