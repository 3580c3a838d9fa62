// The sockets of the page, on a thread of their own: a frame's time is when it arrived, and not when the page had drawn.

import type { FromSockets, ToSockets } from './play/model/wire/socket-messages.ts'

const sockets = new Map<number, WebSocket>()

/** The same clock as the page's, ms since 1970. */
const now = (): number => performance.timeOrigin + performance.now()

function tell(message: FromSockets, ...moved: Transferable[]): void {
  postMessage(message, { transfer: moved })
}

function open(id: number, url: string): void {
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => tell({ id, kind: 'open' })
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) =>
    tell({ id, kind: 'frame', data, at: now() }, ...(typeof data === 'string' ? [] : [data]))
  socket.onclose = ({ code, reason }) => {
    sockets.delete(id)
    tell({ id, kind: 'close', code, reason })
  }
  sockets.set(id, socket)
}

addEventListener('message', ({ data: message }: MessageEvent<ToSockets>) => {
  const { id } = message
  if (message.kind === 'open') open(id, message.url)
  else if (message.kind === 'send') sockets.get(id)?.send(message.data)
  else sockets.get(id)?.close(message.code)
})
