// The one way that commands are run, whoever asks: the console, or a program by HTTP. What may change something is written
// to the audit log, before it runs and after; what fails as a bug is in the log with its stack, and whoever asked is told so.

import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import type { Command, CommandContext, CommandResult } from '../../setup/commands.ts'
import type { AuditLog } from './audit-log.ts'
import { withoutSecrets } from './without-secrets.ts'

/** A command with checked arguments, as readCommand() and checkGiven() give them. */
export interface AskedCommand {
  readonly name: string
  readonly command: Command
  /** With defaults. */
  readonly given: Record<string, unknown>
}

export class CommandRunner {
  readonly #audit: AuditLog
  readonly #log: Logger

  constructor({ audit, log }: { audit: AuditLog; log: Logger }) {
    this.#audit = audit
    this.#log = log
  }

  /** Resolves when the command has ended. Rejects with AppErrors only, whose texts may be shown. */
  run(asked: AskedCommand, context: CommandContext): Promise<CommandResult> {
    return asked.command.scope === 'console' ? this.#run(asked, context) : this.#runNoted(asked, context)
  }

  async #runNoted(asked: AskedCommand, context: CommandContext): Promise<CommandResult> {
    const began = performance.now()
    const note = (result: string, error?: string): void => {
      const took = result === 'begun' ? undefined : Math.round(performance.now() - began)
      const given = withoutSecrets(asked.given, asked.command)
      this.#audit.add({ by: context.by, command: asked.name, given, result, error, ms: took })
    }
    note('begun')
    try {
      const result = await this.#run(asked, context)
      note('ok')
      return result
    } catch (error) {
      note('failed', (error as AppError).message)
      throw error
    }
  }

  async #run({ name, command, given }: AskedCommand, context: CommandContext): Promise<CommandResult> {
    try {
      return await command.run(given, context)
    } catch (error) {
      if (error instanceof AppError) throw explained(error)
      this.#log.error({ err: error, command: name, by: context.by }, 'a command failed')
      const reason = `unexpected error: ${(error as Error)?.message ?? error}; the log has its stack`
      throw new AppError('INTERNAL', reason, { cause: error })
    }
  }
}

/** Of a bug in another service, which has logged its stack: what it says. */
function explained(error: AppError): AppError {
  const { code, cause } = error
  if (code !== 'INTERNAL' || cause === undefined) return error
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new AppError('INTERNAL', `unexpected error: ${reason}; the log has its stack`, { cause })
}
