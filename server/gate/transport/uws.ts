// uWebSockets.js as the gate uses it: by names only, so that upstream's package is a drop-in; and what its types lack.

import './upgrade-limit.ts'
import type { us_listen_socket } from 'uWebSockets.js'

declare module 'uWebSockets.js' {
  interface TemplatedApp {
    /** A number that another thread's App can be told of. */
    getDescriptor(): number
    addChildAppDescriptor(descriptor: number): TemplatedApp
    /** Must be called before the App behind it closes: the next accept would crash the process. */
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

/** Of uSockets: fail when the port is taken, instead of sharing it unnoticed. */
export const LISTEN_EXCLUSIVE_PORT = 1
