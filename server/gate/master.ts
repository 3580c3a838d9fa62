// The gate on main: its App listens and hands each new socket to the next slave. Only the Master service registers and
// removes the Apps of workers, because a dead App that is still registered crashes the process.

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

/** Makes the App of a thread. `tls` comes from a Certificate, which has checked it. */
export function createApp(tls: TlsOptions | null): TemplatedApp {
  if (!tls) return App()
  const { key, cert, passphrase } = tls
  return SSLApp({ key_file_name: key, cert_file_name: cert, ...(passphrase ? { passphrase } : {}) })
}

export interface Listener {
  port: number
  /** Accepts no new connections; open ones stay. */
  stop(): void
}

/** Throws StartError when the port is taken or the host is not an address of this machine. */
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

/** uWebSockets.js does not say why it could not listen, so another server tries. */
async function whyNot(where: Listening): Promise<Error> {
  const server = await tryListening(where)
  server.close()
  return new StartError(`gate.port: port ${where.port} on ${where.host} was taken or not allowed`)
}

export class Master extends Service<{ app: TemplatedApp }> {
  static concurrent = true
  readonly #children = new Map<number, number>()

  /** From now on the slave in `slot` gets its share of the new connections. */
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
