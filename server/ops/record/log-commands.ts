// The log while it is written: tail shows the lines of all threads, log changes what is written.

import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { type CommandContext, type Commands, command } from '../../setup/commands.ts'
import { waitFor } from '../look/intervals.ts'
import type { Threads } from '../look/threads.ts'
import { linesOf, Recordings, recorderOn } from './recordings.ts'

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
const NUMBERS: Readonly<Record<string, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
}
/** Seconds between two looks. */
const STEP = 0.2
const MINUTE = 60_000
const DAY = 1440

export const logCommands = (threads: Threads): Commands => ({
  log: command({
    summary: 'logs from this level on, everywhere or in one service, for some minutes',
    scope: 'operate',
    args: {
      level: z.enum(LEVELS),
      service: z.string().optional().describe('a name, class or address; everything unless said'),
      minutes: z.number().min(0.01).max(DAY).default(10).describe('then the level is as it was'),
    },
    run: (given, context) => setLevel(threads, given, context),
  }),
  tail: command({
    summary: 'shows the last log lines of all threads, then others as they come, until an empty line',
    args: {
      filter: z.string().optional().describe('a level (that and above), or a text that is in the line'),
    },
    options: {
      last: z.int().min(0).max(1000).default(10).describe('how many that were written before; 200 are kept'),
    },
    run: ({ filter, last }, context) => tail(threads, { matches: matcherOf(filter), last }, context),
  }),
})

/** `log debug 5` means everything for 5 minutes. */
async function setLevel(
  threads: Threads,
  { level, service, minutes }: { level: string; service?: string | undefined; minutes: number },
  context: CommandContext,
): Promise<string> {
  const alone = service !== undefined && /^\d+(\.\d+)?$/.test(service) ? Number(service) : undefined
  if (alone !== undefined && !(alone >= 0.01 && alone <= DAY))
    throw new AppError('BAD_MESSAGE', `minutes: expected 0.01 to ${DAY}, got ${alone}`)
  const [who, during] = alone === undefined ? [service ?? '', minutes] : ['', alone]
  const found = await threads.ask(async slot =>
    (await recorderOn(threads, slot)).call.level(who, level, during * MINUTE),
  )
  threads.remark(found, context)
  const isThere = found.some(({ answer }) => answer)
  const hint = isThere ? '' : '; there is none of this name, class or address now'
  return `${who || 'everything'}: ${level} for ${during} minutes${hint}`
}

interface Line {
  time: number
  level: number
  msg: string
  thread?: number
  [field: string]: unknown
}

function matcherOf(filter: string | undefined): (line: Line, text: string) => boolean {
  if (filter === undefined) return () => true
  const least = NUMBERS[filter.toLowerCase()]
  if (least !== undefined) return ({ level }) => level >= least
  const wanted = filter.toLowerCase()
  return (_line, text) => text.toLowerCase().includes(wanted)
}

interface TailOptions {
  matches(line: Line, text: string): boolean
  /** Lines from before. */
  last: number
}

async function tail(
  threads: Threads,
  { matches, last }: TailOptions,
  context: CommandContext,
): Promise<undefined> {
  const past: string[] = []
  const shown = (texts: readonly string[]): string[] =>
    texts
      .map(text => ({ text, line: JSON.parse(text) as Line }))
      .sort((a, b) => a.line.time - b.line.time)
      .flatMap(({ line, text }) => (matches(line, text) ? [showLine(line)] : []))
  await Recordings.during(
    threads,
    linesOf(lines => past.push(...lines)),
    async recordings => {
      for (const line of shown(past.splice(0)).slice(last === 0 ? Infinity : -last)) context.print(line)
      context.print('reading the log; an empty line ends it')
      while (!context.signal.aborted) {
        await waitFor(STEP, context)
        const taken = await recordings.take(context)
        for (const {
          slot,
          taken: { leftOut },
        } of taken)
          if (leftOut > 0)
            context.print(`thread ${slot} has logged ${leftOut} more lines, too fast to be shown`)
        const texts = taken.flatMap(({ taken: { lines } }) => lines)
        // Of a thread that is new: from its beginning.
        for (const line of shown([...past.splice(0), ...texts])) context.print(line)
      }
    },
  )
}

function showLine({ time, level, msg, thread, node: _node, ...rest }: Line): string {
  const name = LEVELS.find(each => NUMBERS[each] === level)?.toUpperCase() ?? String(level)
  const clock = new Date(time).toISOString().slice(11, -1)
  const fields = Object.entries(rest).map(([key, value]) => `${key}=${shortOf(value)}`)
  return [clock, name.padEnd(5), `thread=${thread}`, msg, ...fields].join(' ')
}

function shortOf(value: unknown): string {
  if (typeof value === 'string') return /^\S+$/.test(value) ? value : JSON.stringify(value)
  const { type, message } = (value ?? {}) as { type?: unknown; message?: unknown }
  return type !== undefined && message !== undefined
    ? JSON.stringify(`${type}: ${message}`)
    : JSON.stringify(value)
}
