// What a cell logs about its messages: a handler that is slow or fails, a mailbox that grows, a message that could not be
// delivered. A full mailbox or a slow handler is logged once, however many messages or looks follow.

import { type Address, showAddress } from '../address.ts'
import type { AppError } from '../errors.ts'
import type { Logger } from '../log/log.ts'
import type { Mailbox } from './mailbox.ts'
import type { Answer, Chain, Message } from './message.ts'

/** What a complaint needs of its cell. */
export interface Complainer {
  readonly address: Address
  readonly log: Logger
  /** Of the message in progress. */
  readonly command: string
  /** An error that is a bug, or that nobody waits for. */
  noteFailure(command: string, error: unknown): void
}

/** A handler that has returned a promise. */
export interface WaitingHandler {
  readonly command: string
  readonly since: number
  /** ms for which it held the thread before it waited. */
  readonly busy: number
  /** Who waits for it. */
  readonly chain: Chain | undefined
  readonly answer: Answer | undefined
  /** It has been logged as slow. */
  isReported: boolean
}

/** To be called when the mailbox has reached MAILBOX_WARNING. */
export function reportGrowth({ log, command }: Complainer, mailbox: Mailbox): void {
  if (mailbox.reported !== 'nothing') return
  mailbox.reported = 'growth'
  log.warn({ waiting: mailbox.size, command }, 'the mailbox grows')
}

/** Of the messages that a full mailbox refuses only the first is logged. */
export function reportUndelivered(cell: Complainer, mailbox: Mailbox, command: string, code: string): void {
  if (code === 'SERVICE_DEAD') return cell.log.debug({ command, code }, 'a message was not delivered')
  if (code === 'MAILBOX_FULL' && mailbox.reported === 'refusal') return
  if (code === 'MAILBOX_FULL') mailbox.reported = 'refusal'
  cell.log.warn({ command, code, busyWith: cell.command }, 'a message was not delivered')
}

/** `reported`: the error that the caller gets. The same as `error` for an AppError; anything else is a bug. */
export function reportFailure(
  cell: Complainer,
  { command, turn, answer }: Message,
  { error, reported }: { error: unknown; reported: AppError },
): void {
  const { log } = cell
  const call = `${showAddress(cell.address)}#${turn}`
  if (reported !== error || !answer) cell.noteFailure(command, error)
  if (reported !== error) log.error({ err: error, command, call }, 'a handler failed')
  else if (!answer) log.warn({ err: error, command, call }, 'a message sent without a caller failed')
}

/** `ms`: for how long it has been waiting; `slow`: how many are too many. */
export function reportIfSlow(
  { log }: Complainer,
  handler: WaitingHandler,
  { ms, slow }: { ms: number; slow: number },
): void {
  if (handler.isReported || ms <= slow) return
  handler.isReported = true
  log.warn({ command: handler.command, ms }, 'a slow handler is still waiting')
}
