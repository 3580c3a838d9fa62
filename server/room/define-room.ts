// How a game declares its kinds of rooms, and the types that follow from it.

import type { z } from 'zod'
import type { KitRequests, Requests } from '../../protocol/generated/index.ts'
import type { Protocol } from '../../protocol/sproto/index.ts'
import { StartError } from '../core/errors.ts'
import type { Rate } from '../lib/rate/shared-buckets.ts'
import type { DataIn, LeaveReason, Member, OptionsIn, PaysIn, RoomHost, RoomTypes } from './room.ts'

export interface RoomSettings {
  /** The default is config.room.maxMembers. */
  maxMembers?: number
  /** ms between two onTick; none without it. */
  tick?: number
  /** Stays when it is empty; without it an empty room is disposed after config.room.emptyGrace. */
  isKept?: boolean
  /** `stored`: messages survive restarts and lost threads, and so does the room; `memory` (the default): they do not;
   * `none`: nothing is kept. */
  history?: 'stored' | 'memory' | 'none'
  /** Whether a member whose connection is lost leaves at once, instead of when it does not come back in time. Default false. */
  leavesWhenAway?: boolean
  /** Whether members are told who joins and leaves. Default true; false for kinds with hundreds of members. */
  announces?: boolean
  /** The kind has channels `KIND-1`, `KIND-2`, …, each opened when the ones before are full. */
  hasChannels?: boolean
  /** Whether a client may open rooms of this kind by `rooms.open`. Default false. */
  isOpenToPlayers?: boolean
}

/** Texts that members say, by `room_say`. What is left out is config.room's, whose bucket all such kinds share. */
export interface Talking {
  /** Texts a second of one player, and at once. */
  rate?: number
  burst?: number
  /** Texts in one room, whoever says them. */
  inRoom?: Rate
}

/** As the kit reads it: what it is made with was checked by its types. */
export interface RoomMessage {
  /** Per player; undefined for no limit besides the gate's. */
  rate: Rate | undefined
  run(room: never, member: never, body: never): unknown
}

export interface RoomPayment {
  data: z.ZodType | undefined
  change(role: never, data: never, extras: never): unknown
}

export type RoomClass<R extends AnyRoom = AnyRoom> = new (host: RoomHost) => R

/** A kind that is simulated; server/world brings it. */
export interface WorldPart {
  /** That may watch at once. */
  readonly maxSpectators: number
  /** Throws StartError where it does not fit the game's messages. `where`: how the kind is named in it. */
  check(protocol: Protocol, where: string): void
  /** Takes a SimulationHost, gives a Simulation. */
  open(host: never): object
}

/** `R`: the rooms of the kind · `M`: the messages that its members send. */
export interface RoomDefinition<R extends AnyRoom = AnyRoom, M extends string = string> extends RoomSettings {
  room: RoomClass<R>
  options: z.ZodType | undefined
  messages: Readonly<Record<M, RoomMessage>>
  /** undefined for a kind whose members don't talk. */
  talks: Talking | undefined
  pays: Readonly<Record<string, RoomPayment>>
  /** Of a kind that is simulated; see defineWorld. */
  world?: WorldPart | undefined
}

export interface AnyRoom {
  onCreate(options: never): unknown
  onJoin(member: never): unknown
  onText(member: never, text: string): number | undefined | Promise<number | undefined>
  onTick(dt: number): unknown
  onDaily(days: number): unknown
  onAway(member: never): unknown
  onBack(member: never): unknown
  onLeave(member: never, reason: LeaveReason): unknown
  onDispose(): unknown
  /** Of worlds. */
  onSpectate?(spectator: never): unknown
}

/** Kinds by name, as `defineGame({ rooms })` takes them. */
export type RoomKinds = Readonly<Record<string, RoomDefinition>>

/** Those that the game answers, by its handlers or its rooms. */
export type GameRequests = Omit<Requests, keyof KitRequests>

export type BodyOf<K extends keyof GameRequests> = NonNullable<GameRequests[K]['body']>
export type ReplyOf<K extends keyof GameRequests> = GameRequests[K]['reply'] extends undefined
  ? undefined
  : GameRequests[K]['reply']

/** The types that a class of rooms names. */
export type TypesOf<R> = R extends { readonly types: infer P } ? P : RoomTypes

