// Time that stands still unless a test moves it, and the timers of the client that wait: others in this process (an earlier
// file's connections, say) have timers too.

import { afterEach, beforeEach, vi } from 'vitest'

/** Call it at the top of a file: what it gives counts the client's timers. */
export function keepTimeStill(): () => number {
  const waiting = new Set<unknown>()
  beforeEach(() => {
    waiting.clear()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
    countTimers(waiting)
  })
  afterEach(letTimeGo)
  return () => waiting.size
}

/** In this order: real timers first, and the mocks would put the still ones back, for every later file of the process. */
export function letTimeGo(): void {
  vi.restoreAllMocks()
  vi.useRealTimers()
}

function countTimers(waiting: Set<unknown>): void {
  const { setTimeout: set, clearTimeout: clear } = globalThis
  const counted = (act: () => void, ms?: number) => {
    const timer = set(() => {
      waiting.delete(timer)
      act()
    }, ms)
    if (isOfClient(new Error().stack ?? '')) waiting.add(timer)
    return timer
  }
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(counted as typeof set)
  vi.spyOn(globalThis, 'clearTimeout').mockImplementation(timer => {
    waiting.delete(timer)
    clear(timer)
  })
}

/** Not of one with a real socket, that an earlier file has left. */
const isOfClient = (stack: string): boolean =>
  stack.includes('/protocol/client/') && !stack.includes('undici')
