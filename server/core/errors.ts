// Expected failures are AppErrors with a code from the catalogue; anything else that is thrown is a bug.

import { ERRORS, type ErrorCode } from '../../protocol/errors.ts'

export class AppError extends Error {
  readonly code: ErrorCode

  /** `message` is shown to clients: no secrets, no payloads. It defaults to the catalogue's sentence. */
  constructor(code: ErrorCode, message: string = ERRORS[code], options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
  }
}

/** A mistake in the settings, the environment or what a game declares, which ends the start: one line for the user, no stack. */
export class StartError extends Error {
  override name = 'StartError'
}

export const hasCode = (error: unknown, ...codes: ErrorCode[]): boolean =>
  error instanceof AppError && codes.includes(error.code)

/** Whether the called service or its thread has ended; what it was asked for may have been done or not. */
export const isGone = (error: unknown): boolean => hasCode(error, 'SERVICE_DEAD', 'THREAD_LOST')

/** An AppError that says when to try again. */
export class LaterError extends AppError {
  readonly seconds: number

  constructor(code: ErrorCode, seconds: number, message?: string) {
    super(code, message)
    this.seconds = seconds
  }
}
