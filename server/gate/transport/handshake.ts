// What is kept of a handshake for a game that looks at it (`authenticate`): its URL, and the headers that the game has named.
// Kept as long as the connection is open, so it has a bound.

import type { Handshake } from '../peer.ts'
import type { HttpRequest } from './uws.ts'

/** Characters of all of it. */
const MOST = 4096

export const NO_HANDSHAKE: Handshake = Object.freeze({ url: '', headers: Object.freeze({}) })

export class Handshakes {
  /** Headers, in small letters; undefined for a game that looks at nothing. */
  readonly #names: readonly string[] | undefined

  constructor(names: readonly string[] | undefined) {
    this.#names = names?.map(name => name.toLowerCase())
  }

  /** undefined when there is too much to keep. */
  read(request: HttpRequest): Handshake | undefined {
    const names = this.#names
    if (!names) return NO_HANDSHAKE
    const query = request.getQuery()
    const url = query ? `${request.getUrl()}?${query}` : request.getUrl()
    const headers = names.length > 0 ? readHeaders(request, new Set(names)) : {}
    const size = Object.values(headers).reduce((sum, value) => sum + value.length, url.length)
    return size > MOST ? undefined : { url, headers }
  }
}

/** One that comes twice is joined as HTTP says. */
function readHeaders(request: HttpRequest, names: ReadonlySet<string>): Record<string, string> {
  const found = new Map<string, string>()
  request.forEach((name, value) => {
    if (!names.has(name)) return
    const before = found.get(name)
    const joint = name === 'cookie' ? '; ' : ', '
    found.set(name, before === undefined ? value : before + joint + value)
  })
  return Object.fromEntries(found)
}
