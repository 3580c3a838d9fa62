// The address of a client as text: IPv4 dotted (also when it came IPv4-mapped), IPv6 in full; behind proxies that the
// configuration trusts, what the outermost of them saw.

export function remoteAddress(bytes: ArrayBuffer, forwardedFor: string, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const hops = forwardedFor.split(',').map(hop => hop.trim())
    const hop = hops[hops.length - trustedProxies]
    if (hop) return hop.slice(0, 45)
  }
  return showAddress(new Uint8Array(bytes))
}

function showAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  if (isMapped(bytes)) return bytes.subarray(12).join('.')
  const groups: string[] = []
  for (let i = 0; i + 1 < bytes.length; i += 2) groups.push(((bytes[i]! << 8) | bytes[i + 1]!).toString(16))
  const text = groups.join(':')
  return text === '0:0:0:0:0:0:0:1' ? '::1' : text
}

/** ::ffff:a.b.c.d */
const isMapped = (bytes: Uint8Array): boolean =>
  bytes.length === 16 &&
  bytes[10] === 0xff &&
  bytes[11] === 0xff &&
  bytes.subarray(0, 10).every(byte => byte === 0)
