// The agents of one thread: makes guests of new connections and agents of logins, and sees all of them out at the end.

import { CLOSE } from '../../protocol/errors.ts'
import type { Message } from '../../protocol/sproto/index.ts'
import type { Logger } from '../core/log/log.ts'
import type { Ref } from '../core/service/ref.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { Peer, Receiver } from '../gate/peer.ts'
import type { Clock } from '../lib/clock.ts'
import type { Authenticator, Credentials } from '../login/authenticator.ts'
import type { RoleEdits } from '../role/edit/role-edits.ts'
import type { Roles } from '../role/roles.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'
import { Agent } from './agent.ts'
import type { AgentsByAddress } from './agents-by-address.ts'
import type { Handler, Request } from './dispatcher.ts'
import type { Facet, Facets } from './facet.ts'
import type { AgentGame } from './game-types.ts'
import { Guest } from './guest.ts'

export interface AgentsOptions {
  thread: Thread
  /** None yet. */
  agents: AgentsByAddress
  game: AgentGame
  /** The facade that handlers read; undefined for a game without tables. */
  tables: object | undefined
  /** The handles of the game's boards. */
  boards: object
  roles: Roles
  edits: RoleEdits
  watchdog: Ref<Watchdog>
  authenticator: Authenticator
  facets: Facets
  clock: Clock
  /** `config.handlerTimeout`. */
  handlerTimeout: number
  /** ms that a handler which has logged in may take to answer. */
  loginTimeout: number
}

/** A stop gives handlers this part of the time that it has. */
const STOP_PART = 1 / 3

export class Agents {
  readonly game: AgentGame
  readonly tables: object | undefined
  readonly boards: object
  readonly roles: Roles
  readonly edits: RoleEdits
  readonly watchdog: Ref<Watchdog>
  readonly log: Logger
  readonly clock: Clock
  /** ms that a handler which does not end may keep a player who leaves. */
  handlerTimeout: number
  readonly loginTimeout: number
  /** The thread ends. */
  isClosing = false
  /** The handlers that did not end before it. */
  readonly #stuck: string[] = []
  readonly #thread: Thread
  readonly #authenticator: Authenticator
  readonly #facets: Facets
  readonly #agents: AgentsByAddress
  /** By the message's tag. */
  readonly #handlers: (Handler<Agent> | undefined)[] = []
  readonly #guestHandlers: (Handler<Guest> | undefined)[] = []
  #onEmpty: (() => void) | undefined

  constructor({
    thread,
    agents,
    game,
    tables,
    boards,
    roles,
    edits,
    watchdog,
    authenticator,
    facets,
    clock,
    handlerTimeout,
    loginTimeout,
  }: AgentsOptions) {
    this.game = game
    this.tables = tables
    this.boards = boards
    this.roles = roles
    this.edits = edits
    this.watchdog = watchdog
    this.log = thread.log
    this.clock = clock
    this.handlerTimeout = handlerTimeout
    this.loginTimeout = loginTimeout
    this.#thread = thread
    this.#agents = agents
    this.#authenticator = authenticator
    this.#facets = facets
    for (const { name, tag } of game.protocol.byName.values()) {
      this.#handlers[tag] = Object.hasOwn(game.handlers, name) ? game.handlers[name] : undefined
      this.#guestHandlers[tag] = Object.hasOwn(game.guest, name) ? game.guest[name] : undefined
    }
  }

  get size(): number {
    return this.#agents.size
  }

  /** For the gate: who serves a new connection. */
  receive = (peer: Peer): Receiver => new Guest(this, peer)

  /** After a logout: a guest again, which gets what the agent did not come to. */
  receiveAgain(peer: Peer, requests: readonly Request[]): void {
    const guest = new Guest(this, peer)
    peer.attach(guest, undefined)
    for (const { message, body, session, format } of requests) guest.message(message, body, session, format)
  }

  async login(peer: Peer, credentials: Credentials): Promise<Agent> {
    const account = await this.#authenticator.authenticate(credentials)
    const agent = await this.#thread.make(Agent, { host: this, account, peer })
    this.#agents.add(agent)
    await agent.open()
    return agent
  }

  facet(name: string, agent: Agent): Facet {
    const make = this.#facets[name]
    if (!make) throw new TypeError(`this server has no agent.${name}`)
    return make(agent)
  }

  handlerOf(message: Message): Handler<Agent> | undefined {
    return this.#handlers[message.tag]
  }

  guestHandlerOf(message: Message): Handler<Guest> | undefined {
    return this.#guestHandlers[message.tag]
  }

  isForGuests(message: Message): boolean {
    return this.#guestHandlers[message.tag] !== undefined
  }

  gone(agent: unknown): void {
    this.#agents.remove((agent as Agent).address)
    if (this.#agents.size === 0) this.#onEmpty?.()
  }

  messageOf(name: string): Message {
    const message = this.game.protocol.byName.get(name)
    if (!message) throw new TypeError(`there is no message "${name}"`)
    return message
  }

  /** For an agent that had to give a handler up: the report of a stop names it. */
  noteStuck(what: string): void {
    if (this.isClosing) this.#stuck.push(what)
  }

  /** Tells every agent to leave; resolves when all have saved and left, or after `ms`. Rejects naming the handlers that
   * did not end. */
  async close(ms: number): Promise<void> {
    this.isClosing = true
    this.handlerTimeout = Math.max(0, Math.min(this.handlerTimeout, ms * STOP_PART))
    for (const agent of this.#agents.all()) agent.closed(CLOSE.STOPPING)
    await this.#emptied(ms)
    if (this.#stuck.length > 0) throw new Error(`handlers that did not end: ${nameSome(this.#stuck)}`)
  }

  async #emptied(ms: number): Promise<void> {
    if (this.#agents.size === 0) return
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, Math.max(0, ms))
      this.#onEmpty = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

const MOST_NAMES = 10

const nameSome = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`
