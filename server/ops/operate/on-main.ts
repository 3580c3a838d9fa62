// What operators do that spans several parts of the server: players, services, threads, draining, backups.

import type { Protocol } from '../../../protocol/sproto/index.ts'
import type { RoomDirectory } from '../../room/directory/room-directory.ts'
import type { MainSetup } from '../../setup/main-setup.ts'
import type { SettingRow } from '../../setup/start-options.ts'
import type { AllStores } from '../../store/on-main.ts'
import type { Watchdog } from '../../watchdog/watchdog.ts'
import { backupCommand } from './backup-command.ts'
import { configCommand } from './config-command.ts'
import { drainCommands } from './drain.ts'
import { lookAtPlayers } from './look-at-players.ts'
import { playerCommands } from './player-commands.ts'
import { Players, type TypedNames } from './players.ts'
import { serviceCommands } from './service-commands.ts'
import { threadCommands } from './thread-commands.ts'

export interface OperateOnMainOptions {
  stores: AllStores
  protocol: Protocol
  config: { stopTimeout: number; save: { unsaved: string } }
  settings: readonly SettingRow[]
  names: TypedNames
  onStop(reason: string): void
}

/** When the watchdog and the rooms are there. */
export async function operateOnMain(setup: MainSetup, options: OperateOnMainOptions): Promise<void> {
  const { commands, node, log } = setup
  const { stores, protocol, config, settings, names, onStop } = options
  const { stopTimeout, save } = config
  const watchdog = await node.query<Watchdog>('.watchdog')
  const directory = await node.query<RoomDirectory>('.rooms')
  const players = new Players({ node, watchdog, roles: stores.roles, names })
  commands.add({
    ...lookAtPlayers(players),
    ...playerCommands({ players, directory, protocol, now: () => node.thread.clock.now() }),
    ...serviceCommands({ node, players, directory }),
    ...threadCommands({ node, stopTimeout }),
    ...drainCommands({ players, log, onStop }),
    ...configCommand(settings),
    ...backupCommand({ node, stores, unsaved: save.unsaved }),
  })
}
