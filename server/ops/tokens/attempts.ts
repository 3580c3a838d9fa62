// Wrong tokens by address: who shows too many has to wait, also with a right one. Loopback is not counted.

import { isLoopback } from '../../lib/networks.ts'
import { createBucketMemory, SharedBuckets } from '../../lib/rate/shared-buckets.ts'

const RATE = { rate: 0.2, burst: 10 }

export class Attempts {
  readonly #buckets = new SharedBuckets(createBucketMemory())

  /** False while `address` has to wait. */
  mayTry(address: string): boolean {
    return isLocal(address) || this.#buckets.has(plain(address), RATE)
  }

  fail(address: string): void {
    if (!isLocal(address)) this.#buckets.charge(plain(address), RATE, 1)
  }
}

/** An IPv4 address that came in by an IPv6 socket is the same one. */
const plain = (address: string): string => address.replace(/^::ffff:/i, '')

const isLocal = (address: string): boolean => isLoopback(plain(address))
