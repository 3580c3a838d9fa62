// What a game declares besides its messages and data: what it starts, what it runs at times, what players' coming and going
// does, its settings, its limits. All of it may be left out.

import type { z } from 'zod'
import type { Requests } from '../../protocol/generated/index.ts'
import type { Agent, AgentHooks } from '../agent/agent.ts'
import type { Around } from '../agent/around.ts'
import type { CredentialsOf, GameTypes } from '../agent/game-types.ts'
import { checkRates, type MessageRate, type MessageRates } from '../agent/message-rates.ts'
import type { Authenticated, LoginAttempt } from '../auth/authenticator.ts'
import { StartError } from '../core/errors.ts'
import type { Services } from '../core/thread/registry.ts'
import type { ErrorAlarm } from '../core/watch/error-book.ts'
import type { AccountHooks } from '../login/account/login-host.ts'
import type { EditTools } from '../role/edit/edit-function.ts'
import type { RemovedPlayer } from '../setup/removers.ts'
import { checkCommands, type GameCommands } from '../work/command/define-command.ts'
import { checkCompute } from '../work/compute/define-compute.ts'
import { checkDaily, type DailyDefinition } from '../work/daily/define-daily.ts'
import { checkDates, type DateDefinitions } from '../work/date/define-date.ts'
import { checkSchedules, type Schedules } from '../work/schedule/define-schedule.ts'
import { type AnyStartEntry, checkStart, type StartEntry } from '../work/start/define-start.ts'
import type { GameScope } from './game-scope.ts'
import { checkMetrics, type MetricDefinitions } from './metrics/define-metrics.ts'

/** As the kit has them, whatever the game. */
export interface AnyGameParts {
  start?: readonly AnyStartEntry[]
  schedule?: Schedules
  commands?: GameCommands
  timeZone?: string | undefined
  daily?: DailyDefinition
  dates?: DateDefinitions
  compute?: URL
  settings?: z.ZodObject
  metrics?: MetricDefinitions
  env?: Readonly<Record<string, string>>
  authenticate?(login: LoginAttempt<never>, game: never): Authenticated | Promise<Authenticated>
  handshakeHeaders?: readonly string[]
  accounts?: AccountHooks
  onErrors?(alarm: ErrorAlarm, game: never): unknown
  onPlayerRemoved?(player: RemovedPlayer, game: never): unknown
}

/** `S`: the game's services. */
export interface GameParts<G extends GameTypes, S extends Services> extends AgentHooks<G> {
  /** Services that run from the start, in this order; players come when all of them are there. */
  start?: readonly StartEntry<S>[]
  /** What runs at times, once for the node. */
  schedule?: Schedules<GameScope<G>>
  /** What operators may have done in this game, by the console and by HTTP, beside the kit's own. */
  commands?: GameCommands<GameScope<G>>
  /** Of `schedule` and `daily`, where they name none; UTC unless said. */
  timeZone?: string
  /** When a day begins, and what that does to roles. Rooms and services have the hook onDaily. */
  daily?: DailyDefinition<G['role'], Agent<G>>
  /** What is done to a role when a date has come that names it: `dates.set(id, when, { role, name, data })`. */
  dates?: DateDefinitions<G['role'], EditTools<NonNullable<G['boards']>>>
  /** The module whose functions run on threads of their own: `new URL('./compute/index.ts', import.meta.url)`. */
  compute?: URL
  /** What it counts and measures, for Prometheus. */
  metrics?: MetricDefinitions
  /** A message of a kind of service, a player's request among them, fails more often than `watch.errors` allows. Runs on the
   * thread where that was. */
  onErrors?(alarm: ErrorAlarm, game: GameScope<G>): unknown
  /** A player deletes its account: takes it out of the game's services and their documents. The role, what was said in rooms and places
   * on boards are removed afterwards by themselves. Called again where it fails. */
  onPlayerRemoved?(player: RemovedPlayer, game: GameScope<G>): unknown
  /** Tells who somebody is, from what a handler has given to `guest.login()` and where the client comes from: gives the account, or
   * throws AppError('LOGIN_FAILED', why). It has `gate.loginTimeout`. In the place of `auth.kind`. */
  authenticate?(
    login: LoginAttempt<CredentialsOf<G>>,
    game: GameScope<G>,
  ): Authenticated | Promise<Authenticated>
  /** Headers of a client's handshake that `authenticate` looks at; kept as long as the connection is open. */
  handshakeHeaders?: readonly string[]
  /** What the login server asks of the game, with `auth.kind` accounts. */
  accounts?: AccountHooks
  /** Sees every request of a player: returns `next()`, or something else, or throws. */
  around?: Around<G>
  /** Limits on single messages, beside those of the gate. */
  rates?: { readonly [K in keyof Requests]?: RateOf<Requests[K]['body']> }
}

type RateOf<B> = Omit<MessageRate, 'cost'> & { cost?: number | ((body: NonNullable<B>) => number) }

/** `a` and `a.b` of `{ a: { b } }`. */
type PathsOf<T> = {
  [K in keyof T & string]: NonNullable<T[K]> extends Readonly<Record<string, unknown>>
    ? K | `${K}.${PathsOf<NonNullable<T[K]>>}`
    : K
}[keyof T & string]

/** For a game whose types name its settings. */
export type SettingParts<G extends GameTypes> = G extends { settings: infer O extends object }
  ? {
      /** What may stand under `settings` in a configuration. */
      settings: z.ZodObject & z.ZodType<O>
      /** Path in `settings` -> the variable of the environment that may give it: `{ apiKey: 'GAME_API_KEY' }`. */
      env?: { readonly [P in PathsOf<O>]?: string }
    }
  : { settings?: undefined; env?: undefined }

interface Checked extends AnyGameParts {
  services?: Services
  guest: object
  handlers: object
  rates?: MessageRates
}

/** Throws StartError naming what does not fit. */
export function checkParts({
  start,
  services = {},
  schedule,
  commands,
  timeZone,
  daily,
  dates,
  compute,
  rates,
  metrics,
  ...game
}: Checked): void {
  if (start) checkStart(start, services)
  if (schedule) checkSchedules(schedule, timeZone)
  if (commands) checkCommands(commands)
  if (daily) checkDaily(daily, timeZone)
  if (dates) checkDates(dates)
  if (compute) checkCompute(compute)
  if (rates) checkRates(rates, game)
  if (metrics) checkMetrics(metrics)
  checkHandshake(game)
}

function checkHandshake({ authenticate, handshakeHeaders = [] }: AnyGameParts): void {
  if (handshakeHeaders.length > 0 && !authenticate)
    throw new StartError('handshakeHeaders: expected authenticate, which looks at them')
  const wrong = handshakeHeaders.find(name => !/^[\w-]+$/.test(name))
  if (wrong !== undefined)
    throw new StartError(`handshakeHeaders: expected names of headers, got ${JSON.stringify(wrong)}`)
}
