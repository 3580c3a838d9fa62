// The service `.commands`: runs a game's own commands for operators, on a serving thread, where what they need of the game is.
// They overlap. Made by createCommandService, one class per thread.

import { AppError } from '../../core/errors.ts'
import { Service, type ServiceClass } from '../../core/service/service.ts'
import type { CommandResult } from '../../setup/commands.ts'
import type { GameHost } from '../schedule/scheduled-work.ts'
import type { CommandAsker, GameCommands } from './define-command.ts'

/** The name under which a thread's services hold this class, and that of the service. */
export const COMMAND_SERVICE = 'commands'
export const COMMANDS = '.commands'

/** What the commands of a thread have. */
export interface CommandsContext {
  commands: GameCommands
  gameOf(host: GameHost): unknown
}

export abstract class CommandService extends Service {
  static concurrent = true
  protected abstract get context(): CommandsContext
  #game: unknown

  protected override onStart(): void {
    this.#game = this.context.gameOf({ node: this.node, log: this.log, now: () => this.now() })
  }

  /** `given` has been checked. Throws what the command throws. */
  run(name: string, given: object, asker: CommandAsker): CommandResult | Promise<CommandResult> {
    const { commands } = this.context
    if (!Object.hasOwn(commands, name)) throw new AppError('UNKNOWN_COMMAND')
    return commands[name]!.run(given as never, this.#game as never, asker)
  }
}

export function createCommandService(context: CommandsContext): ServiceClass<CommandService, void> {
  return class CommandServiceOfThread extends CommandService {
    protected get context(): CommandsContext {
      return context
    }
  }
}
