// A line of the console as a command with checked arguments.

import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { nearest } from '../../lib/nearest.ts'
import { innerOf } from '../../lib/schema/inner-schema.ts'
import { sayIssue } from '../../lib/schema/say-issue.ts'
import type { Command, CommandTable } from '../../setup/commands.ts'
import { type Word, wordsOf } from './words.ts'

export interface ReadCommand {
  readonly name: string
  readonly command: Command
  /** Checked, with defaults. */
  readonly given: Record<string, unknown>
}

/** Throws BAD_MESSAGE with a sentence that says what to write instead. */
export function readCommand(table: CommandTable, line: string): ReadCommand {
  const words = wordsOf(line)
  const found = findCommand(
    table,
    words.map(({ text }) => text),
  )
  const { name, command } = found
  const given = checkGiven(name, command, textsOf(command, line, words.slice(found.length)))
  return { name, command, given }
}

/** The command that `words` begin with, of two words first. Throws UNKNOWN_MESSAGE. */
export function findCommand(
  table: CommandTable,
  words: readonly string[],
): { name: string; command: Command; length: number } {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = words.length >= length ? table.get(name) : undefined
    if (command) return { name, command, length }
  }
  const first = words[0] ?? ''
  const names = table.list().map(([name]) => name)
  const below = names.filter(name => name.startsWith(`${first} `))
  const near = nearest(first, names, 2)
  const hint =
    below.length > 0
      ? `did you mean ${below.join(', ')}?`
      : near
        ? `did you mean ${near}?`
        : '`help` lists all'
  throw new AppError('UNKNOWN_MESSAGE', `there is no command ${JSON.stringify(first.slice(0, 80))}; ${hint}`)
}

/** Argument or option -> what was written for it. The last argument takes the rest of the line, unless options follow. */
function textsOf({ args, options }: Command, line: string, words: readonly Word[]): Record<string, unknown> {
  const given: Record<string, unknown> = {}
  const names = Object.keys(args.shape)
  const optionAt = (i: number) => (words[i]!.isQuoted ? undefined : optionOf(options, words[i]!.text))
  for (let i = 0; i < words.length; i++) {
    const option = optionAt(i)
    if (option === undefined) {
      const name = names.shift()
      if (name === undefined) throw new AppError('BAD_MESSAGE', tooMany(words[i]!.text, args))
      const hasMore = names.length === 0 && i < words.length - 1
      const isRest = hasMore && words.every((_, j) => j <= i || optionAt(j) === undefined)
      given[name] = asTyped(args.shape[name]!, isRest ? line.slice(words[i]!.at).trim() : textOf(words[i]!))
      if (isRest) break
    } else
      given[option] = isFlag(options.shape[option]!) || asTyped(options.shape[option]!, textOf(words[++i]))
  }
  return given
}

/** Throws BAD_MESSAGE for a quote that is not closed. */
function textOf(word: Word | undefined): string | undefined {
  if (word?.isOpen) throw new AppError('BAD_MESSAGE', `the quote ${word.text[0]} is not closed`)
  return word?.text
}

const tooMany = (text: string, args: z.ZodObject): string =>
  `${JSON.stringify(text)} is one argument too many; expected ${Object.keys(args.shape).join(', ') || 'none'}`

/** The option that a word names: `--name`, or its first letter `-n`. */
function optionOf(options: z.ZodObject, word: string): string | undefined {
  const [, dashes, name] = /^(--?)([a-z][\w-]*)$/.exec(word) ?? []
  if (name === undefined) return undefined
  const names = Object.keys(options.shape)
  const found = names.find(each => (dashes === '--' ? each === name : each[0] === name))
  if (found === undefined)
    throw new AppError(
      'BAD_MESSAGE',
      `there is no option ${word}; expected ${names.map(each => `--${each}`).join(', ') || 'none'}`,
    )
  return found
}

const isFlag = (schema: z.ZodType): boolean => innermost(schema) instanceof z.ZodBoolean

/** Numbers are read as numbers where the schema wants one; what else is written stays text for the schema to check. */
function asTyped(schema: z.ZodType, text: string | undefined): unknown {
  if (!(innermost(schema) instanceof z.ZodNumber) || text === undefined) return text
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
}

function innermost(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = schema instanceof z.ZodPipe ? schema.in : innerOf(schema)
  return inner ? innermost(inner) : schema
}

/** Checks what was given by name. Throws BAD_MESSAGE. */
export function checkGiven(
  name: string,
  { args, options }: Command,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const checked = z.strictObject({ ...args.shape, ...options.shape }).safeParse(given)
  if (checked.success) return checked.data
  const problems = checked.error.issues.map(issue => {
    const [key] = issue.path
    if (key === undefined) return issue.message
    return `${String(key)}: ${sayIssue(issue, given[key as string], false)}`
  })
  throw new AppError('BAD_MESSAGE', `${problems.join('; ')}; usage: ${usageOf(name, { args, options })}`)
}

/** `players [--from N]`, as `help` shows it. */
export function usageOf(name: string, { args, options }: Pick<Command, 'args' | 'options'>): string {
  const required = ([key, schema]: [string, z.ZodType]) =>
    schema.safeParse(undefined).success ? `[${key.toUpperCase()}]` : key.toUpperCase()
  const option = ([key, schema]: [string, z.ZodType]) => (isFlag(schema) ? `[--${key}]` : `[--${key} VALUE]`)
  const entries = (object: z.ZodObject) => Object.entries(object.shape) as [string, z.ZodType][]
  return [name, ...entries(args).map(required), ...entries(options).map(option)].join(' ')
}
