// The computations of works.ts.

import { AppError, type ComputeTools } from '../../../server/kit/index.ts'

/** How many primes are below `n`. */
export function primes({ n }: { n: number }): number {
  let count = 0
  for (let i = 2; i < n; i++) if (isPrime(i)) count++
  return count
}

function isPrime(n: number): boolean {
  for (let i = 2; i * i <= n; i++) if (n % i === 0) return false
  return true
}

export function fail({ code }: { code: string }): never {
  if (code === 'bug') throw new Error('a bug in a computation')
  throw new AppError(code as 'NOT_ALLOWED', 'not this way')
}

/** Each number one more; the result is moved. */
export async function addOne(numbers: Float64Array, { transfer }: ComputeTools): Promise<Float64Array> {
  const sums = numbers.map(n => n + 1)
  transfer(sums.buffer)
  return sums
}

/** Never ends, and counts in `beats` while it runs. */
export function spin(beats: Int32Array): never {
  for (;;) {
    Atomics.add(beats, 0, 1)
    Atomics.notify(beats, 0)
  }
}

/** Ends when `gate` opens; counts itself in. */
export function waitFor(gate: Int32Array): number {
  const place = Atomics.add(gate, 1, 1)
  Atomics.notify(gate, 1)
  Atomics.wait(gate, 0, 0)
  return place
}

/** Takes all memory that it gets. */
export function hoard(): number {
  const all: number[][] = []
  for (;;) all.push(new Array(1_000_000).fill(0.5))
}

/** Ends its thread. */
export function crash(): void {
  process.exit(3)
}

export const notAFunction = 7
