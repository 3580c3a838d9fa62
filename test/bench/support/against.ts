// npm run bench -- NAME --against COMMIT: this version and that one in turns, in one run. Each runs its own benchmark
// in its own worktree and process; figures are matched by name. A round is made of short slices, in the order A B B A, since
// a machine that others share changes its pace by half from one second to the next. What counts is the ratio of each
// round: its median, and the interval of 95 % around that.
//
// Both processes are started anew for each round: what V8 and malloc happen to make of one of them moves a figure by 5 %
// for as long as it lives, which would look like a difference of the versions otherwise.

import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { type Interval, intervalOf } from './interval.ts'
import type { Ask } from './side.ts'
import { currentVersion, openWorktree, ROOT } from './worktree.ts'

export interface Comparison extends Interval {
  name: string
  unit: string
  /** Medians of the rounds. */
  value: number
  before: number
  rounds: number
  /** unknown: the interval is still too wide. */
  verdict: 'holds' | 'slower' | 'unknown'
}

export interface AgainstOptions {
  commit: string
  benches: readonly string[]
  /** Part of the names of the figures to compare; '' for all. */
  only: string
  /** How many at first; more follow until the interval is narrow. */
  rounds: number
  /** How many percent worse than before is too much. */
  allowed: number
}

interface Listed {
  bench: string
  name: string
  unit: string
  better: 'more' | 'less'
  /** ms; 0: a round is one measurement of each version. */
  slice: number
}

const MOST_ROUNDS = 61
/** How wide the interval of 95 % may be, in percent of the quicker of the two. */
const WIDEST = 4
/** ms that each version is measured in a round, where a figure can be cut into slices. More rounds tell more than longer ones:
 * the two processes of a round differ by up to 5 % for as long as they live, also where both are of one version. */
const SPAN = 2000
/** Slices that come first and are not counted: nothing is compiled yet. */
const WARM_UP = 2

export async function compareAgainst(options: AgainstOptions): Promise<Comparison[]> {
  const tree = openWorktree(options.commit)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  process.once('exit', tree.remove)
  console.log(`${currentVersion()} against ${tree.commit}; more than 1 is better than before`)
  return await compareAll({ ours: ROOT, theirs: tree.path }, options)
}

async function compareAll(folders: Folders, options: AgainstOptions): Promise<Comparison[]> {
  const found: Comparison[] = []
  for (const figure of await figuresInBoth(folders, options)) {
    const comparison = await compare(folders, figure, options)
    found.push(comparison)
    tell(comparison)
  }
  return found
}

interface Folders {
  ours: string
  theirs: string
}

async function figuresInBoth(
  { ours, theirs }: Folders,
  { benches, only }: AgainstOptions,
): Promise<Listed[]> {
  const [all, before] = await Promise.all([listOf(ours, benches), listOf(theirs, benches)])
  const mine = all.filter(({ name }) => name.includes(only))
  const both = mine.filter(a => before.some(b => b.bench === a.bench && b.name === a.name))
  for (const { bench, name } of mine.filter(figure => !both.includes(figure)))
    console.log(`  ${bench}: "${name}" is new, there is nothing to compare it with`)
  if (both.length === 0) throw new Error('no figure that both versions have')
  return both
}

async function listOf(folder: string, benches: readonly string[]): Promise<Listed[]> {
  const side = new Side(folder)
  const figures = (await side.ask({ list: benches })) as Listed[]
  side.end()
  return figures
}

interface Rounds {
  ours: number[]
  theirs: number[]
  ratios: number[]
}

async function compare(
  folders: Folders,
  figure: Listed,
  { rounds, allowed }: AgainstOptions,
): Promise<Comparison> {
  const seen: Rounds = { ours: [], theirs: [], ratios: [] }
  const isEnough = () => seen.ratios.length >= rounds && !isWide(intervalOf(seen.ratios))
  while (!isEnough() && seen.ratios.length < MOST_ROUNDS) {
    const [mine, before] = await measureRound(folders, figure)
    seen.ours.push(mine)
    seen.theirs.push(before)
    seen.ratios.push(figure.better === 'more' ? mine / before : before / mine)
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K  ${figure.name}: round ${seen.ratios.length}\r`)
  }
  return judgeRounds(figure, seen, allowed)
}

async function measureRound(folders: Folders, figure: Listed): Promise<[number, number]> {
  const [ours, theirs] = [new Side(folders.ours), new Side(folders.theirs)]
  const open: Ask = { open: { bench: figure.bench, figure: figure.name } }
  await Promise.all([ours.ask(open), theirs.ask(open)])
  if (figure.slice > 0) await measureSlices(ours, theirs, figure.slice, WARM_UP)
  const measured = await measureSlices(
    ours,
    theirs,
    figure.slice,
    figure.slice > 0 ? Math.ceil(SPAN / figure.slice) : 1,
  )
  for (const side of [ours, theirs]) side.end()
  return measured
}

/** The means of the slices of each. */
async function measureSlices(
  ours: Side,
  theirs: Side,
  slice: number,
  slices: number,
): Promise<[number, number]> {
  let [mine, before] = [0, 0]
  const measure = async (side: Side) => (await side.ask({ measure: slice })) as number
  for (let i = 0; i < slices; i++) {
    if (i % 2) before += await measure(theirs)
    mine += await measure(ours)
    if (i % 2 === 0) before += await measure(theirs)
  }
  return [mine / slices, before / slices]
}

const isWide = ({ median, low, high }: Interval): boolean => high - low > (WIDEST / 100) * Math.max(1, median)

function judgeRounds({ bench, name, unit }: Listed, seen: Rounds, allowed: number): Comparison {
  const interval = intervalOf(seen.ratios)
  const isSlower = interval.high <= 1 - allowed / 100
  return {
    name: `${bench}: ${name}`,
    unit,
    value: intervalOf(seen.ours).median,
    before: intervalOf(seen.theirs).median,
    rounds: seen.ratios.length,
    ...interval,
    verdict: isSlower ? 'slower' : isWide(interval) ? 'unknown' : 'holds',
  }
}

function tell({ name, unit, value, before, rounds, median, low, high, verdict }: Comparison): void {
  const short = (n: number) => Number(n.toPrecision(4)).toLocaleString('en-US')
  const figures = `${short(value)} ${unit}, before ${short(before)}`
  const ratio = `${median.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)}, ${rounds} rounds)`
  console.log(`  ${name}: ${figures}, ratio ${ratio}: ${verdict}`)
}

interface Waiting {
  resolve(answer: unknown): void
  reject(error: Error): void
}

/** The process of one version. It is asked one thing at a time. */
class Side {
  readonly #child: ChildProcess
  #waiting: Waiting | undefined

  constructor(folder: string) {
    this.#child = fork(join(folder, 'test/bench/support/side.ts'), {
      cwd: folder,
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#child.on('message', (reply: { answer: unknown } | { error: string }) => {
      if ('error' in reply) this.#waiting?.reject(new Error(reply.error))
      else this.#waiting?.resolve(reply.answer)
    })
    this.#child.once('exit', code =>
      this.#waiting?.reject(new Error(`the process of a version ended with ${code}`)),
    )
  }

  /** Rejects with the stack of what failed there. */
  ask(ask: Ask): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#child.send(ask)
    })
  }

  /** It closes what it has opened, and ends, while others go on. */
  end(): void {
    this.#child.disconnect()
  }
}
