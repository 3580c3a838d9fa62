// What a game does by itself, when its code is replaced: what is new is launched, what is gone ends. What goes on has its new code
// from its own thread.

import type { ServiceKeeper } from '../core/node/service-keeper.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import type { GameCommands } from './command/define-command.ts'
import type { Schedules } from './schedule/define-schedule.ts'
import type { AnyStartEntry } from './start/define-start.ts'
import { startServices } from './start/start-services.ts'

/** The part of a game's definition that this follows. */
interface OwnWork {
  start?: readonly AnyStartEntry[]
  schedule?: Schedules
  commands?: GameCommands
}

export interface WorkLaunchers {
  setup: MainSetup
  keeper: ServiceKeeper
  launchSchedule(name: string): Promise<void>
  launchCommands(): Promise<void>
}

/** `running`: what was launched at the start. */
export function followWork(launchers: WorkLaunchers, running: OwnWork): void {
  let current = running
  const { code } = launchers.setup.node.thread
  code.add('work', (next: OwnWork) => () => {
    const before = current
    current = next
    code.afterwards(() => changeWork(launchers, before, next))
  })
}

async function changeWork(
  { setup, keeper, launchSchedule, launchCommands }: WorkLaunchers,
  before: OwnWork,
  { start = [], schedule = {}, commands = {} }: OwnWork,
): Promise<void> {
  const { start: started = [], schedule: scheduled = {} } = before
  const ended = started.filter(({ name }) => !start.some(each => each.name === name))
  for (const { name } of ended) for (const each of namesOf(name, keeper.names)) await keeper.drop(each)
  for (const name of Object.keys(scheduled))
    if (!Object.hasOwn(schedule, name)) await keeper.drop(`.schedule/${name}`)
  const entries = start.filter(({ name }) => !started.some(each => each.name === name))
  await startServices(setup.node, keeper, { entries, standIns: setup.standIns })
  await Promise.all(Object.keys(schedule).map(launchSchedule))
  if (Object.keys(commands).length > 0) await launchCommands()
}

/** Of an entry of `start`: one, or one on each thread. */
const namesOf = (name: string, kept: readonly string[]): string[] =>
  kept.filter(
    each => each === name || (each.startsWith(`${name}/`) && /^\d+$/.test(each.slice(name.length + 1))),
  )
