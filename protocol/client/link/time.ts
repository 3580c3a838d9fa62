// Time for durations.

/** ms from some moment on; unlike Date.now it does not jump when the clock is set, where the platform has such. */
export const ticks = (): number => (typeof performance === 'undefined' ? Date : performance).now()

/** The longest time that setTimeout takes; beyond it (Infinity too) it would fire at once. */
const LONGEST = 0x7fff_ffff

/** setTimeout for times that a user gives. */
export const after = (ms: number, act: () => void): ReturnType<typeof setTimeout> =>
  setTimeout(act, Math.min(ms, LONGEST))
