// What a game does by itself on a serving thread: the schedules and dates that run here, and its days; and what it has for
// what is heavy or slow. At the end no schedule and no date is begun any more, and what runs is waited for, as it may
// change roles and boards.

import { isDoneBy, timeBefore } from '../core/exit-hooks.ts'
import { readCounter } from '../core/metrics/metric.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { ErrorAlarm } from '../core/watch/error-book.ts'
import type { RemovedPlayer } from '../setup/removers.ts'
import type { DateStore } from '../store/due/date-store.ts'
import type { ScheduleStore } from '../store/due/schedule-store.ts'
import type { RoleStore } from '../store/role-store.ts'
import { COMMAND_SERVICE, createCommandService } from './command/command-service.ts'
import type { GameCommands } from './command/define-command.ts'
import { tellDays } from './daily/daily-timer.ts'
import type { GameDays } from './daily/game-days.ts'
import type { ReachedRoles } from './date/date-run.ts'
import { createDateService, DATE_SERVICE, type DateService } from './date/date-service.ts'
import type { DateDefinitions, DateOccasion } from './date/define-date.ts'
import { ErrorHook, type ErrorHookOptions, errorHookName } from './error-hook.ts'
import { OperationService, operationsName } from './operation/operation-service.ts'
import { RemovedHook, removedHookName } from './removed/removed-hook.ts'
import type { Schedules } from './schedule/define-schedule.ts'
import {
  createScheduledWork,
  type GameHost,
  SCHEDULE_SERVICE,
  type ScheduledWork,
} from './schedule/scheduled-work.ts'
import type { ComputeConfig, OperationConfig } from './settings.ts'
import { ThreadWork, type WorkingGame } from './thread-work.ts'

/** ms of a stop that schedules and dates leave to boards and roles. */
const FOR_OTHERS = 4000

export interface WorkOnThreadOptions {
  game: {
    schedule?: Schedules
    commands?: GameCommands
    dates?: DateDefinitions
    timeZone?: string | undefined
    onErrors?(alarm: ErrorAlarm, game: never): unknown
    onPlayerRemoved?(player: RemovedPlayer, game: never): unknown
  }
  days: GameDays | undefined
  stores: { schedules: ScheduleStore; dates: DateStore; roles: RoleStore }
  /** Edits of roles. */
  edits: { edit(uid: string, change: never, id: DateOccasion['edit']): Promise<boolean> }
  /** What the `run` of a schedule or command is called with. */
  gameOf(host: GameHost): unknown
}

export async function workOnThread(
  thread: Thread,
  { game, days, stores, edits, gameOf }: WorkOnThreadOptions,
): Promise<void> {
  if (days) tellDays(thread, days)
  await openHooks(thread, game, gameOf)
  const { schedule: schedules = {}, commands = {}, dates = {} } = game
  offerDates(thread, { definitions: dates, stores, edits })
  thread.offer(COMMAND_SERVICE, createCommandService({ commands, gameOf }))
  const running = new Set<ScheduledWork>()
  const timeZone = () => game.timeZone
  const context = { schedules, timeZone, store: stores.schedules, clock: thread.clock, gameOf, running }
  followSchedules(thread, running)
  thread.offer(SCHEDULE_SERVICE, createScheduledWork(context))
  thread.timeHooks.add('schedules', () => Promise.all([...running].map(work => work.tick())))
  thread.exitHooks.add('schedules', deadline => endAll(thread, running, timeBefore(deadline, FOR_OTHERS)))
}

/** Those that run. */
function followSchedules({ code, log }: Thread, running: ReadonlySet<ScheduledWork>): void {
  const failed = (error: unknown) => log.error({ err: error }, 'a schedule could not go over to new code')
  code.add('schedules', () => () => {
    for (const work of running) work.follow().catch(failed)
  })
}

type GameWithHooks = Pick<WorkOnThreadOptions['game'], 'onErrors' | 'onPlayerRemoved'>

