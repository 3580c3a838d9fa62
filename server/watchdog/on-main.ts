// Who is online, on main.

import { readGauge } from '../core/metrics/metric.ts'
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
  setup.metrics.add({
    gatehouse_players: readGauge(
      'accounts that are logged in',
      async () => (await watchdog.call.count()).online,
    ),
    gatehouse_logins_waiting: readGauge(
      'logins that wait for an earlier one of their account to leave',
      async () => (await watchdog.call.count()).waiting,
    ),
  })
  return watchdog
}
