// What a run of bots comes to: as data for --json, and as the tables that are printed at its end.

import type { Plan } from './plan.ts'
import type { BotCounts } from './samples.ts'
import type { MessageTally, Tally } from './tally.ts'

/** Above this share the bots' own processes are what is slow. */
const TOO_BUSY = 0.8

export interface MessageSummary {
  message: string
  count: number
  perSecond: number
  /** ms. */
  p50: number
  p95: number
  p99: number
  max: number
  /** Code → how often. */
  errors: Record<string, number>
}

export interface Summary {
  url: string
  script: string
  count: number
  rate: number
  seed: number
  processes: number
  /** From the first login to the end. */
  seconds: number
  /** Whether nothing unexpected happened; the exit code is 0 then. */
  isClean: boolean
  bots: Omit<BotCounts, 'playing'>
  rounds: number
  messages: MessageSummary[]
  pushes: Record<string, number>
  /** Close code with its reason → how often. */
  losses: Record<string, number>
  mistakes: { text: string; count: number; bot: number }[]
  crashes: readonly string[]
  /** 0 to 1: how busy the busiest process of bots was. */
  busy: number
}

/** `seconds`: from the first login to the end. */
export function summaryOf(tally: Tally, plan: Plan, seconds: number): Summary {
  const { url, script, count, rate, seed, processes } = plan
  const { begun, loggedIn, out } = tally.bots
  const names = [...tally.messages.keys()].sort()
  return {
    url,
    script,
    count,
    rate,
    seed,
    processes,
    seconds: round(seconds),
    isClean: tally.isClean,
    bots: { begun, loggedIn, out },
    rounds: tally.rounds,
    messages: names.map(name => messageSummary(name, tally.messages.get(name)!, seconds)),
    pushes: Object.fromEntries([...tally.pushes].sort()),
    losses: Object.fromEntries([...tally.losses].sort()),
    mistakes: [...tally.mistakes.values()],
    crashes: tally.crashes,
    busy: round(tally.busy),
  }
}

function messageSummary(
  message: string,
  { histogram, errors }: MessageTally,
  seconds: number,
): MessageSummary {
  const { count } = histogram
  const ms = (percent: number) => (count === 0 ? 0 : round(histogram.percentile(percent) / 1000))
  return {
    message,
    count,
    perSecond: round(count / seconds),
    p50: ms(50),
    p95: ms(95),
    p99: ms(99),
    max: count === 0 ? 0 : round(histogram.max / 1000),
    errors: Object.fromEntries([...errors].sort()),
  }
}

const round = (value: number): number => Math.round(value * 100) / 100

export function formatSummary(summary: Summary): string {
  const { bots, count, rounds, seconds, processes, seed, busy } = summary
  const lines = [
    `${bots.loggedIn} of ${count} bots logged in, and played ${rounds} rounds in ${seconds} s`,
    `${processes} ${processes === 1 ? 'process' : 'processes'}, busy ${Math.round(busy * 100)} %, seed ${seed}`,
    '',
    ...messageTable(summary.messages),
    ...section('errors', summary.messages.flatMap(errorsOf)),
    ...section('lost connections', countsOf(summary.losses)),
    ...section('pushes', countsOf(summary.pushes)),
    ...section('mistakes of the script', summary.mistakes.map(mistakeLine)),
    ...section('refused for good', bots.out > 0 ? [`${bots.out} bots`] : []),
    ...section('crashed', summary.crashes),
    ...(busy > TOO_BUSY ? ['', busyWarning(processes)] : []),
    '',
    summary.isClean ? 'nothing unexpected happened' : 'something unexpected happened',
  ]
  return lines.join('\n')
}

const busyWarning = (processes: number): string =>
  `the bots themselves were busy: what they measured includes their own waiting; give --processes ${processes + 1} or another machine`

const errorsOf = ({ message, errors }: MessageSummary): string[] =>
  Object.entries(errors).map(([code, count]) => `${count} × ${message}: ${code}`)

const countsOf = (counts: Record<string, number>): string[] =>
  Object.entries(counts).map(([name, count]) => `${count} × ${name}`)

const mistakeLine = ({ text, count, bot }: Summary['mistakes'][number]): string =>
  `${count} × ${text}${bot > 0 ? `, first bot ${bot}` : ''}`

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${line}`)]

/** Names to the left, figures to the right. */
function messageTable(messages: readonly MessageSummary[]): string[] {
  const head = ['ms', 'count', 'per s', 'p50', 'p95', 'p99', 'max']
  const rows = messages.map(({ message, count, perSecond, p50, p95, p99, max }) => [
    message,
    String(count),
    ...[perSecond, p50, p95, p99, max].map(value => value.toFixed(1)),
  ])
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map(row => row[i]!.length)))
  const line = (row: string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
  return [head, ...rows].map(line)
}
