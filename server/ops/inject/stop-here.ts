// Where a service stops for code that an operator injects. That code sees what stands here, so nothing else does.

/** What has become of the code; put here by the code that is wrapped around it. */
export interface Kept {
  /** value, thrown: what it has given or thrown · failed: it has thrown, `value` is a text of that · unreadable: it is no JavaScript,
   * `value` says why · late: it held the thread for too long, and was ended. undefined: it has not been run. */
  how: 'value' | 'thrown' | 'failed' | 'unreadable' | 'late' | undefined
  value: unknown
}

/** Another thread, which looks into this one, evaluates code here whose `this` is this one; else it is nothing. */
export function stopHere(this: object, kept: Kept): Kept {
  // biome-ignore lint/suspicious/noDebugger: the thread is to stop here
  debugger
  return kept
}
