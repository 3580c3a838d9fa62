// What a client is told of a frame that is not run: its name and request number, as far as they can be read, and why.

import type { ErrorCode } from '../../../protocol/errors.ts'
import { type Message, SprotoDecodeError, SprotoJsonError } from '../../../protocol/sproto/index.ts'
import type { Failure, Format } from '../peer.ts'
import { BadFrame } from './bad-frame.ts'
import { type BinaryFormat, sessionOf } from './binary-format.ts'
import type { TextFormat } from './text-format.ts'

/** Both are shared by all connections of a slave; each remembers the frame that it read last. */
export interface Formats {
  readonly text: TextFormat
  readonly binary: BinaryFormat
}

export interface Refusal {
  format: Format
  failure: Failure
}

/** Which message a frame is of whose body is not read; undefined where that can't be told. */
export function messageIn(
  { text, binary }: Formats,
  { data, isBinary }: { data: ArrayBuffer; isBinary: boolean },
): Message | undefined {
  const frame = new Uint8Array(data)
  return isBinary ? binary.messageIn(frame) : text.messageIn(frame)
}

/** A frame over a limit, or one that came too late: its body is not read. */
export function refuseUnread(
  { text, binary }: Formats,
  { data, isBinary }: { data: ArrayBuffer; isBinary: boolean },
  why: { code: ErrorCode; text?: string },
): Refusal {
  const frame = new Uint8Array(data)
  if (isBinary) return { format: binary, failure: { name: '', session: binary.peek(frame), ...why } }
  return { format: text, failure: { ...text.peek(frame), ...why } }
}

/** A frame whose reading threw `error`. What is not the client's fault is INTERNAL. */
export function refuseUnreadable({ text, binary }: Formats, isBinary: boolean, error: unknown): Refusal {
  const format = isBinary ? binary : text
  const asked = askedBy(error, text)
  if (!isClientsFault(error)) return { format, failure: { ...asked, code: 'INTERNAL' } }
  return { format, failure: { ...asked, code: 'BAD_MESSAGE', text: error.message } }
}

const isClientsFault = (error: unknown): error is Error =>
  error instanceof BadFrame || error instanceof SprotoDecodeError || error instanceof SprotoJsonError

function askedBy(error: unknown, text: TextFormat): { name: string; session: number | undefined } {
  if (error instanceof BadFrame) return { name: error.requestName, session: error.session }
  if (error instanceof SprotoDecodeError) return { name: '', session: sessionOf(error) }
  if (error instanceof SprotoJsonError) return { name: text.name, session: text.session }
  return { name: '', session: undefined }
}
