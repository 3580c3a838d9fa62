// A session goes on by a socket of its own thread: what its client lacks goes out behind the answer.

import type { Message } from '../../../protocol/sproto/index.ts'
import type { Asked } from '../connection/connection-host.ts'
import type { Connection } from '../connection.ts'

/** A client that has asked to come back, and by which request. */
export interface ComesBack {
  line: Connection
  message: Message
  asked: Asked
}

/** `found`: has the session · `received`: frames that the client has; undefined for one that has lost its past. */
export function goOn(
  found: Connection,
  { line, message, asked }: ComesBack,
  received: number | undefined,
): void {
  const back = found.takeOver(line, received)
  if ('isOutdated' in back) return line.cut()
  if ('closeWith' in back) return line.close(back.closeWith)
  if ('lost' in back) return line.refuse(message, asked, lost(back.lost))
  const { frames, ...reply } = back
  found.answer(message, asked, { ...reply, replayed: frames.length })
  found.replay(frames)
}

export const lost = (text: string) => ({ code: 'SESSION_LOST', text, isBad: true }) as const
