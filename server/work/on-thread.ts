// What a game does by itself on a serving thread: the schedules that run here, and its days. At the end no schedule is
// begun any more, and what runs is waited for, as it may change roles and boards.

import { isDoneBy, timeBefore } from '../core/exit-hooks.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { ErrorAlarm } from '../core/watch/error-book.ts'
import type { ScheduleStore } from '../store/schedule-store.ts'
import { COMMAND_SERVICE, createCommandService } from './command/command-service.ts'
import type { GameCommands } from './command/define-command.ts'
import { tellDays } from './daily/daily-timer.ts'
import type { GameDays } from './daily/game-days.ts'
import { ErrorHook, type ErrorHookOptions, errorHookName } from './error-hook.ts'
import type { Schedules } from './schedule/define-schedule.ts'
import {
  createScheduledWork,
  type GameHost,
  SCHEDULE_SERVICE,
  type ScheduledWork,
} from './schedule/scheduled-work.ts'

/** ms of a stop that schedules leave to boards and roles. */
const FOR_OTHERS = 4000

export interface WorkOnThreadOptions {
  game: {
    schedule?: Schedules
    commands?: GameCommands
    timeZone?: string | undefined
    onErrors?(alarm: ErrorAlarm, game: never): unknown
  }
  days: GameDays | undefined
  store: ScheduleStore
  /** What the `run` of a schedule or command is called with. */
  gameOf(host: GameHost): unknown
}

export async function workOnThread(
  thread: Thread,
  { game, days, store, gameOf }: WorkOnThreadOptions,
): Promise<void> {
  if (days) tellDays(thread, days)
  if (game.onErrors) await hookErrors(thread, { onErrors: game.onErrors as never, gameOf })
  const { schedule: schedules, commands, timeZone } = game
  if (commands) thread.offer(COMMAND_SERVICE, createCommandService({ commands, gameOf }))
  if (!schedules) return
  const running = new Set<ScheduledWork>()
  const context = { schedules, timeZone, store, clock: thread.clock, gameOf, running }
  thread.offer(SCHEDULE_SERVICE, createScheduledWork(context))
  thread.timeHooks.add('schedules', () => Promise.all([...running].map(work => work.tick())))
  thread.exitHooks.add('schedules', deadline => endAll(thread, running, timeBefore(deadline, FOR_OTHERS)))
}

async function hookErrors(thread: Thread, options: ErrorHookOptions): Promise<void> {
  const hook = await thread.launch(ErrorHook, options, { name: errorHookName(thread.slot) })
  thread.monitor.onErrors = alarm => hook.send.tell(alarm)
}

async function endAll({ log }: Thread, running: ReadonlySet<ScheduledWork>, ms: number): Promise<void> {
  const ended = Promise.all([...running].map(work => work.stop()))
  if (await isDoneBy(performance.now() + ms, ended)) return
  const schedules = [...running].map(({ name }) => name)
  log.warn({ schedules }, 'scheduled runs had not ended when the thread did')
}
