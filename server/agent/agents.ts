// The agents of one thread: makes a guest of each new connection and an agent of each login, and has all of them leave at
// the end.

import { CLOSE } from '../../protocol/errors.ts'
import type { Message, Protocol } from '../../protocol/sproto/index.ts'
import type {
  Authenticated,
  Credentials,
  Identity,
  LoginAttempt,
  OwnAuthenticate,
} from '../auth/authenticator.ts'
import type { ThreadAuth } from '../auth/on-thread.ts'
import { type Address, makeAddress } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import type { Ref } from '../core/service/ref.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { DocumentReach } from '../document/service/kind-handle.ts'
import type { Peer, Receiver } from '../gate/peer.ts'
import type { SharedBuckets } from '../lib/rate/shared-buckets.ts'
import type { RoleEdits } from '../role/edit/role-edits.ts'
import type { Roles } from '../role/roles.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'
import type { ThreadWork } from '../work/thread-work.ts'
import { Agent, type AgentHooks, type AgentHost, type LoginHooks } from './agent.ts'
import type { AgentsByAddress } from './agents-by-address.ts'
import { type Around, withAround } from './around.ts'
import type { Handler, Request } from './dispatcher.ts'
import type { GameTypes } from './game-types.ts'
import { Guest, type GuestHost } from './guest.ts'
import { type MessageRates, withRate } from './message-rates.ts'
import type { Facet } from './player-scope.ts'
import { RequestMeter } from './request-meter.ts'

/** The part of a game's definition that serves its players. */
export interface AgentGame<G extends GameTypes = GameTypes> extends AgentHooks<G> {
  protocol: Protocol
  /** Messages before login. */
  guest: Readonly<Record<string, Handler<Guest<G>>>>
  /** Messages of a player. */
  handlers: Readonly<Record<string, Handler<Agent<G>>>>
  /** Sees every request of a player. */
  around?: Around<G>
  /** Limits on single messages, by their names. */
  rates?: MessageRates
  /** Who somebody is, in the place of `auth.kind`. */
  authenticate?(attempt: LoginAttempt<never>, game: never): Authenticated | Promise<Authenticated>
}

/** Name of an agent's property -> makes what it holds. */
export type Facets = Readonly<Record<string, (agent: Agent) => object>>

export interface AgentsOptions {
  thread: Thread
  /** None yet. */
  agents: AgentsByAddress
  game: AgentGame
  /** The facade that handlers read; undefined for a game without tables. */
  tables: object | undefined
  /** The handles of the game's boards. */
  boards: object
  /** The game's, checked. */
  settings: object
  /** The handles of the game's metrics. */
  metrics: object
  /** For what is heavy, slow or due later. */
  work: ThreadWork
  /** Where the rates of single messages are counted. */
  rates: SharedBuckets
  roles: Roles
  edits: RoleEdits
  documents: DocumentReach
  watchdog: Ref<Watchdog>
  /** Who somebody is, and who may have a new role. */
  auth: ThreadAuth
  facets: Facets
  /** Never gives the same twice. */
  newId(): string
  /** `config.handlerTimeout`. */
  handlerTimeout: number
  /** ms that a handler which has logged in may take to answer. */
  loginTimeout: number
}

/** The part of a stop's time that handlers get. */
const STOP_PART = 1 / 3

export class Agents implements AgentHost, GuestHost {
  readonly #protocol: Protocol
  readonly tables: object | undefined
  readonly boards: object
  readonly settings: object
  readonly metrics: object
  readonly work: ThreadWork
  readonly roles: Roles
  readonly edits: RoleEdits
  readonly documents: DocumentReach
  readonly watchdog: Ref<Watchdog>
  readonly log: Logger
  readonly newId: () => string
  readonly meter: RequestMeter
  handlerTimeout: number
  readonly loginTimeout: number
  isClosing = false
  /** Hears of players whose clients are connected to other threads. */
  onElsewhere: ((agent: Agent) => void) | undefined
  /** The handlers that did not end before it. */
  readonly #stuck: string[] = []
  readonly #thread: Thread
  readonly #auth: ThreadAuth
  readonly #facets: Facets
  readonly #agents: AgentsByAddress
  readonly #buckets: SharedBuckets
  #served: Served
  #onEmpty: (() => void) | undefined

  constructor({
    thread,
    agents,
    game,
    tables,
    boards,
    settings,
    metrics,
    work,
    rates: buckets,
    roles,
    edits,
    documents,
    watchdog,
    auth,
    facets,
    newId,
    handlerTimeout,
    loginTimeout,
  }: AgentsOptions) {
    this.#protocol = game.protocol
    this.tables = tables
    this.boards = boards
    this.settings = settings
    this.metrics = metrics
    this.work = work
    this.roles = roles
    this.edits = edits
    this.documents = documents
    this.watchdog = watchdog
    this.log = thread.log
    this.newId = newId
    this.handlerTimeout = handlerTimeout
    this.loginTimeout = loginTimeout
    this.#thread = thread
    this.#agents = agents
    this.#auth = auth
    this.#facets = facets
    this.#buckets = buckets
    this.meter = new RequestMeter(game.protocol.byName.values())
    this.#served = serve(game, game.protocol, buckets)
  }

