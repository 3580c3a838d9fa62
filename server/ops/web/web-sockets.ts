// The connections of the web server. Each has one exchange at a time: requests that are sent ahead wait, and whoever
// sends too many ahead is cut. There is a bound on all connections and on those of one address; beyond it the one that
// has waited longest for its peer (silent, half a request, an answer that nobody reads) makes room for the new one, so
// that connections which do nothing never keep others out.

import type { Socket } from 'node:net'

/** Requests of a connection that may wait for the one that is being answered. */
const MOST_AHEAD = 8
const LOOPBACK = /^(::1$|(::ffff:)?127\.)/

export interface SocketLimits {
  maxConnections: number
  /** Loopback is not counted; IPv6 counts by /64. */
  maxPerAddress: number
}

/** Resolves when the answer is written or can't be written any more; never rejects. */
type Exchange = () => Promise<void>

interface Peer {
  socket: Socket
  /** Where it is counted; undefined for loopback. */
  address: string | undefined
  ahead: Exchange[]
  isBusy: boolean
}

export class WebSockets {
  readonly #limits: SocketLimits
  readonly #peers = new Map<Socket, Peer>()
  /** Those that wait for their peer, the longest first. */
  readonly #waiting = new Set<Peer>()

  constructor(limits: SocketLimits) {
    this.#limits = limits
  }

  get count(): number {
    return this.#peers.size
  }

  /** Counts a new connection in. It is closed itself where no other one waits for its peer. */
  enter(socket: Socket): void {
    const address = countedAs(socket.remoteAddress ?? '')
    if (!this.#makeRoom(address)) return void socket.destroy()
    const peer: Peer = { socket, address, ahead: [], isBusy: false }
    this.#peers.set(socket, peer)
    this.#waiting.add(peer)
    socket.once('close', () => this.#forget(peer))
  }

  /** Runs `exchange` when the ones before it on this connection are done. */
  async run(socket: Socket, exchange: Exchange): Promise<void> {
    const peer = this.#peers.get(socket)
    if (!peer) return
    if (!peer.isBusy) return this.#runAll(peer, exchange)
    if (peer.ahead.length < MOST_AHEAD) peer.ahead.push(exchange)
    else this.#close(peer)
  }

  /** From now on it is the server that works: the connection is not closed for another one. */
  works(socket: Socket): void {
    const peer = this.#peers.get(socket)
    if (peer) this.#waiting.delete(peer)
  }

  /** From now on the peer has to send or to read something. */
  waits(socket: Socket): void {
    const peer = this.#peers.get(socket)
    if (!peer) return
    this.#waiting.delete(peer)
    this.#waiting.add(peer)
  }

  async #runAll(peer: Peer, first: Exchange): Promise<void> {
    peer.isBusy = true
    for (let next: Exchange | undefined = first; next && !peer.socket.destroyed; next = peer.ahead.shift())
      await next()
    peer.isBusy = false
    this.waits(peer.socket)
  }

  #makeRoom(address: string | undefined): boolean {
    const { maxConnections, maxPerAddress } = this.#limits
    const isCrowded = address !== undefined && this.#countOf(address) >= maxPerAddress
    if (isCrowded) return this.#closeOne(peer => peer.address === address)
    return this.#peers.size < maxConnections || this.#closeOne(() => true)
  }

  #countOf(address: string): number {
    let count = 0
    for (const peer of this.#peers.values()) if (peer.address === address) count++
    return count
  }

  #closeOne(isFitting: (peer: Peer) => boolean): boolean {
    for (const peer of this.#waiting) if (isFitting(peer)) return this.#close(peer)
    return false
  }

  #close(peer: Peer): true {
    this.#forget(peer)
    peer.socket.destroy()
    return true
  }

  #forget(peer: Peer): void {
    this.#peers.delete(peer.socket)
    this.#waiting.delete(peer)
    peer.ahead.length = 0
  }
}

function countedAs(address: string): string | undefined {
  if (LOOPBACK.test(address)) return undefined
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  return expandIpv6(address).slice(0, 4).join(':')
}

/** Its eight groups. */
function expandIpv6(address: string): string[] {
  const [head = '', tail = ''] = address.split('::')
  const groups = (part: string) => part.split(':').filter(group => group !== '')
  const missing = 8 - groups(head).length - groups(tail).length
  return [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)]
}
