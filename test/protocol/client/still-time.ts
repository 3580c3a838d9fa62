// Time that stands still unless a test moves it, and the timers of a test that wait: others in this process (an earlier
// file's connections, say) have timers too.

import { AsyncLocalStorage } from 'node:async_hooks'
import { aroundEach, vi } from 'vitest'

/** Which test runs: what goes back to another, or to none, is not its own. */
const running = new AsyncLocalStorage<Set<unknown>>()

/** Call it at the top of a file: what it gives counts the timers that the test has set, through the client or itself. */
export function keepTimeStill(): () => number {
  let waiting = new Set<unknown>()
  aroundEach(async runTest => {
    waiting = new Set()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
    countTimers(waiting)
    try {
      await running.run(waiting, runTest)
    } finally {
      letTimeGo()
    }
  })
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
    if (running.getStore() === waiting) waiting.add(timer)
    return timer
  }
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(counted as typeof set)
  vi.spyOn(globalThis, 'clearTimeout').mockImplementation(timer => {
    waiting.delete(timer)
    clear(timer)
  })
}
