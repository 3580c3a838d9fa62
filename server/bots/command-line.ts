// The command line of npm run bots.

import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { StartError } from '../core/errors.ts'
import type { Plan } from './plan.ts'

export const USAGE = `npm run bots -- --script FILE [--count 100] [--rate 20] [--seconds 60] [--url URL] …

  --script FILE      what a bot does: server/game/bots/chat.ts
  --count N          how many bots: 100 unless said
  --rate N           logins a second: 20 unless said
  --seconds N        how long they play once all have begun: 60 unless said
  --rounds N         how often each plays the script before it leaves, instead of --seconds
  --url URL          the gate: ws://127.0.0.1:8888 unless said
  --think MS-MS      how long a player thinks: 500-1500 unless said
  --name TEXT        accounts are this and a number: bot unless said
  --seed N           of bot.random(); 1 unless said
  --processes N      one for each 1000 bots, at most one for each processor, unless said
  --json FILE        writes the summary there too
  --help             shows this`

/** Seconds, for who plays until its rounds are over. */
const ENDLESS = '1000000'
/** Bots that one process plays without being what is slow. */
const BOTS_A_PROCESS = 1000

export interface CommandLine {
  plan: Plan
  seconds: number
  json: string | undefined
}

/** undefined: help is asked for. Throws StartError, or the error of parseArgs. */
export function parseCommandLine(args: string[]): CommandLine | undefined {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      script: text,
      count: { ...text, default: '100' },
      rate: { ...text, default: '20' },
      seconds: text,
      rounds: text,
      url: { ...text, default: 'ws://127.0.0.1:8888' },
      think: { ...text, default: '500-1500' },
      name: { ...text, default: 'bot' },
      seed: { ...text, default: '1' },
      processes: text,
      json: text,
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return undefined
  const count = wholeOf('count', values.count, 1, 1_000_000)
  const plan: Plan = {
    url: urlOf(values.url),
    script: values.script ?? refuse('script', 'a file', 'nothing'),
    count,
    rate: numberOf('rate', values.rate, 0.01, 100_000),
    rounds: values.rounds === undefined ? undefined : wholeOf('rounds', values.rounds, 1, 1e9),
    think: thinkOf(values.think),
    seed: wholeOf('seed', values.seed, 0, 0xffff_ffff),
    name: values.name,
    processes: processesOf(values.processes, count),
  }
  const seconds = values.seconds ?? (plan.rounds === undefined ? '60' : ENDLESS)
  return { plan, seconds: numberOf('seconds', seconds, 0, 1e6), json: values.json }
}

/** A process without a bot would have nothing to do. */
function processesOf(text: string | undefined, count: number): number {
  if (text === undefined) return Math.min(availableParallelism(), Math.ceil(count / BOTS_A_PROCESS))
  return Math.min(count, wholeOf('processes', text, 1, 256))
}

function urlOf(text: string): string {
  const protocol = URL.parse(text)?.protocol
  return protocol === 'ws:' || protocol === 'wss:' ? text : refuse('url', 'ws://… or wss://…', text)
}

function thinkOf(text: string): readonly [number, number] {
  const [, least, most = least] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(text) ?? []
  if (least === undefined || Number(least) > Number(most)) return refuse('think', 'ms, or ms-ms', text)
  return [Number(least), Number(most)]
}

function wholeOf(name: string, text: string, least: number, most: number): number {
  const value = numberOf(name, text, least, most)
  return Number.isInteger(value) ? value : refuse(name, 'a whole number', text)
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return value >= least && value <= most ? value : refuse(name, `a number from ${least} to ${most}`, text)
}

function refuse(name: string, expected: string, got: string): never {
  throw new StartError(`--${name}: expected ${expected}, got ${got}`)
}
