// Sockets of mini-game platforms as the client wants them: `wx.connectSocket` and those that are made after it (tt, qq,
// swan, ks) give a task with functions to listen by, where a browser gives an object with handlers.

import type { SocketLike } from './socket.ts'

/** The part of a SocketTask that is used. */
export interface SocketTask {
  onOpen(listener: () => void): void
  onMessage(listener: (message: { data: string | ArrayBuffer }) => void): void
  onClose(listener: (close: { code: number; reason: string }) => void): void
  onError(listener: (error: { errMsg: string }) => void): void
  send(options: { data: string | ArrayBuffer }): void
  close(options: { code?: number; reason?: string }): void
}

/** The part of `wx` that is used. */
export interface SocketPlatform {
  connectSocket(options: { url: string; fail: () => void }): SocketTask
}

/** For the option `socket`: `connect(url, { socket: wxSocket(wx) })`. */
export const wxSocket =
  (platform: SocketPlatform): ((url: string) => SocketLike) =>
  url => {
    // There may be no more sockets (WeChat has 5), or the domain is not on the list: then no event follows. Told later,
    // since `fail` may be called before there is a socket to be listened to.
    const fail = () => void setTimeout(() => socket.onerror?.(undefined as never))
    const socket = new TaskSocket(platform.connectSocket({ url, fail }))
    return socket
  }

class TaskSocket implements SocketLike {
  binaryType = 'arraybuffer'
  onopen: SocketLike['onopen'] = null
  onmessage: SocketLike['onmessage'] = null
  onclose: SocketLike['onclose'] = null
  onerror: SocketLike['onerror'] = null
  readonly #task: SocketTask

  constructor(task: SocketTask) {
    this.#task = task
    task.onOpen(() => this.onopen?.(undefined as never))
    task.onMessage(({ data }) => this.onmessage?.({ data } as never))
    task.onClose(({ code = 1006, reason = '' }) => this.onclose?.({ code, reason } as never))
    task.onError(() => this.onerror?.(undefined as never))
  }

  send(data: string | ArrayBuffer): void {
    this.#task.send({ data })
  }

  close(code = 1000): void {
    this.#task.close({ code })
  }
}
