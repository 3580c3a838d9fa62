// `online`: who is online in the whole node and in which rooms, and a word to one, many or all of them wherever they are.
// The watchdog knows their agents; the agents' threads deliver, by a service that the rooms provide.

import type { Pushes } from '../../protocol/generated/index.ts'
import { type Address, lifeOf } from '../core/address.ts'
import { AppError, isGone } from '../core/errors.ts'
import type { Ref } from '../core/service/ref.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { Watchdog, Who } from './watchdog.ts'

export interface OnlinePlayer {
  account: string
  uid: string
  /** ms since 1970. */
  since: number
}

export interface Presence extends OnlinePlayer {
  /** ids of rooms. */
  rooms: string[]
  /** The connection is lost; the player may come back. */
  isAway: boolean
}

/** A push to one player or many. */
export interface PlayerPush {
  /** The uid of the sender; '' for the server, which nobody blocks. */
  from: string
  name: keyof Pushes & string
  body: unknown
  /** Counts against how many strangers the receiver hears. */
  isWhisper?: boolean
}

/** An agent that has moved is asked where it is now. */
type MaybeLater<T> = T | Promise<T>

/** The service on each thread that reaches the agents there. */
export interface AgentReach {
  /** Who an agent is, and in which rooms; undefined when it is not there. */
  look(agent: Address): MaybeLater<{ uid: string; rooms: string[]; isAway: boolean } | undefined>
  /** Pushes to an agent, and returns its uid; undefined when it is not there. */
  deliver(agent: Address, push: PlayerPush): MaybeLater<string | undefined>
  /** Pushes to these agents, or to all that are there; encoded once per format. Returns how many they are. */
  deliverTo(agents: readonly Address[] | 'all', push: PlayerPush): number
}

export interface OnlineOptions {
  watchdog: Address
  /** The services on the threads that serve players, as `asker` calls them. */
  reaches(asker: ServiceScope): Promise<readonly Ref<AgentReach>[]>
  /** That on the thread with this life; undefined when there is none. */
  reachOf(life: number, asker: ServiceScope): Promise<Ref<AgentReach> | undefined>
}

/** For services and rooms: what they push comes from the server. */
export class Online {
  protected readonly options: OnlineOptions
  readonly #node: ServiceScope

  constructor(node: ServiceScope, options: OnlineOptions) {
    this.options = options
    this.#node = node
  }

  /** The uid of who sends. */
  protected get from(): string {
    return ''
  }

  /** undefined when that player is not online. */
  async find(who: Who): Promise<Presence | undefined> {
    const found = await this.#find(who)
    if (!found) return undefined
    const there = await found.reach.call.look(found.agent)
    return there && { account: found.account, since: found.since, ...there }
  }

  /** How many players are online in the whole node. */
  async count(): Promise<number> {
    return (await this.#watchdog.call.players(0, 0)).total
  }

  /** A page of who is online, in the order of their logins. */
  async list(start = 0, limit = 100): Promise<{ players: OnlinePlayer[]; total: number }> {
    const { players, total } = await this.#watchdog.call.players(start, limit)
    return { players: players.map(({ account, uid, since }) => ({ account, uid, since })), total }
  }

  /** Pushes to that player, unless it blocks the sender (who is not told). Throws NOT_ONLINE. */
  async tell<K extends keyof Pushes & string>(who: Who, name: K, body: Pushes[K]): Promise<void> {
    await this.deliver(who, { from: this.from, name, body })
  }

  /** Pushes to those of these players who are online: one message to each thread that has any. Returns how many they are. */
  async tellMany<K extends keyof Pushes & string>(
    uids: Iterable<string>,
    name: K,
    body: Pushes[K],
  ): Promise<number> {
    const agents = await this.#watchdog.call.agentsOf([...uids])
    const byLife = new Map<number, Address[]>()
    for (const agent of agents) {
      const there = byLife.get(lifeOf(agent))
      if (there) there.push(agent)
      else byLife.set(lifeOf(agent), [agent])
    }
    const push = { from: this.from, name, body }
    const counts = [...byLife].map(async ([life, there]) => {
      const reach = await this.options.reachOf(life, this.#node)
      return reach ? orNobody(reach.call.deliverTo(there, push)) : 0
    })
    return sum(await Promise.all(counts))
  }

  /** Pushes to everybody who is online: one message to each thread. Returns how many they are. */
  async tellAll<K extends keyof Pushes & string>(name: K, body: Pushes[K]): Promise<number> {
    const reaches = await this.options.reaches(this.#node)
    const push = { from: this.from, name, body }
    return sum(await Promise.all(reaches.map(reach => orNobody(reach.call.deliverTo('all', push)))))
  }

  /** Returns the uid of the receiver. */
  protected async deliver(who: Who, push: PlayerPush): Promise<string> {
    const found = await this.#find(who)
    const uid = await found?.reach.call.deliver(found.agent, push)
    if (uid === undefined) throw new AppError('NOT_ONLINE')
    return uid
  }

  async #find(who: Who) {
    const login = await this.#watchdog.call.find(who)
    const reach = login && (await this.options.reachOf(lifeOf(login.agent), this.#node))
    return reach && { ...login, reach }
  }

  get #watchdog(): Ref<Watchdog> {
    return this.#node.ref<Watchdog>(this.options.watchdog)
  }
}

/** What is needed of the agent whose `online` it is. */
export interface OnlineAgent {
  readonly address: Address
  readonly uid: string
  readonly node: ServiceScope
}

export interface PlayerOnlineOptions extends OnlineOptions {
  /** `agent` has written to `uid`, who is no stranger to it from now on. */
  noteWhisper(agent: Address, uid: string): void
}

/** `agent.online`: what it pushes comes from that player, and does not reach who blocks it. */
export class PlayerOnline extends Online {
  readonly #agent: OnlineAgent
  readonly #noteWhisper: PlayerOnlineOptions['noteWhisper']

  constructor(agent: OnlineAgent, options: PlayerOnlineOptions) {
    super(agent.node, options)
    this.#agent = agent
    this.#noteWhisper = options.noteWhisper
  }

  protected override get from(): string {
    return this.#agent.uid
  }

  /** As tell, for what one player writes to another: a player gets only so many a second from those to whom it has not
   * written itself. Throws NOT_ONLINE, RATE_LIMITED. */
  async whisper<K extends keyof Pushes & string>(who: Who, name: K, body: Pushes[K]): Promise<void> {
    const uid = await this.deliver(who, { from: this.from, name, body, isWhisper: true })
    this.#noteWhisper(this.#agent.address, uid)
  }
}

/** A thread that has ended has no players. */
async function orNobody(count: Promise<number>): Promise<number> {
  try {
    return await count
  } catch (error) {
    if (isGone(error)) return 0
    throw error
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)
