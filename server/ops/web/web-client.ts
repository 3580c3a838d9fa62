// Who has sent a request: its address, behind trusted proxies the one that the outermost of them saw, and where that is counted.

import type { IncomingMessage } from 'node:http'
import { isLoopback, Networks } from '../../lib/networks.ts'
import { claimedAddress, networkOf } from '../../lib/remote-address.ts'
import type { WebClient } from '../../setup/routes.ts'

export interface ProxyOptions {
  /** How many in a row are trusted; 0 for none. */
  trustProxy?: number
  /** Their addresses and networks; proxies on this machine always are. */
  proxies?: readonly string[]
}

export class WebClients {
  readonly #trustProxy: number
  readonly #proxies: Networks

  constructor({ trustProxy = 0, proxies = [] }: ProxyOptions) {
    this.#trustProxy = trustProxy
    this.#proxies = new Networks(proxies)
  }

  /** A client behind a proxy never counts as this machine. */
  find({ socket, headersDistinct }: IncomingMessage): WebClient {
    const peer = (socket.remoteAddress ?? '').replace(/^::ffff:/i, '')
    const forwarded = headersDistinct['x-forwarded-for']?.join(',')
    const isProxy = this.#trustProxy > 0 && (isLoopback(peer) || this.#proxies.has(peer))
    const claimed =
      isProxy && forwarded !== undefined ? claimedAddress(forwarded, this.#trustProxy) : undefined
    const address = claimed ?? peer
    return { address, spot: claimed === undefined && isLoopback(peer) ? undefined : networkOf(address) }
  }
}
