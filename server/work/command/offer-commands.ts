// A game's commands among those of the kit, on main.

import { StartError } from '../../core/errors.ts'
import type { MainSetup } from '../../setup/main-setup.ts'
import type { CommandService } from './command-service.ts'
import { COMMANDS } from './command-service.ts'
import type { GameCommand, GameCommands } from './define-command.ts'

/** ms that a command may take. */
const RUN_WITHIN = 60_000

/** After all commands of the kit are there. Throws StartError for a name that one of these has. */
export function offerCommands(setup: MainSetup, ofGame: GameCommands): void {
  let offered: readonly string[] = []
  const check = (next: GameCommands) => {
    const taken = Object.keys(next).find(name => !offered.includes(name) && setup.commands.get(name))
    if (taken !== undefined)
      throw new StartError(
        `commands.${taken}: expected a name that no command of the kit has, got "${taken}"`,
      )
  }
  const offer = (next: GameCommands) => {
    for (const name of offered) setup.commands.remove(name)
    offered = Object.keys(next)
    addCommands(setup, next)
  }
  check(ofGame)
  offer(ofGame)
  setup.node.thread.code.add('commands', ({ commands = {} }: { commands?: GameCommands }) => {
    check(commands)
    return () => offer(commands)
  })
}

function addCommands({ commands, node }: MainSetup, ofGame: GameCommands): void {
  const run = async (name: string, given: object, by: string) => {
    const service = await node.query<CommandService>(COMMANDS)
    return service.within(RUN_WITHIN).call.run(name, given, { by })
  }
  for (const [name, { summary, scope, args, options }] of Object.entries<GameCommand>(ofGame))
    commands.add({
      [name]: { summary, scope, args, options, run: (given, { by }) => run(name, given, by) },
    })
}
