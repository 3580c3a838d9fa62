// Why a server cannot listen, in one line that names the setting; the same words for the gate and the web server.

import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { createServer, isIP, type Server } from 'node:net'
import { StartError } from './errors.ts'

export interface Listening {
  /** The section of the settings: `gate`, `web`. */
  section: string
  host: string
  /** 0: any free port. */
  port: number
}

/** Listens on the port; the caller closes it. Throws StartError. */
export async function tryListening(where: Listening): Promise<Server> {
  const server = createServer(socket => socket.destroy())
  try {
    if (isIP(where.host) === 0) await lookup(where.host)
    server.listen({ host: where.host, port: where.port, exclusive: true })
    await once(server, 'listening')
    return server
  } catch (error) {
    throw listenError(error as NodeJS.ErrnoException, where)
  }
}

export const listenError = (error: NodeJS.ErrnoException, where: Listening): StartError =>
  new StartError(reasonOf(error, where), { cause: error })

function reasonOf({ code = '', message }: NodeJS.ErrnoException, { section, host, port }: Listening): string {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
  if (code === 'EADDRINUSE')
    return `${section}.port: port ${port} is in use: something listens on ${address}; take another by --set ${section}.port=NUMBER`
  if (code === 'EACCES' || code === 'EPERM')
    return `${section}.port: port ${port} is not allowed to this user; take one from 1024 on, or give Node CAP_NET_BIND_SERVICE`
  if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')
    return `${section}.host: this machine has no address ${host}, so ${section}.port can't be opened on it`
  if (code === 'ENOTFOUND' || code.startsWith('EAI_'))
    return `${section}.host: no address is known for the name ${host} (${code})`
  return `${section}.port: cannot listen on ${address}: ${message}`
}
