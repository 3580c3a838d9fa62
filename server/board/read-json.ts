// Reads JSON of other programs so that no number comes out different from the one that was sent.

import { AppError } from '../core/errors.ts'

/** Whether no other whole number has become this one: `9007199254740993` reads as `9007199254740992`. */
export const isExact = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER

/** What a reviver gets besides key and value, not yet in TypeScript's library. */
interface Source {
  source?: string
}

/** Throws BAD_MESSAGE when it is not UTF-8, not JSON, or contains a number that a double cannot hold. */
export function readJson(bytes: ArrayBuffer): unknown {
  const text = decode(bytes)
  try {
    return JSON.parse(text, checkNumber)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('BAD_MESSAGE', 'the body is not JSON', { cause })
  }
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('BAD_MESSAGE', 'the body is not UTF-8', { cause })
  }
}

function checkNumber(key: string, value: unknown, { source = String(value) }: Source = {}): unknown {
  if (typeof value === 'number' && !isExact(value))
    throw new AppError('BAD_MESSAGE', `${key}: ${source.slice(0, 40)} is beyond ±(2^53 − 1); send it as text`)
  return value
}
