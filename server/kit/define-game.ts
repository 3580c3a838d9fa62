// How a game is told to the kit: `defineGame` in game/index.ts is all that the kit knows of it. The types here make a
// handler that is missing, misspelt or returns the wrong shape a compile error.

import { latestWins as demoLatestWins } from '../../protocol/delivery.ts'
import { protocol as demoProtocol } from '../../protocol/generated/index.ts'
import { UNCOUNTED } from '../../protocol/kit.ts'
import type { Protocol } from '../../protocol/sproto/index.ts'
import type { Agent } from '../agent/agent.ts'
import type { AgentGame } from '../agent/agents.ts'
import type { GameTypes } from '../agent/game-types.ts'
import type { Guest } from '../agent/guest.ts'
import type { BoardDefinitions } from '../board/define-board.ts'
import { StartError } from '../core/errors.ts'
import type { Services } from '../core/thread/registry.ts'
import { kindsOf } from '../document/service/kinds-of.ts'
import type { RoleDefinition } from '../role/define-role.ts'
import type { EditTools } from '../role/edit/edit-function.ts'
import {
  type AnyRoom,
  type BodyOf,
  defineRoom,
  type GameRequests,
  kindsByMessage,
  type MessagesOf,
  type ReplyOf,
  type RoomClass,
  type RoomDefinition,
  type RoomKinds,
  type RoomParts,
} from '../room/define-room.ts'
import type { AnyTableSet } from '../table/define/define.ts'
import { gameBatch } from '../work/batch/define-batch.ts'
import { gameCommand } from '../work/command/define-command.ts'
import type { InputName } from '../world/world-types.ts'
import { documentServiceOf } from './game-document.ts'
import { type AnyGameParts, checkParts, type GameParts, type SettingParts } from './game-parts.ts'
import { GameRoom, type RoomBase } from './game-room.ts'
import type { GameScope } from './game-scope.ts'
import { GameService, type ServiceBase } from './game-service.ts'
import { stateServiceOf } from './game-state.ts'
import { defineWorld, GameWorld, type WorldBase, type WorldParts } from './game-world.ts'

/** A function per request; it may return a promise. */
export type Handlers<T> = {
  [K in keyof GameRequests]: (target: T, body: BodyOf<K>) => ReplyOf<K> | Promise<ReplyOf<K>>
}

export interface GameDefinition<G extends GameTypes = GameTypes> extends AgentGame<G>, AnyGameParts {
  role: RoleDefinition<G['role']>
  /** The designers' tables; none when left out. */
  tables?: AnyTableSet
  /** The leaderboards; none when left out. */
  boards?: BoardDefinitions
  /** Classes that launchOn() finds by name on every thread. */
  services: Services
  /** The kinds of rooms. */
  rooms: RoomKinds
  /** Sees every text that players say to each other, before the HTTP checker. */
  textFilter?: GameFilter<G> | undefined
  latestWins: ReadonlySet<string>
}

/** Gives a text as it may be said; throws AppError('TEXT_REFUSED') when it may not. */
export type GameFilter<G extends GameTypes> = (
  text: string,
  from: { uid: string; account: string },
  tables: NonNullable<G['tables']>,
) => string | Promise<string>

/** What members of rooms send is handled by their rooms. */
type InRooms<G> = G extends { rooms: infer K extends RoomKinds } ? MessagesOf<K[keyof K]> : never

/** Inputs of worlds are handled by their worlds. */
type Missing<G, GK, HK> = Exclude<keyof GameRequests, GK | HK | InRooms<G> | InputName>

type GameInput<
  G extends GameTypes,
  S extends Services,
  GK extends keyof GameRequests,
  HK extends keyof GameRequests,
> = GameParts<G, S> &
  SettingParts<G> & {
    role: RoleDefinition<G['role']>
    guest: Pick<Handlers<Guest<G>>, GK>
    handlers: Pick<Handlers<Agent<G>>, HK>
    services?: S
    tables?: AnyTableSet
    rooms?: G['rooms'] & RoomKinds
    textFilter?: GameFilter<G>
    boards?: BoardDefinitions
  } & ([Missing<G, GK, HK>] extends [never]
    ? unknown
    : { handlers: Record<`missing handler: ${Missing<G, GK, HK>}`, never> })

