// What a request asks for: its path and query, and the host it believes to speak to. Nothing that a client says of a
// host becomes part of the URL that handlers see, so no Host header can lead to another route.

import type { IncomingMessage } from 'node:http'

/** Stands in front of every path; handlers look at path and query only. */
const BASE = 'http://localhost'

/** A name or an IPv4 address, or an IPv6 address in brackets, with or without a port. */
const HOST = /^(?:[a-z0-9._-]{1,255}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i

/** `url` with the constant base; `host` in lower case, as in `localhost:8889`. */
export interface Target {
  url: URL
  host: string
}

/** A text says why there is none: the request is malformed (400). */
export function targetOf(incoming: IncomingMessage): Target | string {
  const hosts = incoming.headersDistinct.host ?? []
  if (hosts.length !== 1) return 'exactly one Host header is needed'
  if (!HOST.test(hosts[0]!)) return 'the Host header is not a host'
  const target = incoming.url ?? '/'
  if (!target.startsWith('/')) return absoluteTarget(target)
  return { url: new URL(BASE + target), host: hosts[0]!.toLowerCase() }
}

/** `GET http://host/path`, as to a proxy: its host counts instead of the header's. */
function absoluteTarget(target: string): Target | string {
  const isAddress = /^https?:\/\/[^/@]+(\/|\?|$)/i.test(target) && URL.canParse(target)
  if (!isAddress) return 'the target of the request is not an address'
  const { host, pathname, search } = new URL(target)
  return { url: new URL(BASE + pathname + search), host }
}
