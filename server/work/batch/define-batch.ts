// What is asked for one by one and loaded many at a time: `const prices = batch((items, game) => …, { max: 10, wait: 100 })`. A
// definition holds nothing; each thread that uses it has a queue of its own (batch-queue.ts).

/** Loads `items`, all of the kind `kind`, and returns what each of them gave, in their order: an Error is thrown to the one
 * who asked for it. What it throws itself is thrown to all. `G`: what it has of the game. */
export type Load<T, R, G> = (items: T[], game: G, kind: string) => readonly R[] | Promise<readonly R[]>

export interface BatchOptions<T> {
  /** Items of one batch at most; so many never wait. */
  max: number
  /** ms between two batches of a kind, unless `max` items wait: nobody waits who comes later than that after the last one. */
  wait: number
  /** ms after which an item is given up; 5000 unless said. */
  within?: number
  /** Only items of one kind are in one batch; all are of one kind unless said. */
  kind?: (item: T) => string
}

/** As `batch` makes it. */
export interface BatchDefinition<T, R, G = never> extends Required<BatchOptions<T>> {
  load(...given: Parameters<Load<T, R, G>>): ReturnType<Load<T, R, G>>
}

const WITHIN = 5000
const MOST = 10_000

/** Types what `load` has of the game. Throws TypeError naming the option that is wrong. */
export const gameBatch =
  <G>() =>
  <T, R>(load: Load<T, R, G>, options: BatchOptions<T>): BatchDefinition<T, Exclude<R, Error>, G> => {
    const { max, wait, within = WITHIN } = options
    check('max', max, 1, MOST)
    check('wait', wait, 0, 3_600_000)
    check('within', within, 1, 3_600_000)
    return {
      load: load as Load<T, Exclude<R, Error>, G>,
      max,
      wait,
      within,
      kind: options.kind ?? (() => ''),
    }
  }

function check(name: string, value: number, least: number, most: number): void {
  if (!(Number.isInteger(value) && value >= least && value <= most))
    throw new TypeError(`${name} of a batch: expected a whole number from ${least} to ${most}, got ${value}`)
}
