// When a line should be looked at at once, in a browser: the network has changed, the page is seen again, the machine has
// slept. Elsewhere there are no such events.

interface Target {
  addEventListener(event: string, listener: () => void): void
  removeEventListener(event: string, listener: () => void): void
}

/** ms between two looks at the clock, and what is more than a busy page. */
const LOOK = 2000
const SLEPT = 5000

declare const document: undefined | (Target & { visibilityState: string })
declare const window: undefined | Target

/** Returns what ends it. */
export function onWake(hear: () => void): () => void {
  if (typeof document === 'undefined' || typeof window === 'undefined') return () => undefined
  const [page, browser] = [document, window]
  const seen = () => {
    if (page.visibilityState === 'visible') hear()
  }
  const stop = onSleep(hear)
  browser.addEventListener('online', hear)
  browser.addEventListener('offline', hear)
  page.addEventListener('visibilitychange', seen)
  return () => {
    stop()
    browser.removeEventListener('online', hear)
    browser.removeEventListener('offline', hear)
    page.removeEventListener('visibilitychange', seen)
  }
}

/** Timers stand still with the machine, and the time of day does not. */
function onSleep(hear: () => void): () => void {
  let last = Date.now()
  const look = () => {
    const now = Date.now()
    if (now - last > LOOK + SLEPT) hear()
    last = now
    timer = setTimeout(look, LOOK)
  }
  let timer = setTimeout(look, LOOK)
  return () => clearTimeout(timer)
}
