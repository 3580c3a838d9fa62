// What the `trace` option sees of a frame. Made only when somebody traces.

import type { Incoming } from './frames.ts'
import { ticks } from './link/time.ts'
import type { Frame } from './types.ts'

export function sentFrame(data: string | Uint8Array, name: string, body: unknown, session?: number): Frame {
  const kind = session === undefined ? 'send' : 'request'
  return {
    direction: 'sent',
    kind,
    at: Date.now(),
    data,
    name,
    body,
    ...(session !== undefined && { session }),
  }
}

interface Received {
  data: string | Uint8Array
  /** When it arrived, in ticks. */
  at: number
  incoming: Incoming | undefined
  latency: number | undefined
  isReplayed?: boolean
}

export function receivedFrame({ data, at, incoming, latency, isReplayed }: Received): Frame {
  const frame: Frame = {
    direction: 'received',
    kind: 'unreadable',
    at: Date.now() - Math.max(0, ticks() - at),
    data,
    ...(isReplayed && { isReplayed }),
  }
  if (!incoming) return frame
  Object.assign(frame, { kind: incoming.kind, name: incoming.name })
  if (incoming.kind === 'failed') frame.error = { code: incoming.code, message: incoming.message }
  else frame.body = incoming.body
  if (incoming.kind !== 'push' && incoming.session !== undefined) frame.session = incoming.session
  if (latency !== undefined) frame.latency = latency
  return frame
}
