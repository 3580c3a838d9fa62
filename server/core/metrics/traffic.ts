// What one thread sends to others of its node: fields that its links count up.

export interface Traffic {
  calls: number
  sends: number
  /** postMessage calls, each with what a turn of the loop has collected. */
  batches: number
}

export const noTraffic = (): Traffic => ({ calls: 0, sends: 0, batches: 0 })
