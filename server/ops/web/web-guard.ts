// What every HTTP answer carries and what every request must show before a handler sees it. On a loopback address
// the host has to be a loopback name, else a web page elsewhere could reach the server by DNS rebinding; a
// request that changes something must not come from a page of another origin.

import type { IncomingMessage } from 'node:http'

/** Scripts, styles and images from here only, nothing inline; any gate and any login server that the user types in. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' ws: wss: http: https:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i

/** Whether only this machine reaches `host`. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/** Why the request is refused, or undefined; `host` is the one that it believes to speak to. */
export function refusalOf(request: IncomingMessage, host: string, listeningOn: string): string | undefined {
  if (isLoopback(listeningOn) && !isLoopback(host.replace(/:\d+$/, '')))
    return `this server answers to localhost only, not to ${host.slice(0, 100)}`
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const { origin } = request.headers
  if (origin !== undefined && originHost(origin) !== host) return 'requests from pages elsewhere are refused'
  return undefined
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
