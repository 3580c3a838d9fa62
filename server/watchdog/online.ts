// `agent.online`: who is online in the whole node and in which rooms, and a word to one of them wherever that one is.
// The watchdog knows which agent it is; the agent's thread delivers, by a service that the rooms provide.

import type { Pushes } from '../../protocol/generated/index.ts'
import { type Address, lifeOf } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import type { Ref } from '../core/service/ref.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { Watchdog, Who } from './watchdog.ts'

export interface Presence {
  account: string
  uid: string
  /** ms since 1970. */
  since: number
  /** ids of rooms. */
  rooms: string[]
}

/** A push from one player to another. */
export interface PlayerPush {
  /** The uid of the sender. */
  from: string
  name: keyof Pushes & string
  body: unknown
  /** Counts against how many strangers the receiver hears. */
  isWhisper?: boolean
}

/** The service on each thread that reaches the agents there. */
export interface AgentReach {
  /** Who an agent is, and in which rooms; undefined when it is not there. */
  look(agent: Address): { uid: string; rooms: string[] } | undefined
  /** Pushes to an agent, and returns its uid; undefined when it is not there. */
  deliver(agent: Address, push: PlayerPush): string | undefined
}

export interface OnlineOptions {
  watchdog: Address
  /** The service on the thread with this life, as `asker` calls it; undefined when there is none. */
  reachOf(life: number, asker: ServiceScope): Promise<Ref<AgentReach> | undefined>
  /** `agent` has written to `uid`, who is no stranger to it from now on. */
  noteWhisper(agent: Address, uid: string): void
}

/** What is needed of the agent whose `online` it is. */
export interface OnlineAgent {
  readonly address: Address
  readonly uid: string
  readonly node: ServiceScope
}

export class Online {
  readonly #options: OnlineOptions
  readonly #agent: OnlineAgent

  constructor(agent: OnlineAgent, options: OnlineOptions) {
    this.#agent = agent
    this.#options = options
  }

  /** undefined when that player is not online. */
  async find(who: Who): Promise<Presence | undefined> {
    const found = await this.#find(who)
    if (!found) return undefined
    const there = await found.reach.call.look(found.agent)
    return there && { account: found.account, since: found.since, ...there }
  }

  /** Pushes to that player, unless that player blocks this one (which the sender is not told). Throws NOT_ONLINE. */
  async tell<K extends keyof Pushes & string>(who: Who, name: K, body: Pushes[K]): Promise<void> {
    await this.#deliver(who, { from: this.#agent.uid, name, body })
  }

  /** As tell, for what one player writes to another: a player gets only so many a second from those to whom it has not
   * written itself. Throws NOT_ONLINE, RATE_LIMITED. */
  async whisper<K extends keyof Pushes & string>(who: Who, name: K, body: Pushes[K]): Promise<void> {
    const uid = await this.#deliver(who, { from: this.#agent.uid, name, body, isWhisper: true })
    this.#options.noteWhisper(this.#agent.address, uid)
  }

  /** Returns the uid of the receiver. */
  async #deliver(who: Who, push: PlayerPush): Promise<string> {
    const found = await this.#find(who)
    const uid = await found?.reach.call.deliver(found.agent, push)
    if (uid === undefined) throw new AppError('NOT_ONLINE')
    return uid
  }

  async #find(who: Who) {
    const { node } = this.#agent
    const login = await node.ref<Watchdog>(this.#options.watchdog).call.find(who)
    const reach = login && (await this.#options.reachOf(lifeOf(login.agent), node))
    return reach && { ...login, reach }
  }
}
