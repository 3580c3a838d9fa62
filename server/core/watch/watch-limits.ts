// From when on what a thread does is too slow, or fails too often.

/** In ms, except `heap` and `errors`. */
export interface WatchLimits {
  /** How often a thread shows that its loop turns, and checks the others. */
  beat: number
  /** A handler that runs or waits longer is logged. */
  slow: number
  /** A thread whose loop has not turned for so long is logged. */
  stuck: number
  /** A service that takes longer to end is logged and loses its name. */
  exit: number
  /** The part of its heap limit at which a thread leaves in order; 1 for never. */
  heap: number
  /** More errors of one message than this within `errorsWithin` ms are too many. */
  errors: number
  errorsWithin: number
}

export const WATCH_LIMITS: WatchLimits = {
  beat: 500,
  slow: 3000,
  stuck: 5000,
  exit: 10_000,
  // V8 gives up by itself once collections do not help above 80 %: well before that.
  heap: 0.75,
  errors: 10,
  errorsWithin: 60_000,
}