type RunMessage<R, K extends keyof GameRequests> = (
  room: R,
  member: Member<DataIn<TypesOf<R>>>,
  body: BodyOf<K>,
) => ReplyOf<K> | Promise<ReplyOf<K>>

/** How a room answers a message; with the messages a second of one player, and at once. */
type MessagePart<R, K extends keyof GameRequests> = RunMessage<R, K> | (Rate & { run: RunMessage<R, K> })

/** What a payment does to a role: at once, it can't wait. `E`: what else it is given, such as the role's places on boards. */
// biome-ignore lint/suspicious/noConfusingVoidType: a promise is refused, so that nobody waits in a payment
type Change<Role, D, E> = (role: Role, data: D, extras: E) => undefined | void

type PaymentPart<Role, D, E> = Change<Role, D, E> | { data: z.ZodType<D>; change: Change<Role, D, E> }

type PaysPart<R, Role, E> = keyof PaysIn<TypesOf<R>> extends never
  ? { pays?: undefined }
  : { pays: { [N in keyof PaysIn<TypesOf<R>>]: PaymentPart<Role, PaysIn<TypesOf<R>>[N], E> } }

/** The parts of a kind. */
export type RoomParts<R extends AnyRoom, M extends keyof GameRequests, Role, E> = RoomSettings & {
  room: RoomClass<R>
  /** Checks the options that a client gives; those of the server's code too. */
  options?: z.ZodType<OptionsIn<TypesOf<R>>>
  /** Requests of the schema that members send; each belongs to one kind. */
  messages?: { [K in M]: MessagePart<R, K> }
  /** Members say texts to each other; left out: they don't. */
  talks?: true | Talking
} & PaysPart<R, Role, E>

interface LooseParts extends RoomSettings {
  room: RoomClass
  options?: z.ZodType
  messages?: Record<string, RoomMessage['run'] | (Rate & Pick<RoomMessage, 'run'>)>
  talks?: true | Talking
  pays?: Record<string, RoomPayment['change'] | { data: z.ZodType; change: RoomPayment['change'] }>
}

/** Throws StartError where a rate is none. */
export function defineRoom<R extends AnyRoom, M extends keyof GameRequests = never, Role = never, E = never>(
  parts: RoomParts<R, M, Role, E>,
): RoomDefinition<R, M> {
  const { options, messages = {}, talks, pays = {}, ...rest } = parts as unknown as LooseParts
  return {
    ...(rest as RoomSettings & { room: RoomClass<R> }),
    options,
    messages: mapValues(messages, toMessage) as Record<M, RoomMessage>,
    talks: talks === true ? {} : talks,
    pays: mapValues(pays, toPayment),
  }
}

function toMessage(part: NonNullable<LooseParts['messages']>[string], name: string): RoomMessage {
  if (typeof part === 'function') return { rate: undefined, run: part }
  const { rate, burst, run } = part
  if (!(rate > 0 && burst >= 1))
    throw new StartError(
      `messages.${name}: expected a rate above 0 and a burst of at least 1, got ${rate}, ${burst}`,
    )
  return { rate: { rate, burst }, run }
}

const toPayment = (part: NonNullable<LooseParts['pays']>[string]): RoomPayment =>
  typeof part === 'function' ? { data: undefined, change: part } : part

const mapValues = <A, B>(object: Record<string, A>, map: (value: A, key: string) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]))

export type RoomOf<T> = T extends RoomDefinition<infer R, string> ? R : never
export type OptionsOf<T> = OptionsIn<TypesOf<RoomOf<T>>>
export type DataOf<T> = DataIn<TypesOf<RoomOf<T>>>
/** The messages of a kind. */
export type MessagesOf<T> = T extends { messages: Readonly<Record<infer M, RoomMessage>> } ? M : never

/** Message -> the kind whose members send it. Throws StartError when two kinds claim one. */
export function kindsByMessage(kinds: RoomKinds): Map<string, string> {
  const kindOf = new Map<string, string>()
  for (const [kind, { messages }] of Object.entries(kinds)) {
    for (const name of Object.keys(messages)) {
      const other = kindOf.get(name)
      if (other !== undefined)
        throw new StartError(
          `rooms.${kind}.messages.${name}: expected a message of one kind, got one of ${other} too`,
        )
      kindOf.set(name, kind)
    }
  }
  return kindOf
}
