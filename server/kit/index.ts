// The public edge of the kit: what a game imports, and all that it needs to. Everything behind it may move.

export type { Agent } from '../agent/agent.ts'
export type { Around, AroundMessage } from '../agent/around.ts'
export type { LogoutReason } from '../agent/farewell.ts'
export type { GameTypes } from '../agent/game-types.ts'
export type { Guest } from '../agent/guest.ts'
export type { Authenticated, Claims, Credentials, LoginAttempt } from '../auth/authenticator.ts'
export type { BoardHandle, BoardHandles } from '../board/board-keeper.ts'
export {
  type BoardDefinition,
  type BoardEntry,
  defineBoard,
  type EditRole,
  type PeriodEnd,
  type RewardId,
} from '../board/define-board.ts'
export { type Bot, type BotOptions, defineBot } from '../bots/define-bot.ts'
export { type Hot, hot } from '../code/hot.ts'
export { AppError } from '../core/errors.ts'
export type { Pool } from '../core/place/pool.ts'
export type { Ref } from '../core/service/ref.ts'
export type { Service, ServiceScope } from '../core/service/service.ts'
export type { End } from '../core/supervise/endings.ts'
export type { Restart, RestartRule } from '../core/supervise/restart-rule.ts'
export type { AllOptions, AskOptions, Came, Failed, Gathered, Outcome } from '../core/talk/gather.ts'
export type { Guard } from '../core/talk/guarded.ts'
export type { Later } from '../core/talk/later.ts'
export type { SubscribeOptions, Subscription } from '../core/talk/subscription.ts'
export type { Limit } from '../core/talk/talk.ts'
export type { ErrorAlarm } from '../core/watch/error-book.ts'
export type { Place, Sender } from '../document/move/move.ts'
export type { DocumentClass, DocumentCore } from '../document/service/define-kind.ts'
export type { FindQuery, FoundDocument, FoundPage, KindHandle } from '../document/service/kind-handle.ts'
export { asSecret as secret } from '../lib/setting-types.ts'
export { cleanText } from '../lib/visible-text.ts'
export type { AccountHooks, ResetAsked } from '../login/account/login-host.ts'
export { defineRole, type RoleDefinition, type RoleOf } from '../role/define-role.ts'
export type { EditFunction, EditId, EditTools } from '../role/edit/edit-function.ts'
export type { RoomDefinition } from '../room/define-room.ts'
export type { LeaveReason, Member, Room, SendOptions } from '../room/room.ts'
export type { TextFilter } from '../room/text/text-check.ts'
export { maskWords } from '../room/text/word-mask.ts'
export type { RemovedPlayer } from '../setup/removers.ts'
export { defineTables, type RowOf, ref, settings, type Tables, table } from '../table/define/define.ts'
export type { TableListener, TableService, TableStatus } from '../table/table-service.ts'
export type { OnlinePlayer, Presence } from '../watchdog/online.ts'
export type { Who } from '../watchdog/watchdog.ts'
export type { BatchDefinition, BatchOptions } from '../work/batch/define-batch.ts'
export type { CommandAsker, GameCommand, GameCommands } from '../work/command/define-command.ts'
export type { ComputeOptions, ComputeTools } from '../work/compute/define-compute.ts'
export type { DailyDefinition } from '../work/daily/define-daily.ts'
export type { When } from '../work/date/date-target.ts'
export type { DateDefinitions, DateOccasion } from '../work/date/define-date.ts'
export type { Operation, OperationStatus } from '../work/operation/operation-book.ts'
export type { Occasion, Schedules } from '../work/schedule/define-schedule.ts'
export type { Past } from '../world/tick/history.ts'
export type { InputOf, SpawnOptions } from '../world/world-types.ts'
export {
  defineGameOf,
  type GameDefinition,
  type GameFilter,
  gameKit,
  type Handlers,
} from './define-game.ts'
export type { GameScope } from './game-scope.ts'
export type { EntityIn, GameWorld as World } from './game-world.ts'
export {
  counter,
  gauge,
  histogram,
  type Metrics,
  timer,
} from './metrics/define-metrics.ts'
