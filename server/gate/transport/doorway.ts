// The way from a socket to a connection: counts every socket from its accept on, refuses what asks for something else
// than a WebSocket or may not have one, and says of who comes in where it is counted. It keeps true: a socket that has
// not upgraded is counted until it has, or is gone; what is refused is closed at once.

import { CLOSE, type CloseCode } from '../../../protocol/errors.ts'
import { isLoopback, Networks } from '../../lib/networks.ts'
import type { Admission, Verdict } from '../limit/admission.ts'
import { claimedAddress, showAddress } from '../limit/remote-address.ts'
import type { GateConfig } from '../settings.ts'
import type { HttpRequest, HttpResponse } from './uws.ts'

export interface DoorwayOptions extends Pick<GateConfig, 'trustProxy' | 'proxies' | 'origins'> {
  admission: Admission
}

/** Who comes in. */
export interface Entry {
  address: string
  /** Where it is counted; undefined for loopback. */
  spot: number | undefined
  /** The close code that it hears at once. */
  refusal: CloseCode | undefined
}

interface Head {
  hosts: number
  origins: string[]
  forwardedFor: string | undefined
}

const REFUSALS: Partial<Record<Verdict, CloseCode>> = { full: CLOSE.FULL, crowded: CLOSE.CROWDED }
/** What is refused after its upgrade may keep its socket this long (ms), which nobody can see from here. */
const REFUSED_FOR = 8000

export class Doorway {
  readonly #admission: Admission
  readonly #trustProxy: number
  readonly #proxies: Networks
  readonly #origins: ReadonlySet<string>

  constructor({ admission, trustProxy, proxies, origins }: DoorwayOptions) {
    this.#admission = admission
    this.#trustProxy = trustProxy
    this.#proxies = new Networks(proxies)
    this.#origins = new Set(origins)
  }

  /** A socket was accepted. What uWebSockets.js itself ends before a request was read is counted out by onAborted. */
  onSocket(response: HttpResponse): void {
    const spot = this.#socketSpot(showAddress(response.getRemoteAddress()))
    if (!this.#admission.arrive(spot)) return void response.close()
    response.onAborted(() => this.#admission.depart(spot))
  }

  /** A request that asks for no WebSocket. */
  onRequest(response: HttpResponse): void {
    this.#refuse(response, '426 Upgrade Required', 'this port speaks WebSocket only')
  }

  /** A request for a WebSocket; undefined when it was answered with a refusal. */
  enter(response: HttpResponse, request: HttpRequest): Entry | undefined {
    const head = readHead(request)
    if (head.hosts !== 1) return this.#refuse(response, '400 Bad Request', 'expected one Host header')
    if (!this.#isWelcome(head.origins)) {
      return this.#refuse(response, '403 Forbidden', 'this origin may not connect (gate.origins)')
    }
    const peer = showAddress(response.getRemoteAddress())
    const { address, spot } = this.#locate(peer, head.forwardedFor)
    const verdict = this.#admission.admit(spot)
    if (verdict === 'hasty') return this.#refuse(response, '429 Too Many Requests', 'too many connections')
    this.#depart(peer, verdict !== 'admitted')
    return { address, spot, refusal: REFUSALS[verdict] }
  }

  /** Whoever came in is gone. */
  leave({ spot, refusal }: Entry): void {
    if (refusal === undefined) this.#admission.release(spot)
  }

  /** A thread that leaves takes nobody any more. */
  turnAway(response: HttpResponse): void {
    this.#refuse(response, '503 Service Unavailable', 'this server is stopping')
  }

  #isWelcome(origins: readonly string[]): boolean {
    if (this.#origins.size === 0 || origins.length === 0) return true
    return origins.length === 1 && this.#origins.has(origins[0]!.toLowerCase())
  }

  /** Who asks: the peer, or whom the outermost proxy saw. Only a peer that nobody stands behind is loopback. */
  #locate(peer: string, forwardedFor: string | undefined): { address: string; spot: number | undefined } {
    const isProxy = forwardedFor !== undefined && this.#isProxy(peer)
    const address = (isProxy && claimedAddress(forwardedFor, this.#trustProxy)) || peer
    return { address, spot: this.#admission.spotOf(address, isProxy) }
  }

  #isProxy(peer: string): boolean {
    return this.#trustProxy > 0 && (isLoopback(peer) || this.#proxies.has(peer))
  }

  /** Where a socket is counted before anybody has asked for anything: a proxy's are many people's. */
  #socketSpot(peer: string): number | undefined {
    return this.#isProxy(peer) ? undefined : this.#admission.spotOf(peer)
  }

  /** `isRefused`: it hears that after its upgrade, and may keep its socket for a while. */
  #depart(peer: string, isRefused: boolean): void {
    const spot = this.#socketSpot(peer)
    const keepsSpot = isRefused && spot !== undefined
    this.#admission.depart(spot, keepsSpot)
    if (keepsSpot) setTimeout(() => this.#admission.forget(spot), REFUSED_FOR).unref()
  }

  #refuse(response: HttpResponse, status: string, reason: string): undefined {
    this.#admission.depart(this.#socketSpot(showAddress(response.getRemoteAddress())))
    response.cork(() => {
      response.writeStatus(status)
      if (status.startsWith('426')) response.writeHeader('upgrade', 'websocket')
      if (status.startsWith('429') || status.startsWith('503')) response.writeHeader('retry-after', '1')
      response.end(`${reason}\n`, true)
    })
  }
}

function readHead(request: HttpRequest): Head {
  const head: Head = { hosts: 0, origins: [], forwardedFor: undefined }
  request.forEach((name, value) => {
    if (name === 'host') head.hosts++
    else if (name === 'origin') head.origins.push(value)
    else if (name === 'x-forwarded-for')
      head.forwardedFor = head.forwardedFor === undefined ? value : `${head.forwardedFor},${value}`
  })
  return head
}
