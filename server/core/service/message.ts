// What stands in a mailbox: a command with its arguments, or a piece of work of the service's own, and who waits.

import { inspect } from 'node:util'
import type { Address } from '../address.ts'
import { AppError } from '../errors.ts'

/** The services that wait for this message, nearest first. `turn` is which of its messages each is handling. */
export interface Chain {
  readonly address: Address
  readonly turn: number
  readonly parent: Chain | undefined
}

export interface Answer {
  done(value: unknown): void
  fail(error: AppError): void
}

export class Message {
  readonly command: string
  readonly args: readonly unknown[] | undefined
  readonly work: (() => unknown) | undefined
  readonly chain: Chain | undefined
  readonly answer: Answer | undefined
  turn = 0

  constructor(
    command: string,
    args: readonly unknown[] | undefined,
    work: (() => unknown) | undefined,
    chain: Chain | undefined,
    answer: Answer | undefined,
  ) {
    this.command = command
    this.args = args
    this.work = work
    this.chain = chain
    this.answer = answer
  }
}

/** What a caller sees of an error in a handler: AppErrors as they are, anything else is INTERNAL with its cause. */
export const toAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('INTERNAL', undefined, { cause: error })

/** The text of an error's cause, always a string: it crosses threads. */
export function causeText({ cause }: Error): string {
  if (cause === undefined) return ''
  const text = cause instanceof Error ? cause.message : cause
  return typeof text === 'string' ? text : inspect(text, { depth: 1 })
}
