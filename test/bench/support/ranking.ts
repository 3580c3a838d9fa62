// Rankings measured against one another: each in a thread of its own (ranking-worker.ts), their rounds in turns.

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { median } from './report.ts'

export const WORKS = ['insert', 'update', 'rank', 'range of 10'] as const
export type Work = (typeof WORKS)[number]
/** Operations a second. */
export type Rates = Record<Work, number>

export interface RankingTask {
  kind: 'sorted set' | 'skip list' | 'sorted array'
  /** How many members. */
  count: number
  /** How many of them are updated and asked for. */
  asks: number
}

const ROUNDS = 5
const HEAP_MB = 2048

export const nameMembers = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => String(4_503_599_627_370_496 + i * 7919))

/** The median of each rate, in the order of the tasks. */
export async function compareRankings(tasks: readonly RankingTask[]): Promise<Rates[]> {
  const workers = tasks.map(start)
  const rounds: Rates[][] = tasks.map(() => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, worker] of workers.entries()) rounds[i]!.push(await measureOnce(worker))
  await Promise.all(workers.map(worker => worker.terminate()))
  return rounds.map(medians)
}

const start = (task: RankingTask): Worker =>
  new Worker(new URL('./ranking-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })

async function measureOnce(worker: Worker): Promise<Rates> {
  const answered = once(worker, 'message')
  worker.postMessage('measure')
  const [rates] = (await answered) as [Rates]
  return rates
}

const medians = (rounds: readonly Rates[]): Rates =>
  Object.fromEntries(WORKS.map(work => [work, median(rounds.map(rates => rates[work]))])) as Rates
