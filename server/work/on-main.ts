// What a game does by itself, from main: its services, its schedules, its dates and what runs its commands are launched on the
// serving threads, and again where one is lost.

import { ServiceKeeper } from '../core/node/service-keeper.ts'
import type { ErrorAlarm } from '../core/watch/error-book.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import type { DateStore } from '../store/due/date-store.ts'
import { COMMAND_SERVICE, COMMANDS } from './command/command-service.ts'
import type { GameCommands } from './command/define-command.ts'
import { offerCommands } from './command/offer-commands.ts'
import { dateCommands } from './date/date-commands.ts'
import { DATE_SERVICE, DATES, type DateService } from './date/date-service.ts'
import { tellErrorHook } from './error-hook.ts'
import { followWork } from './follow-work.ts'
import { operationCommands } from './operation/operation-commands.ts'
import { forgetDates } from './removed/forget-dates.ts'
import { tellRemoved } from './removed/removed-hook.ts'
import type { Schedules } from './schedule/define-schedule.ts'
import { SCHEDULE_SERVICE } from './schedule/scheduled-work.ts'
import type { AnyStartEntry } from './start/define-start.ts'
import { startServices } from './start/start-services.ts'

export interface WorkOnMainOptions {
  start?: readonly AnyStartEntry[]
  schedule?: Schedules
  commands?: GameCommands
  onErrors?: unknown
  onPlayerRemoved?: unknown
}

/** `open`, once the serving threads are there: throws StartError naming the service that could not be launched. */
export function workOnMain(
  setup: MainSetup,
  { start = [], schedule = {}, commands = {}, onErrors, onPlayerRemoved }: WorkOnMainOptions,
  { dates: dateStore }: { dates: DateStore },
) {
  const { node, standIns } = setup
  const tell = (alarm: ErrorAlarm) => void tellErrorHook(node, node.slots[0] ?? 0, alarm)
  if (onErrors) node.thread.monitor.onErrors = tell
  setup.removers.add(({ uid }) => uid !== undefined && forgetDates(dateStore, uid))
  let hearsRemoved = Boolean(onPlayerRemoved)
  setup.removers.add(player => hearsRemoved && tellRemoved(node, node.slots[0] ?? 0, player))
  setup.node.thread.code.add('hooks', (next: WorkOnMainOptions) => () => {
    node.thread.monitor.onErrors = next.onErrors ? tell : () => undefined
    hearsRemoved = Boolean(next.onPlayerRemoved)
  })
  const keeper = new ServiceKeeper(node)
  setup.health.add(() => keeper.problems[0])
  const launchSchedule = (name: string) => {
    const launch = (slot: number) =>
      node.launchOn(slot, SCHEDULE_SERVICE, { name }, { name: `.schedule/${name}` })
    return keeper.keep({ name: `.schedule/${name}`, on: 'one', launch })
  }
  const launchCommands = () => {
    const launch = (slot: number) => node.launchOn(slot, COMMAND_SERVICE, undefined, { name: COMMANDS })
    return keeper.keep({ name: COMMANDS, on: 'one', launch })
  }
  let isOpen = false
  const launchDates = () => {
    const launch = async (slot: number) => {
      const dates = await node.launchOn<DateService>(slot, DATE_SERVICE, undefined, { name: DATES })
      if (isOpen) dates.send.begin()
      return dates
    }
    return keeper.keep({ name: DATES, on: 'one', launch })
  }
  setup.commands.add({ ...dateCommands(node), ...operationCommands(node) })
  const open = async (): Promise<void> => {
    // Before the game's services, which may set dates when they start; what is due is done when they are there.
    await launchDates()
    await startServices(node, keeper, { entries: start, standIns })
    isOpen = true
    ;(await node.query<DateService>(DATES)).send.begin()
    await Promise.all(Object.keys(schedule).map(launchSchedule))
    offerCommands(setup, commands)
    if (Object.keys(commands).length > 0) await launchCommands()
    followWork({ setup, keeper, launchSchedule, launchCommands }, { start, schedule: { ...schedule } })
  }
  return { open }
}
