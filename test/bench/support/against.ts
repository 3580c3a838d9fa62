// npm run bench -- NAME --against COMMIT: this version and that one in turns, in one run. Each runs its own benchmark
// in its own worktree and process; figures are matched by name. A round is made of short slices, the sides in turns, since
// a machine that others share changes its pace by half from one second to the next. What counts is the ratio of each
// round: its median, and the interval of 95 % around that.
//
// The processes are started anew for each round: what V8 and malloc happen to make of one of them moves a figure by 5 %
// for as long as it lives, which would look like a difference of the versions otherwise. This version runs twice in each
// round where it is measured in slices: its figure is the mean of the two, and while they differ by more than chance, the
// machine is not even enough to tell versions apart, and the verdict is unknown.

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
  /** This version to itself, where it is measured in slices. */
  control: Interval | undefined
  /** unknown: the interval is still too wide, or the control differs from 1. */
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
/** ms of each version that come first and are not counted: V8 is still compiling, and a version with more code for longer. */
const WARM_UP = 2000

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
  /** This version to itself. */
  controls: number[]
}

async function compare(
  folders: Folders,
  figure: Listed,
  { rounds, allowed }: AgainstOptions,
): Promise<Comparison> {
  const seen: Rounds = { ours: [], theirs: [], ratios: [], controls: [] }
  const isEnough = () => seen.ratios.length >= rounds && isTelling(seen)
  while (!isEnough() && seen.ratios.length < MOST_ROUNDS) {
    const [theirs, first, second] = await measureRound(folders, figure)
    const ours = second === undefined ? first! : Math.sqrt(first! * second)
    seen.ours.push(ours)
    seen.theirs.push(theirs!)
    seen.ratios.push(figure.better === 'more' ? ours / theirs! : theirs! / ours)
    if (second !== undefined) seen.controls.push(second / first!)
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K  ${figure.name}: round ${seen.ratios.length}\r`)
  }
  return judgeRounds(figure, seen, allowed)
}

/** What theirs and ours gave; ours once more where the figure is measured in slices. */
async function measureRound({ ours, theirs }: Folders, figure: Listed): Promise<number[]> {
  const isSliced = figure.slice > 0
  const sides = (isSliced ? [theirs, ours, ours] : [theirs, ours]).map(folder => new Side(folder))
  const open: Ask = { open: { bench: figure.bench, figure: figure.name } }
  await Promise.all(sides.map(side => side.ask(open)))
  if (isSliced) await measureSlices(sides, figure.slice, Math.ceil(WARM_UP / figure.slice))
  const measured = await measureSlices(sides, figure.slice, isSliced ? Math.ceil(SPAN / figure.slice) : 1)
  for (const side of sides) side.end()
  return measured
}

/** The means of the slices of each. */
async function measureSlices(sides: readonly Side[], slice: number, slices: number): Promise<number[]> {
  const sums = sides.map(() => 0)
  for (let i = 0; i < slices; i++)
    for (const at of orderOf(sides.length, i))
      sums[at]! += (await sides[at]!.ask({ measure: slice })) as number
  return sums.map(sum => sum / slices)
}

/** In which order the sides are measured in slice `i`: each is first, and after each other, as often as the others. */
function orderOf(sides: number, i: number): number[] {
  const order = Array.from({ length: sides }, (_, at) => (at + (i >> 1)) % sides)
  return i % 2 ? order.reverse() : order
}

const isWide = ({ median, low, high }: Interval): boolean => high - low > (WIDEST / 100) * Math.max(1, median)

const isTelling = (seen: Rounds): boolean => isFit(seen) && !isWide(intervalOf(seen.ratios))

function isFit({ controls }: Rounds): boolean {
  const { low, high } = intervalOf(controls)
  return low <= 1 && high >= 1
}

function judgeRounds({ bench, name, unit }: Listed, seen: Rounds, allowed: number): Comparison {
  const interval = intervalOf(seen.ratios)
  const isSlower = isFit(seen) && interval.high <= 1 - allowed / 100
  return {
    name: `${bench}: ${name}`,
    unit,
    value: intervalOf(seen.ours).median,
    before: intervalOf(seen.theirs).median,
    rounds: seen.ratios.length,
    control: seen.controls.length > 0 ? intervalOf(seen.controls) : undefined,
    ...interval,
    verdict: isSlower ? 'slower' : isTelling(seen) ? 'holds' : 'unknown',
  }
}

function tell({ name, unit, value, before, rounds, control, verdict, ...interval }: Comparison): void {
  const short = (n: number) => Number(n.toPrecision(4)).toLocaleString('en-US')
  const figures = `${short(value)} ${unit}, before ${short(before)}`
  const beside = control ? `, to itself ${spell(control)}` : ''
  console.log(`  ${name}: ${figures}, ratio ${spell(interval)} in ${rounds} rounds${beside}: ${verdict}`)
}

const spell = ({ median, low, high }: Interval): string =>
  `${median.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`

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