/** What the files of one game are typed with; `G` names its role and the like. See game/kit.ts. */
export const gameKit = <G extends GameTypes>() => ({
  /** Handlers of players' messages, some of them; returns what it is given. */
  handlers: <K extends keyof GameRequests>(part: Pick<Handlers<Agent<G>>, K>): Pick<Handlers<Agent<G>>, K> =>
    part,

  /** Handlers of what may be asked before the login. */
  guestHandlers: <K extends keyof GameRequests>(
    part: Pick<Handlers<Guest<G>>, K>,
  ): Pick<Handlers<Guest<G>>, K> => part,

  /** The base of this game's rooms. */
  Room: GameRoom as unknown as RoomBase<G>,

  /** The base of this game's services. */
  Service: GameService as unknown as ServiceBase<G>,

  /** The base of services that each have a document: `class Guild extends DocumentService({ kind: 'guild', schema, … })`. */
  DocumentService: documentServiceOf<G>(),

  /** The base of services that keep a state under their name: `class Season extends StateService({ schema, … })`. */
  StateService: stateServiceOf<G>(),

  /** A kind of rooms, by its parts. Throws StartError where a rate is none. */
  defineRoom: <R extends AnyRoom, M extends keyof GameRequests = never>(
    parts: RoomParts<R, M, G['role'], EditTools<NonNullable<G['boards']>>>,
  ): RoomDefinition<R, M> => defineRoom(parts),

  /** The base of this game's worlds: rooms that are simulated. */
  World: GameWorld as unknown as WorldBase<G>,

  /** A kind of worlds: its class, and what it is like. Throws StartError where a rate is none. */
  defineWorld: <R extends AnyRoom, M extends keyof GameRequests = never>(
    room: RoomClass<R>,
    parts: WorldParts<R, M, G['role'], EditTools<NonNullable<G['boards']>>>,
  ): RoomDefinition<R, M> => defineWorld(room, parts),

  /** A command for operators: `command({ summary, args: { uid: z.string() }, run({ uid }, game) { … } })`. */
  command: gameCommand<GameScope<G>>(),

  /** What is loaded many at a time: `batch((items, game) => …, { max: 10, wait: 100 })`; see `batch` of services, rooms, agents. */
  batch: gameBatch<GameScope<G>>(),

  /** The game of protocol/*.sproto: every request has a handler, or it does not compile. */
  // biome-ignore lint/complexity/noBannedTypes: a game without services
  defineGame: <GK extends keyof GameRequests, HK extends keyof GameRequests, S extends Services = {}>(
    game: GameInput<G, S, GK, HK>,
  ): GameDefinition<G> =>
    defineGameOf<G>({ ...game, protocol: demoProtocol, latestWins: demoLatestWins } as never),
})

const NO_MESSAGE =
  'expected a request of the schema, got no such message; run npm run protocol after a change of protocol/*.sproto'

/** A game with a protocol of its own, checked when it is loaded. Throws StartError naming what does not fit. */
export function defineGameOf<G extends GameTypes>(
  game: Omit<GameDefinition<G>, 'services' | 'rooms'> & { services?: Services; rooms?: RoomKinds },
): GameDefinition<G> {
  for (const name of [...Object.keys(game.guest), ...Object.keys(game.handlers)]) {
    if (!game.protocol.byName.has(name)) throw new StartError(`handlers.${name}: ${NO_MESSAGE}`)
    if (UNCOUNTED.has(name)) throw new StartError(`there is a handler "${name}", but connections answer it`)
  }
  const { rooms = {} } = game
  const handlers = { ...routesOf(rooms, game.protocol), ...game.handlers }
  checkParts({ ...game, handlers })
  for (const [kind, { world }] of Object.entries(rooms)) world?.check(game.protocol, `rooms.${kind}`)
  kindsOf(game.services ?? {})
  return { services: {}, ...game, rooms, handlers }
}

/** Handlers that pass what members of rooms send on to the rooms; a handler of the game takes precedence. */
function routesOf<G extends GameTypes>(rooms: RoomKinds, protocol: Protocol): AgentGame<G>['handlers'] {
  const routes: Record<string, (agent: Agent<G>, body: never) => unknown> = {}
  for (const [name, kind] of kindsByMessage(rooms)) {
    if (UNCOUNTED.has(name) || !protocol.byName.has(name))
      throw new StartError(`rooms.${kind}.messages.${name}: ${NO_MESSAGE}`)
    routes[name] = (agent, body) => agent.roomsOfAnyKind.route(name, body)
  }
  return routes
}
