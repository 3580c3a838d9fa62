// The gate's door on main: its App listens and hands each new socket to the next slave. The Master service is the only
// one that registers and forgets the Apps of workers, because a dead one that is still registered takes the process with it.

import { StartError } from '../core/errors.ts'
import { type Listening, tryListening } from '../core/listening.ts'
import { Service } from '../core/service/service.ts'
import type { TlsOptions } from './transport/certificate.ts'
import {
  App,
  LISTEN_EXCLUSIVE_PORT,
  SSLApp,
  type TemplatedApp,
  us_listen_socket_close,
  us_socket_local_port,
} from './transport/uws.ts'

/** Every thread's App is made the same way. `tls` is of a Certificate, which has tried it. */
export function createApp(tls: TlsOptions | null): TemplatedApp {
  if (!tls) return App()
  const { key, cert, passphrase } = tls
  return SSLApp({ key_file_name: key, cert_file_name: cert, ...(passphrase ? { passphrase } : {}) })
}

export interface Listener {
  port: number
  /** No new connections from now on; those that are there stay. */
  stop(): void
}

/** Throws StartError when the port is taken or the host is none of this machine. */
export function listen(app: TemplatedApp, host: string, port: number): Promise<Listener> {
  return new Promise((resolve, reject) => {
    app.listen(host, port, LISTEN_EXCLUSIVE_PORT, socket => {
      if (!socket) return whyNot({ section: 'gate', host, port }).then(reject, reject)
      let isListening = true
      const stop = () => {
        if (isListening) us_listen_socket_close(socket)
        isListening = false
      }
      resolve({ port: us_socket_local_port(socket as never), stop })
    })
  })
}

/** uWebSockets.js doesn't say, so another server is asked to listen there. */
async function whyNot(where: Listening): Promise<Error> {
  const server = await tryListening(where)
  server.close()
  return new StartError(`gate.port: port ${where.port} on ${where.host} was taken or not allowed`)
}

export class Master extends Service<{ app: TemplatedApp }> {
  static concurrent = true
  readonly #children = new Map<number, number>()

  /** From now on the slave in `slot` gets its share of new connections. */
  add(slot: number, descriptor: number): void {
    this.remove(slot)
    this.#children.set(slot, descriptor)
    this.options.app.addChildAppDescriptor(descriptor)
  }

  remove(slot: number): void {
    const descriptor = this.#children.get(slot)
    if (descriptor === undefined) return
    this.#children.delete(slot)
    this.options.app.removeChildAppDescriptor(descriptor)
  }
}
