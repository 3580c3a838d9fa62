// The service `.inject/<slot>`: has services of its thread stop between two messages, so that another thread, which looks into
// this one, can evaluate code there. It keeps true: whatever the code does, the service goes on, and the answer is short.

import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { endsWithin } from '../../core/patience.ts'
import type { Cell } from '../../core/service/cell.ts'
import { Service } from '../../core/service/service.ts'
import type { Thread } from '../../core/thread/thread.ts'
import { showValue } from './show-value.ts'
import { type Kept, stopHere } from './stop-here.ts'

export const injectionName = (slot: number): string => `.inject/${slot}`

export interface Injected {
  how: NonNullable<Kept['how']> | 'unfinished' | 'not run'
  text: string
}

/** What the code has given, as it was before the next message; or the number of a promise, for settled(). */
export type Stopped = Injected | { promise: number }

/** ms for the service to come to it, and for a promise that the code gives. */
export const TURN_WITHIN = 3000
export const SETTLED_WITHIN = 5000

interface Target {
  readonly injectTarget: object
}

export class Injection extends Service<{ thread: Thread }> {
  static concurrent = true
  readonly #promises = new Map<number, Promise<unknown>>()
  #lastPromise = 0

  /** Resolves when the service has gone on. Throws SERVICE_DEAD, and TRY_AGAIN for a service that is busy. */
  async stop(address: Address): Promise<Stopped> {
    const cell = this.options.thread.cells.get(address)
    if (!cell) throw new AppError('SERVICE_DEAD', 'the service has ended')
    const stopped = await stopBetween(cell)
    if ('how' in stopped) return stopped
    this.#promises.set(++this.#lastPromise, stopped.later)
    return { promise: this.#lastPromise }
  }

  /** What has become of a promise, once. */
  async settled(number: number): Promise<Injected> {
    const promise = this.#promises.get(number)
    this.#promises.delete(number)
    const late = new AppError('TIMEOUT')
    try {
      return injected({ how: 'value', value: await endsWithin(SETTLED_WITHIN, promise, late) })
    } catch (error) {
      return error === late ? { how: 'unfinished', text: '' } : injected({ how: 'thrown', value: error })
    }
  }
}

function stopBetween(cell: Cell): Promise<Injected | Later> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      const what = cell.command || 'other messages'
      reject(new AppError('TRY_AGAIN', `the code was not run: ${cell} is busy with ${what}`))
    }, TURN_WITHIN)
    // A message of the service: what it threw would count as an error of that one.
    const stop = (): void => {
      if (isLate) return
      clearTimeout(timer)
      try {
        resolve(stopIn(cell))
      } catch (error) {
        reject(error)
      }
    }
    if (cell.enqueue('inject', stop, true)) return
    clearTimeout(timer)
    reject(new AppError('SERVICE_DEAD', 'the service has ended'))
  })
}

interface Later {
  later: Promise<unknown>
}

function stopIn({ service }: Cell): Injected | Later {
  const kept: Kept = { how: undefined, value: undefined }
  const target = (service as unknown as Target | undefined)?.injectTarget
  if (target) stopHere.call(target, kept)
  if (kept.how !== 'value' || !(kept.value instanceof Promise)) return injected(kept)
  kept.value.catch(() => undefined)
  return { later: kept.value }
}

function injected({ how, value }: Kept): Injected {
  const isText = typeof value === 'string' && (how === 'failed' || how === 'unreadable')
  return { how: how ?? 'not run', text: isText ? value : showValue(value) }
}