  /** For the game's next version, whose messages are the same: returns what makes it serve. */
  prepare(next: AgentGame): () => void {
    const served = serve(next, this.#protocol, this.#buckets)
    return () => {
      this.#served = served
    }
  }

  /** What the version that runs has run when players come and go. */
  get hooks(): LoginHooks {
    return this.#served.hooks
  }

  get size(): number {
    return this.#agents.size
  }

  /** The agent with this address, also one that has no role yet. */
  find(address: Address): Agent | undefined {
    return this.#agents.find(address)
  }

  noteGuestFailure(command: string, error: unknown): void {
    const address = makeAddress(this.#thread.life, 0)
    const guest = { address, type: 'Guest', service: 'Guest', about: {} }
    this.#thread.monitor.errors.note({ ...guest, command, error })
  }

  /** For the gate: who serves a new connection. */
  receive = (peer: Peer): Receiver => new Guest(this, peer)

  receiveAgain(peer: Peer, requests: readonly Request[]): void {
    const guest = new Guest(this, peer)
    peer.attach(guest, undefined)
    for (const { message, body, session, format } of requests) guest.message(message, body, session, format)
  }

  async login(peer: Peer, credentials: object, hooks: LoginHooks): Promise<Agent> {
    try {
      const agent = await this.#login(peer, credentials, hooks)
      this.meter.logins.add('OK')
      return agent
    } catch (error) {
      this.meter.logins.add(error instanceof AppError ? error.code : 'INTERNAL')
      this.#auth.refusals.tell(error, peer.address)
      throw error
    }
  }

  mayMakeRole(peer: Peer): boolean {
    return this.#auth.newRoles.admit(peer)
  }

  async #login(peer: Peer, credentials: object, hooks: LoginHooks): Promise<Agent> {
    const askedAt = this.#thread.clock.ticks()
    const { address, handshake } = peer
    // What it has is looked at by who authenticates.
    const attempt = { credentials: credentials as Credentials, address, ...handshake }
    const identity = await this.#auth.authenticator.authenticate(attempt, hooks.authenticate)
    const agent = await this.#thread.make(Agent, { host: this, identity, peer })
    this.#agents.add(agent)
    await agent.open({ hooks, askedAt })
    return agent
  }

  facet(name: string, agent: Agent): Facet {
    const make = this.#facets[name]
    if (!make) throw new TypeError(`this server has no agent.${name}`)
    return make(agent)
  }

  handlerOf(message: Message): Handler<Agent> | undefined {
    return this.#served.handlers[message.index]
  }

  guestHandlerOf(message: Message): Handler<Guest> | undefined {
    return this.#served.guestHandlers[message.index]
  }

  isForGuests(message: Message): boolean {
    return this.#served.guestHandlers[message.index] !== undefined
  }

  /** An agent that is to come from another thread. */
  async makeArriving(identity: Identity, peer: Peer): Promise<Agent> {
    const agent = await this.#thread.make(Agent, { host: this, identity, peer })
    agent.awaitMove()
    return agent
  }

  onRelayed(agent: Agent): void {
    if (!this.isClosing) this.onElsewhere?.(agent)
  }

  onLeft(agent: Agent): void {
    this.#agents.remove(agent)
    if (this.#agents.size === 0) this.#onEmpty?.()
  }

  messageOf(name: string): Message {
    const message = this.#protocol.byName.get(name)
    if (!message)
      throw new TypeError(`there is no message "${name}"; npm run protocol makes those of protocol/*.sproto`)
    return message
  }

  /** The report of a stop names it. */
  noteStuck(what: string): void {
    if (this.isClosing) this.#stuck.push(what)
  }

  /** Has every agent leave; resolves when all have saved and left, or after `ms`. Rejects with the names of the handlers
   * that did not end. */
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

/** What one version of the game serves its players with. */
interface Served {
  readonly hooks: LoginHooks
  /** By the message's index. */
  readonly handlers: readonly (Handler<Agent> | undefined)[]
  readonly guestHandlers: readonly (Handler<Guest> | undefined)[]
}

function serve(game: AgentGame, { byName }: Protocol, buckets: SharedBuckets): Served {
  const { around, rates = {} } = game
  const handlers: (Handler<Agent> | undefined)[] = []
  const guestHandlers: (Handler<Guest> | undefined)[] = []
  for (const { name, index } of byName.values()) {
    const handler = own(game.handlers, name)
    const rate = own(rates, name)
    const outer = handler && around ? withAround(name, handler, around) : handler
    handlers[index] = outer && rate ? withRate(name, outer, { rate, buckets }) : outer
    const guestHandler = own(game.guest, name)
    const ofGuests = rate && { ...rate, by: 'address' as const }
    guestHandlers[index] =
      guestHandler && ofGuests ? withRate(name, guestHandler, { rate: ofGuests, buckets }) : guestHandler
  }
  return { hooks: hooksOf(game), handlers, guestHandlers }
}

/** Apart from the definition, whose parts are replaced. */
function hooksOf(game: AgentGame): LoginHooks {
  const { onLogin, onLogout, onAway, onBack, onMove, onMoved } = game
  const authenticate = game.authenticate?.bind(game) as OwnAuthenticate | undefined
  return {
    ...(onLogin && { onLogin }),
    ...(onLogout && { onLogout }),
    ...(onAway && { onAway }),
    ...(onBack && { onBack }),
    ...(onMove && { onMove }),
    ...(onMoved && { onMoved }),
    ...(authenticate && { authenticate }),
  }
}

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

const MOST_NAMES = 10

const nameSome = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`
