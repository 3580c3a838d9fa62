// What ends a connection from outside.

import { shownUrl } from '../errors.ts'

/** The part of an AbortSignal that is used. */
export interface SignalLike {
  readonly aborted: boolean
  /** What the opening is rejected with; without one, an AbortError. */
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export function reasonOf({ reason }: SignalLike, url: string): Error {
  if (reason !== undefined) return reason as Error
  const error = new Error(`${shownUrl(url)}: connecting was aborted`)
  error.name = 'AbortError'
  return error
}
