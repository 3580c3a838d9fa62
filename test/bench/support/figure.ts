// A figure that two versions of the project are compared by: each version's own process opens it, and measures it
// again and again while the other version's process waits.

export interface Figure {
  name: string
  unit: string
  /** Which way is better: more calls a second, fewer KB. */
  better: 'more' | 'less'
  open(): Promise<Opened>
}

export interface Opened {
  /** One round, of about a second. */
  measure(): Promise<number>
  close(): Promise<void>
}

/** A figure of code alone: `make` prepares, what it returns does so many operations in each call of a round. */
export const loop = (
  name: string,
  operations: number,
  make: () => (() => unknown) | Promise<() => unknown>,
): Figure => ({
  name,
  unit: '/s',
  better: 'more',
  async open() {
    const work = await make()
    return { measure: async () => rate(operations, work), close: async () => undefined }
  },
})

/** ms of one round. */
const ROUND = 500

function rate(operations: number, work: () => unknown): number {
  const start = performance.now()
  let now = start
  let calls = 0
  for (; now < start + ROUND; now = performance.now(), calls++) work()
  return ((calls * operations) / (now - start)) * 1000
}
