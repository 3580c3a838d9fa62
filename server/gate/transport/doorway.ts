// The way from a socket to a connection: counts every socket from its accept on, refuses requests that are not for a
// WebSocket or may not have one, and tells where a new connection is counted. It keeps true: a socket is counted until it
// has upgraded or is gone; one that is refused is closed at once.

import { CLOSE, type CloseCode } from '../../../protocol/errors.ts'
import { isLoopback, Networks } from '../../lib/networks.ts'
import { claimedAddress, showAddress } from '../../lib/remote-address.ts'
import type { GateMeter } from '../gate-meter.ts'
import type { Admission, Verdict } from '../limit/admission.ts'
import type { Handshake } from '../peer.ts'
import type { GateConfig } from '../settings.ts'
import { Handshakes } from './handshake.ts'
import type { HttpRequest, HttpResponse } from './uws.ts'

export interface DoorwayOptions extends Pick<GateConfig, 'trustProxy' | 'proxies' | 'origins'> {
  admission: Admission
  meter: Pick<GateMeter, 'refuse'>
  /** Headers of handshakes that the game looks at; undefined for a game that does not look at them. */
  handshake: readonly string[] | undefined
}

/** A client that may upgrade. */
export interface Entry {
  address: string
  /** Where its address is counted; undefined for loopback. */
  spot: number | undefined
  /** The code with which it is closed right after its upgrade. */
  refusal: CloseCode | undefined
  handshake: Handshake
}

interface Head {
  hosts: number
  origins: string[]
  forwardedFor: string | undefined
}

/** The setting that refuses. */
const LIMITS: Record<Exclude<Verdict, 'admitted'>, string> = {
  full: 'gate.maxClients',
  crowded: 'gate.maxPerAddress',
  hasty: 'gate.maxUpgrades',
}
const TOO_MUCH = 'the address and the headers that the game looks at are too long'
const REFUSALS: Partial<Record<Verdict, CloseCode>> = { full: CLOSE.FULL, crowded: CLOSE.CROWDED }
/** A socket that is refused after its upgrade may live this long (ms), which cannot be seen from here. */
const REFUSED_FOR = 8000

export class Doorway {
  readonly #admission: Admission
  readonly #meter: DoorwayOptions['meter']
  readonly #trustProxy: number
  readonly #proxies: Networks
  readonly #origins: ReadonlySet<string>
  readonly #handshakes: Handshakes

  constructor({ admission, meter, trustProxy, proxies, origins, handshake }: DoorwayOptions) {
    this.#admission = admission
    this.#meter = meter
    this.#trustProxy = trustProxy
    this.#proxies = new Networks(proxies)
    this.#origins = new Set(origins)
    this.#handshakes = new Handshakes(handshake)
  }

  /** A socket was accepted. onAborted counts out those that uWebSockets.js ends before it has read a request. */
  onSocket(response: HttpResponse): void {
    const spot = this.#socketSpot(showAddress(response.getRemoteAddress()))
    if (!this.#admission.arrive(spot)) {
      this.#meter.refuse('sockets')
      return void response.close()
    }
    response.onAborted(() => this.#admission.depart(spot))
  }

  /** A request that is not for a WebSocket. */
  onRequest(response: HttpResponse): void {
    this.#refuse(response, '426 Upgrade Required', 'this port speaks WebSocket only')
  }

  /** A request for a WebSocket. Returns undefined when it was refused, and answered. */
  enter(response: HttpResponse, request: HttpRequest): Entry | undefined {
    const head = readHead(request)
    if (head.hosts !== 1) return this.#refuse(response, '400 Bad Request', 'expected one Host header')
    if (!this.#isWelcome(head.origins)) {
      this.#meter.refuse('gate.origins')
      return this.#refuse(response, '403 Forbidden', 'this origin may not connect (gate.origins)')
    }
    const handshake = this.#handshakes.read(request)
    if (!handshake) return this.#refuse(response, '431 Request Header Fields Too Large', TOO_MUCH)
    const peer = showAddress(response.getRemoteAddress())
    const { address, spot } = this.#locate(peer, head.forwardedFor)
    const verdict = this.#admission.admit(spot)
    if (verdict !== 'admitted') this.#meter.refuse(LIMITS[verdict])
    if (verdict === 'hasty') return this.#refuse(response, '429 Too Many Requests', 'too many connections')
    this.#depart(peer, verdict !== 'admitted')
    return { address, spot, refusal: REFUSALS[verdict], handshake }
  }

  /** A client that came in is gone. */
  leave({ spot, refusal }: Pick<Entry, 'spot' | 'refusal'>): void {
    if (refusal === undefined) this.#admission.release(spot)
  }

  /** Refuses a request because this thread is leaving. */
  turnAway(response: HttpResponse): void {
    this.#refuse(response, '503 Service Unavailable', 'this server is stopping')
  }

  #isWelcome(origins: readonly string[]): boolean {
    if (this.#origins.size === 0 || origins.length === 0) return true
    return origins.length === 1 && this.#origins.has(origins[0]!.toLowerCase())
  }

  /** The client: the peer, or the one that the outermost proxy saw. A client behind a proxy never counts as loopback. */
  #locate(peer: string, forwardedFor: string | undefined): { address: string; spot: number | undefined } {
    const isProxy = forwardedFor !== undefined && this.#isProxy(peer)
    const address = (isProxy && claimedAddress(forwardedFor, this.#trustProxy)) || peer
    return { address, spot: this.#admission.spotOf(address, isProxy) }
  }

  #isProxy(peer: string): boolean {
    return this.#trustProxy > 0 && (isLoopback(peer) || this.#proxies.has(peer))
  }

  /** Where a socket is counted before it has sent a request; undefined for a proxy, whose sockets are many clients'. */
  #socketSpot(peer: string): number | undefined {
    return this.#isProxy(peer) ? undefined : this.#admission.spotOf(peer)
  }

  /** `isRefused`: it is told so after its upgrade, and may keep its socket for a while. */
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
