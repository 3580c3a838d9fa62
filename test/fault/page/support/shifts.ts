// What moves on the page by itself.

import type { Page } from 'playwright-core'

interface Shift {
  startTime: number
  hadRecentInput: boolean
  sources: { node: Node | null }[]
}

/** Returns what tells what has moved since the page was `loaded`, or from `now` on, in a line each. */
export async function watchShifts(page: Page, since: 'loaded' | 'now'): Promise<() => Promise<string[]>> {
  await page.evaluate(since => {
    const shifts: string[] = []
    const from = since === 'now' ? performance.now() : 0
    const lookOf = (node: Node | null) =>
      node instanceof Element ? (node.cloneNode() as Element).outerHTML : `"${node?.textContent}"`
    Object.assign(globalThis, { shifts })
    new PerformanceObserver(list => {
      for (const { startTime, hadRecentInput, sources } of list.getEntries() as unknown as Shift[])
        if (!hadRecentInput && startTime >= from)
          shifts.push(`at ${Math.round(startTime)} ms: ${sources.map(({ node }) => lookOf(node)).join(', ')}`)
    }).observe({ type: 'layout-shift', buffered: true })
  }, since)
  return () => page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts)
}
