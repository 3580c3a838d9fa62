// A game's commands among those of the kit, on main.

import { StartError } from '../../core/errors.ts'
import type { MainSetup } from '../../setup/main-setup.ts'
import type { CommandService } from './command-service.ts'
import { COMMANDS } from './command-service.ts'
import type { GameCommand, GameCommands } from './define-command.ts'

/** ms that a command may take. */
const RUN_WITHIN = 60_000

/** After all commands of the kit are there. Throws StartError for a name that one of these has. */
export function offerCommands({ commands, node }: MainSetup, ofGame: GameCommands): void {
  const run = async (name: string, given: object, by: string) => {
    const service = await node.query<CommandService>(COMMANDS)
    return service.within(RUN_WITHIN).call.run(name, given, { by })
  }
  for (const [name, { summary, scope, args, options }] of Object.entries<GameCommand>(ofGame)) {
    if (commands.get(name))
      throw new StartError(`commands.${name}: expected a name that no command of the kit has, got "${name}"`)
    commands.add({
      [name]: { summary, scope, args, options, run: (given, { by }) => run(name, given, by) },
    })
  }
}
