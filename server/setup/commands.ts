// What operators can ask a running server: every capability adds its commands here, and the console, the HTTP interface
// and `npm run console` offer all of them alike.

import { z } from 'zod'

/** What a program's token must be good for: to look, to act, or everything. Each includes those before it. */
export const COMMAND_SCOPES = ['console', 'operate', 'admin'] as const
export type CommandScope = (typeof COMMAND_SCOPES)[number]

/** Who asks, and how to tell it something before the command has ended. */
export interface CommandContext {
  /** For the audit log: an address, or the name of a token. */
  readonly by: string
  /** Aborted when whoever asked is gone. */
  readonly signal: AbortSignal
  /** Shows a text or rows at once, for what goes on over time. */
  print(part: CommandResult): void
}

/** Rows are shown as a table, an object as a line for each key, a text as it is; CommandPage and CommandLines as they say. */
export type CommandResult = string | undefined | object | readonly object[]

/** Rows of a long list; `next` is the `--from` of the page after it. */
export interface CommandPage {
  readonly rows: readonly object[]
  /** How many there are in all. */
  readonly total: number
  readonly next?: number
}

/** Some of many rows of one kind that come one after the other: shown without a header, a blank line before them. */
export interface CommandLines {
  readonly lines: readonly object[]
}

export interface Command {
  /** One line for `help`, beginning with a verb. */
  readonly summary: string
  readonly scope: CommandScope
  /** In the order in which they are written; the last one takes the rest of the line. */
  readonly args: z.ZodObject
  /** Written as `--name value`, in any order; a boolean as `--name`. */
  readonly options: z.ZodObject
  run(given: Record<string, unknown>, context: CommandContext): CommandResult | Promise<CommandResult>
}

export type Commands = Readonly<Record<string, Command>>

interface Described<A extends z.ZodRawShape, O extends z.ZodRawShape> {
  summary: string
  /** `console` by default: it changes nothing. What changes something is written to the audit log. */
  scope?: CommandScope
  args?: A
  options?: O
  /** What it throws as an AppError is shown with its text. */
  run(
    given: z.output<z.ZodObject<A>> & z.output<z.ZodObject<O>>,
    context: CommandContext,
  ): CommandResult | Promise<CommandResult>
}

type Nothing = Record<never, never>

/** Types the arguments of `run` from the schemas. */
export function command<A extends z.ZodRawShape = Nothing, O extends z.ZodRawShape = Nothing>({
  summary,
  scope = 'console',
  args,
  options,
  run,
}: Described<A, O>): Command {
  return {
    summary,
    scope,
    args: z.strictObject(args ?? {}),
    options: z.strictObject(options ?? {}),
    run: run as Command['run'],
  }
}

/** The options of a command that gives a page of a list. */
export const PAGE = {
  from: z.int().min(0).default(0).describe('the first row, from 0'),
  limit: z.int().min(1).max(1000).default(100).describe('how many rows at most'),
}

/** `rows`: those from `from` on, of a list of `total`. */
export function pageOf(rows: readonly object[], from: number, total: number): CommandPage {
  const next = from + rows.length
  return { rows, total, ...(next < total && rows.length > 0 && { next }) }
}

/** One word or two. */
export const COMMAND_NAME = /^[a-z][a-z0-9-]*( [a-z][a-z0-9-]*)?$/

export class CommandTable {
  readonly #commands = new Map<string, Command>()

  /** Throws when a name is taken. A name may be two words. */
  add(commands: Commands): void {
    for (const [name, each] of Object.entries(commands)) {
      if (!COMMAND_NAME.test(name))
        throw new TypeError(`commands: expected one or two words in lower case, got ${JSON.stringify(name)}`)
      if (this.#commands.has(name)) throw new TypeError(`commands: there is a command "${name}" already`)
      this.#commands.set(name, each)
    }
  }

  remove(name: string): void {
    this.#commands.delete(name)
  }

  get(name: string): Command | undefined {
    return this.#commands.get(name)
  }

  /** In the order of the alphabet. */
  list(): [name: string, command: Command][] {
    return [...this.#commands].sort(([a], [b]) => (a < b ? -1 : 1))
  }
}
