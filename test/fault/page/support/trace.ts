// What a page's main thread was busy with, as Chromium traces it. Times are of the processor: a machine with other work on it
// makes a task wait, and not longer.

import type { Page } from 'playwright-core'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** µs of the processor; of tasks. */
  tdur?: number
  args: { name?: string }
}

const TASK = 'ThreadControllerImpl::RunTask'

/** The events of all pages while `work` was done. */
export async function trace(page: Page, work: () => Promise<void>): Promise<TraceEvent[]> {
  const browser = page.context().browser()!
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  await work()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  return traceEvents
}

/** In ms, on the main threads of the pages. */
export function longestTask(events: readonly TraceEvent[]): number {
  const isMain = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = events.filter(({ name, pid, tid }) => name === TASK && isMain.has(`${pid} ${tid}`))
  if (!tasks.some(({ tdur }) => tdur !== undefined)) throw new Error('the trace has no times of tasks')
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}
