// The address of a client as text: IPv4 dotted (even when it came IPv4-mapped or through NAT64), IPv6 in full; behind trusted
// proxies the one that the outermost of them saw.

import { isIPv4, isIPv6 } from 'node:net'

/** `forwardedFor`: all lines of that header, joined by commas. What is not an address there is ignored. */
export function remoteAddress(bytes: ArrayBuffer, forwardedFor: string, trustedProxies: number): string {
  return (trustedProxies > 0 && claimedAddress(forwardedFor, trustedProxies)) || showAddress(bytes)
}

/** The address that the outermost of `trustedProxies` proxies saw; undefined when that is not an address. */
export function claimedAddress(forwardedFor: string, trustedProxies: number): string | undefined {
  const hops = forwardedFor.split(',')
  return readAddress(hops[hops.length - trustedProxies]?.trim() ?? '')
}

export const showAddress = (bytes: ArrayBuffer): string => showBytes(new Uint8Array(bytes))

/** `1.2.3.4`, `1.2.3.4:80`, `::1` or `[::1]:80`; undefined for anything else. */
function readAddress(text: string): string | undefined {
  const bare = text.match(/^\[(.*)\](?::\d+)?$|^([\d.]+):\d+$/)
  const address = bare?.[1] ?? bare?.[2] ?? text
  if (isIPv4(address)) return address
  return isIPv6(address) ? showBytes(bytesOfIPv6(address)) : undefined
}

function bytesOfIPv6(address: string): Uint8Array {
  const plain = address.replace(/%.*/, '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts) => {
    const [a, b, c, d] = parts.map(Number) as [number, number, number, number]
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [head = '', tail] = plain.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const left = groups(head)
  const right = groups(tail ?? '')
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length
  const all = [...left, ...Array<string>(zeros).fill('0'), ...right].map(group => Number.parseInt(group, 16))
  return Uint8Array.from(all.flatMap(group => [group >> 8, group & 255]))
}

function showBytes(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  if (isIPv4Within(bytes)) return bytes.subarray(12).join('.')
  const groups: string[] = []
  for (let i = 0; i + 1 < bytes.length; i += 2) groups.push(((bytes[i]! << 8) | bytes[i + 1]!).toString(16))
  const text = groups.join(':')
  return text === '0:0:0:0:0:0:0:1' ? '::1' : text
}

/** ::ffff:a.b.c.d, and 64:ff9b::a.b.c.d of NAT64: each holds all of IPv4 in one /96. */
const WITHIN = [
  [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff],
  [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0],
]

const isIPv4Within = (bytes: Uint8Array): boolean =>
  bytes.length === 16 && WITHIN.some(prefix => prefix.every((byte, i) => bytes[i] === byte))

/** Where an address is counted: an IPv4 address by itself, of IPv6 the /64, which is one customer's. `address`: as it is shown here. */
export const networkOf = (address: string): string =>
  isIPv6(address) ? `${showBytes(bytesOfIPv6(address)).split(':').slice(0, 4).join(':')}::/64` : address
