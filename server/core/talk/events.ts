// Waiting inside of a service for something that happens in it. It keeps true: every wait ends, by the event, at its deadline, or
// at once when the service ends.

import { AppError } from '../errors.ts'
import type { TalkHost } from './talk-host.ts'

interface Waiter {
  resolve(value: unknown): void
  reject(error: AppError): void
  timer: NodeJS.Timeout
}

const LOCKED =
  'a service that handles one message at a time handles nothing else while this one waits: wait in this.fork()'

export class Events {
  readonly #host: TalkHost
  readonly #waiting = new Map<string, Set<Waiter>>()

  constructor(host: TalkHost) {
    this.#host = host
  }

  until(event: string, ms: number): Promise<unknown> {
    const turn = this.#turnInTheWay()
    return new Promise((resolve, reject) => {
      const expire = () => {
        this.#remove(event, waiter)
        const isLocked = turn !== undefined && turn === this.#turnInTheWay()
        const cause = isLocked ? LOCKED : `"${event}" has not happened within ${ms} ms`
        reject(new AppError('TIMEOUT', undefined, { cause }))
      }
      const waiter = { resolve, reject, timer: setTimeout(expire, ms) }
      this.#add(event, waiter)
    })
  }

  /** Those who wait for it go on. Returns how many they were. */
  emit(event: string, value: unknown): number {
    const waiters = this.#waiting.get(event)
    this.#waiting.delete(event)
    for (const { resolve, timer } of waiters ?? []) {
      clearTimeout(timer)
      resolve(value)
    }
    return waiters?.size ?? 0
  }

  close(endError: () => AppError): void {
    for (const { reject, timer } of [...this.#waiting.values()].flatMap(waiters => [...waiters])) {
      clearTimeout(timer)
      reject(endError())
    }
    this.#waiting.clear()
  }

  #add(event: string, waiter: Waiter): void {
    const waiters = this.#waiting.get(event) ?? new Set()
    this.#waiting.set(event, waiters.add(waiter))
  }

  #remove(event: string, waiter: Waiter): void {
    const waiters = this.#waiting.get(event)
    waiters?.delete(waiter)
    if (waiters?.size === 0) this.#waiting.delete(event)
  }

  /** The handler in progress that holds up the mailbox; a fork does not. */
  #turnInTheWay(): number | undefined {
    const { concurrent, isBusy, command, turnNumber } = this.#host
    return isBusy && !concurrent && command !== 'fork' ? turnNumber : undefined
  }
}
