// When a line should be looked at at once, in a browser: the network has changed, the page is seen again, the machine has
// slept. Elsewhere there are no such events.

interface Target {
  addEventListener(event: string, listener: () => void): void
  removeEventListener(event: string, listener: () => void): void
}

/** ms between two looks at the clock, and what is more than a busy page. */
const LOOK = 2000
const SLEPT = 5000

/** Returns what ends it. */
export function onWake(hear: () => void): () => void {
  const { document } = globalThis as { document?: Target & { visibilityState: string } }
  if (!document) return () => undefined
  const window = globalThis as unknown as Target
  const seen = () => document.visibilityState === 'visible' && hear()
  window.addEventListener('online', hear)
  window.addEventListener('offline', hear)
  document.addEventListener('visibilitychange', seen)
  const stop = onSleep(hear)
  return () => {
    stop()
    window.removeEventListener('online', hear)
    window.removeEventListener('offline', hear)
    document.removeEventListener('visibilitychange', seen)
  }
}

/** Timers stand still with the machine, and the time of day does not. */
function onSleep(hear: () => void): () => void {
  let last = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    if (now - last > LOOK + SLEPT) hear()
    last = now
  }, LOOK)
  return () => clearInterval(timer)
}
