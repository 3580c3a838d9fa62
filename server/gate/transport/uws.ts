// uWebSockets.js as the gate uses it: only named imports, so that upstream's package can replace it; and what its types
// lack.

import './upgrade-limit.ts'
import type { us_listen_socket } from 'uWebSockets.js'

declare module 'uWebSockets.js' {
  interface TemplatedApp {
    /** A number by which an App of another thread can register this one. */
    getDescriptor(): number
    addChildAppDescriptor(descriptor: number): TemplatedApp
    /** Must be called before that App closes, or the next accept crashes the process. */
    removeChildAppDescriptor(descriptor: number): TemplatedApp
    listen(
      host: string,
      port: number,
      options: number,
      hear: (socket: us_listen_socket | false) => void,
    ): TemplatedApp
  }
}

export {
  App,
  type HttpRequest,
  type HttpResponse,
  SSLApp,
  type TemplatedApp,
  type us_listen_socket,
  us_listen_socket_close,
  us_socket_local_port,
  type WebSocket,
} from 'uWebSockets.js'

/** An option of uSockets: fail when the port is taken, instead of silently sharing it. */
export const LISTEN_EXCLUSIVE_PORT = 1
