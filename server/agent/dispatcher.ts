// Calls a request's handler and sends the result to the client: one answer, whatever the handler does. A handler that does
// not wait costs no promise and no object; its request travels as the arguments of Receiver.message. An error that is not
// an AppError is a bug: its stack goes to the log, the client sees INTERNAL.

import type { Message } from '../../protocol/sproto/index.ts'
import { requestName } from '../../protocol/text-frame.ts'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import type { Format, Peer } from '../gate/peer.ts'
import { isThenable } from '../lib/thenable.ts'
import type { RequestMeter } from './request-meter.ts'

export type Handler<T> = (target: T, body: never) => unknown

/** A request as an object, for when its handler waits or it waits for its turn. */
export interface Request {
  message: Message
  body: unknown
  session: number | undefined
  format: Format
}

/** Where a request came from, and the log for it. */
export interface Asker {
  readonly peer: Peer
  readonly log: Logger
  readonly meter: RequestMeter
  /** A request has failed. `isBug`: by an error that no handler means to throw. */
  onFailed(command: string, error: unknown, isBug: boolean): void
}

/** Returns undefined when the request is done, or a promise (that never rejects) while it is not. */
export function dispatch<T extends Asker>(
  handler: Handler<T>,
  target: T,
  message: Message,
  body: unknown,
  session: number | undefined,
  format: Format,
): Promise<void> | undefined {
  const { peer, meter } = target
  const since = meter.begin(message)
  try {
    const result = handler(target, body as never)
    if (isThenable(result)) return finish(result, target, { message, body, session, format })
    peer.reply(message, session, format, result)
  } catch (error) {
    failRequest(target, { message, body, session, format }, error)
  }
  meter.end(message, since)
  return undefined
}

async function finish(result: PromiseLike<unknown>, target: Asker, request: Request): Promise<void> {
  const { peer, meter } = target
  const since = performance.now()
  try {
    const body = await result
    peer.reply(request.message, request.session, request.format, body)
  } catch (error) {
    failRequest(target, request, error)
  }
  meter.endWaiting(request.message, since)
}

/** As dispatch, but resolves with whether the request has succeeded: its handler and its reply. */
export async function attempt<T extends Asker>(
  handler: Handler<T>,
  target: T,
  request: Request,
): Promise<boolean> {
  const { message, body, session, format } = request
  const since = performance.now()
  try {
    return target.peer.reply(message, session, format, await handler(target, body as never))
  } catch (error) {
    failRequest(target, request, error)
    return false
  } finally {
    target.meter.endWaiting(message, since)
  }
}

/** Answers with the error's code; logs a bug. */
export function failRequest(asker: Omit<Asker, 'meter'>, request: Request, error: unknown): void {
  const { peer, log } = asker
  const { message, session, format } = request
  const isExpected = error instanceof AppError && error.code !== 'INTERNAL'
  if (!isExpected) log.error({ err: error, command: message.name }, 'a handler failed')
  asker.onFailed(message.name, error, !isExpected)
  const code = isExpected ? error.code : 'INTERNAL'
  const text = isExpected ? error.message : undefined
  peer.fail(format, { name: nameOf(request), message, session, code, text })
}

const nameOf = ({ message, format }: Request): string =>
  format.isBinary ? message.name : requestName(message.name)
