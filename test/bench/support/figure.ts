// A figure that two versions of the project are compared by: each version's own process opens it, and measures it
// again and again while the other version's process waits.

export interface Figure {
  name: string
  unit: string
  /** Which way is better: more calls a second, fewer KB. */
  better: 'more' | 'less'
  /** ms that each version is measured at a time, in turns; 0 for what can't be cut into slices, such as a start. */
  slice: number
  open(): Promise<Opened>
}

export interface Opened {
  /** Measures for about `ms`. */
  measure(ms: number): Promise<number>
  close(): Promise<void>
}

/** ms of a slice of what starts and stops at once: the machine keeps its pace for longer than that. */
const SLICE = 50

/** A figure of code alone: `make` prepares, what it returns does so many operations in each call of a round. */
export const loop = (
  name: string,
  operations: number,
  make: () => (() => unknown) | Promise<() => unknown>,
): Figure => ({
  name,
  unit: '/s',
  better: 'more',
  slice: SLICE,
  async open() {
    const work = await make()
    return { measure: async ms => rate(ms, operations, work), close: async () => undefined }
  },
})

function rate(ms: number, operations: number, work: () => unknown): number {
  const start = performance.now()
  let now = start
  let calls = 0
  for (; now < start + ms; now = performance.now(), calls++) work()
  return ((calls * operations) / (now - start)) * 1000
}
