// An entry of a mailbox: a command with its arguments, or work that the service has given itself; and who waits for it.

import { inspect } from 'node:util'
import type { Address } from '../address.ts'
import { AppError } from '../errors.ts'

/** The services that wait for this message, nearest first. `turn`: which of its messages that service is handling. */
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

/** What a caller sees of an error in a handler: an AppError as it is, anything else as INTERNAL with its cause. */
export const toAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('INTERNAL', undefined, { cause: error })

/** The text of an error's cause. Always a string, as it crosses threads. */
export function causeText({ cause }: Error): string {
  if (cause === undefined) return ''
  const text = cause instanceof Error ? cause.message : cause
  return typeof text === 'string' ? text : inspect(text, { depth: 1 })
}

/** Who made the first of the calls. */
export function rootOf(chain: Chain | undefined): Chain | undefined {
  let root = chain
  while (root?.parent) root = root.parent
  return root
}

export const deadError = (who: string): AppError =>
  new AppError('SERVICE_DEAD', undefined, { cause: `${who} has ended or was never there` })
