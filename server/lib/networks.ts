// Addresses and networks as settings name them: `10.0.0.0/8`, `192.0.2.7`, `fd00::/8`.

import { BlockList, isIPv4, isIPv6 } from 'node:net'

interface Network {
  address: string
  family: 'ipv4' | 'ipv6'
  prefix: number
}

/** undefined when `text` is neither an address nor a network. IPv4-mapped IPv6 is not accepted. */
function readNetwork(text: string): Network | undefined {
  const [, address = '', length] = text.match(/^([\da-f.:]+)(?:\/(\d{1,3}))?$/i) ?? []
  const isMapped = address.includes(':') && address.includes('.')
  const bits = isIPv4(address) ? 32 : isIPv6(address) && !isMapped ? 128 : 0
  const prefix = length === undefined ? bits : Number(length)
  if (bits === 0 || prefix > bits) return undefined
  return { address, family: bits === 32 ? 'ipv4' : 'ipv6', prefix }
}

export const isNetwork = (text: string): boolean => readNetwork(text) !== undefined

export const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1'

/** Of an address to listen on: others than this machine may reach it. */
export const isPublicHost = (host: string): boolean => !isLoopback(host) && host !== 'localhost'

export class Networks {
  readonly #list = new BlockList()

  /** Texts that isNetwork() refuses are ignored. */
  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const network = readNetwork(text)
      if (network) this.#list.addSubnet(network.address, network.prefix, network.family)
    }
  }

  has(address: string): boolean {
    return this.#list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  }
}
