// What a game adds to the commands of operators: `commands: { gold: command({ summary, args, run(given, game) { … } }) }`.

import { z } from 'zod'
import {
  COMMAND_NAME,
  COMMAND_SCOPES,
  type Command,
  type CommandResult,
  type CommandScope,
} from '../../setup/commands.ts'

/** `T`: what `run` has of the game. */
export interface GameCommand<T = never> extends Omit<Command, 'run'> {
  run(given: never, game: T, asker: CommandAsker): CommandResult | Promise<CommandResult>
}

export type GameCommands<T = never> = Readonly<Record<string, GameCommand<T>>>

/** Who runs a command. */
export interface CommandAsker {
  /** An address of the console, or the name of a token. */
  readonly by: string
}

export interface DescribedCommand<A extends z.ZodRawShape, O extends z.ZodRawShape, T> {
  /** One line for `help`, beginning with a verb. */
  summary: string
  /** What a token must be good for; `operate` by default. All but `console`, which changes nothing, is written to audit.file;
   * what the schema marks with secret() is not. */
  scope?: CommandScope
  /** In the order in which they are written; the last one takes the rest of the line. */
  args?: A
  /** Written as `--name value`; a boolean as `--name`. */
  options?: O
  /** Runs on a serving thread, for at most 60 s. Returns plain data: rows, an object, a text. An AppError's text is shown. */
  run(
    given: z.output<z.ZodObject<A>> & z.output<z.ZodObject<O>>,
    game: T,
    asker: CommandAsker,
  ): CommandResult | Promise<CommandResult>
}

type Nothing = Record<never, never>

/** Types the arguments of `run` from the schemas. */
export const gameCommand =
  <T>() =>
  <A extends z.ZodRawShape = Nothing, O extends z.ZodRawShape = Nothing>({
    scope = 'operate',
    args,
    options,
    ...rest
  }: DescribedCommand<A, O, T>): GameCommand<T> =>
    ({
      ...rest,
      scope,
      args: z.strictObject(args ?? {}),
      options: z.strictObject(options ?? {}),
    }) as GameCommand<T>

/** Throws TypeError naming the command and the field that is wrong. */
export function checkCommands(commands: GameCommands): void {
  for (const [name, { summary, scope, args, run }] of Object.entries(commands)) {
    const fail = (field: string, expected: string, got: unknown): never => {
      throw new TypeError(`commands.${name}${field}: expected ${expected}, got ${JSON.stringify(got)}`)
    }
    if (!COMMAND_NAME.test(name)) fail('', 'one or two words in lower case', name)
    if (!(args instanceof z.ZodObject) || typeof run !== 'function')
      fail('', 'what command({ … }) returns', typeof run)
    if (typeof summary !== 'string' || summary.trim() === '') fail('.summary', 'a sentence', summary)
    if (!COMMAND_SCOPES.includes(scope)) fail('.scope', `one of ${COMMAND_SCOPES.join(', ')}`, scope)
  }
}