/** Of a game without them nothing is launched, until its code has them. */
async function openHooks(
  thread: Thread,
  game: GameWithHooks,
  gameOf: WorkOnThreadOptions['gameOf'],
): Promise<void> {
  const onErrors = (alarm: ErrorAlarm, scope: unknown) => game.onErrors?.(alarm, scope as never)
  const onPlayerRemoved = (player: RemovedPlayer, scope: unknown) =>
    game.onPlayerRemoved?.(player, scope as never)
  let [errors, removed]: (Promise<unknown> | undefined)[] = []
  const open = (now: GameWithHooks): Promise<unknown> => {
    if (now.onErrors) errors ??= hookErrors(thread, { onErrors, gameOf })
    if (now.onPlayerRemoved)
      removed ??= thread.launch(
        RemovedHook,
        { onPlayerRemoved, gameOf },
        { name: removedHookName(thread.slot) },
      )
    return Promise.all([errors, removed])
  }
  const failed = (error: unknown) =>
    thread.log.error({ err: error }, 'a hook of the game could not be opened')
  thread.code.add('hooks', (next: GameWithHooks) => () => void open(next).catch(failed))
  await open(game)
}

async function hookErrors(thread: Thread, options: ErrorHookOptions): Promise<void> {
  const hook = await thread.launch(ErrorHook, options, { name: errorHookName(thread.slot) })
  thread.monitor.onErrors = alarm => hook.send.tell(alarm)
}

function offerDates(
  thread: Thread,
  given: Pick<WorkOnThreadOptions, 'stores' | 'edits'> & { definitions: DateDefinitions },
): void {
  const { definitions, stores, edits } = given
  const running = new Set<DateService>()
  const counts = { done: 0, failed: 0 }
  const exists = async (uid: string) => (await stores.roles.find({ uid })) !== undefined
  const roles: ReachedRoles = { exists, edit: (uid, change, id) => edits.edit(uid, change as never, id) }
  const context = { definitions, store: stores.dates, roles, running, counts }
  thread.offer(DATE_SERVICE, createDateService(context))
  thread.timeHooks.add('dates', () => Promise.all([...running].map(dates => dates.tick())))
  thread.exitHooks.add('dates', async deadline => {
    const ended = Promise.all([...running].map(dates => dates.stop()))
    if (await isDoneBy(performance.now() + timeBefore(deadline, FOR_OTHERS), ended)) return
    thread.log.warn('dates that were begun had not ended when the thread did; they are begun again')
  })
  thread.metrics.add({
    gatehouse_dates_total: readCounter(
      'dates that have come, by result: done, failed; those that have failed are tried again',
      () => Object.entries(counts).map(([result, value]) => ({ labels: { result }, value })),
      { labels: ['result'] },
    ),
  })
}

export interface ThreadWorkSetup {
  game: { compute?: URL; dates?: DateDefinitions }
  config: { compute: ComputeConfig; operation: OperationConfig }
  newId(): string
  gameOf(host: GameHost): unknown
}

/** What services, rooms and handlers of this thread have for what is heavy, slow or due later. */
export async function threadWork(
  thread: Thread,
  { game, config, newId, gameOf }: ThreadWorkSetup,
): Promise<ThreadWork> {
  const { slot, log, clock } = thread
  const own = () => gameOf({ node: thread, log, now: () => clock.now() }) as WorkingGame
  const { dates = {} } = game
  const compute = () => game.compute
  const work = new ThreadWork({ slot, log, clock, compute, dates, config, newId, game: own })
  thread.code.add('compute', ({ compute: next }: { compute?: URL }, { isChanged }) => {
    const isOther = next?.href !== game.compute?.href || (next !== undefined && isChanged(next.href))
    return () => isOther && work.renewComputations()
  })
  thread.metrics.add(work.metrics())
  thread.exitHooks.add('computations', () => work.close())
  await thread.launch(OperationService, { book: work.operationBook }, { name: operationsName(slot) })
  return work
}

async function endAll({ log }: Thread, running: ReadonlySet<ScheduledWork>, ms: number): Promise<void> {
  const ended = Promise.all([...running].map(work => work.stop()))
  if (await isDoneBy(performance.now() + ms, ended)) return
  const schedules = [...running].map(({ name }) => name)
  log.warn({ schedules }, 'scheduled runs had not ended when the thread did')
}
