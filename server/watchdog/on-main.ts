// Who is online, on main.

import type { Ref } from '../core/service/ref.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import { Watchdog, type WatchdogOptions } from './watchdog.ts'

export async function watchdogOnMain(
  setup: MainSetup,
  options: Omit<WatchdogOptions, 'clock'>,
): Promise<Ref<Watchdog>> {
  const { clock } = setup.node.thread
  const watchdog = await setup.node.launch(Watchdog, { ...options, clock }, { name: '.watchdog' })
  setup.onThreadLost((_slot, life) => watchdog.call.lost(life))
  return watchdog
}
