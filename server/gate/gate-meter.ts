// What one thread's gate counts for its metrics. Of each message in four fields of an array that is there from the start, so
// that a request costs an addition at a known place; what goes wrong in tallies.
//
//   counts: per message 4 doubles: requests received · their bytes · answered · pushed to single players

import type { CloseCode } from '../../protocol/errors.ts'
import type { Message, Protocol } from '../../protocol/sproto/index.ts'
import { type Metric, readCounter, readGauge, type Sample } from '../core/metrics/metric.ts'
import { Tally } from '../core/metrics/tally.ts'
import type { Failure } from './peer.ts'

/** What is there now. */
export interface ConnectionCount {
  connections: number
  /** Connections that have not logged in. */
  guests: number
  /** Players whose connections are lost and who may come back. */
  away: number
  /** Connections whose sessions are on another thread. */
  relayed: number
  /** What is kept for sessions. */
  keptBytes: number
  /** Connections with bytes waiting in their sockets, and the sum of those bytes. */
  backlogged: number
  queued: number
  /** Closed connections whose last bytes are still waiting. */
  closing: number
  /** Subscriptions of all connections, including joins that are not answered yet. */
  topics: number
}

export const RECEIVED = 0
export const RECEIVED_BYTES = 1
export const ANSWERED = 2
export const PUSHED = 3
/** Places of a message. */
export const PLACES = 4

/** Of a request whose message could not be read. */
const UNREAD = 'unknown'
/** Of sockets that were lost or closed by their client, whatever code came with it. */
const BY_CLIENT = 'client'

export class GateMeter {
  readonly counts: Float64Array
  /** Bytes of frames to single connections. */
  sentBytes = 0
  /** Messages published to topics, once for each, however many hear them. */
  published = 0
  opened = 0
  readonly #failed = new Tally()
  readonly #closed = new Tally()
  readonly #refused = new Tally()
  readonly #messages: readonly Message[]

  constructor({ byName }: Protocol) {
    this.#messages = [...byName.values()]
    this.counts = new Float64Array(this.#messages.length * PLACES)
  }

  fail({ message, code }: Failure): void {
    this.#failed.add(message?.name ?? UNREAD, code)
  }

  /** `code`: with which this server closes; undefined when the client was first. */
  close(code: CloseCode | undefined): void {
    this.#closed.add(code === undefined ? BY_CLIENT : String(code))
  }

  /** `limit`: the setting that has refused a connection, or the reason. */
  refuse(limit: string): void {
    this.#refused.add(limit)
  }

  /** `count` reads what is there now. */
  metrics(count: () => ConnectionCount): Record<string, Metric> {
    const ofNow = (help: string, field: keyof ConnectionCount) => readGauge(help, () => count()[field])
    return {
      gatehouse_connections: ofNow('open connections', 'connections'),
      gatehouse_guests: ofNow('connections that have not logged in', 'guests'),
      gatehouse_away: ofNow('players whose connections are lost and who may come back', 'away'),
      gatehouse_relayed: ofNow('connections whose players are on another thread', 'relayed'),
      gatehouse_kept_bytes: ofNow('bytes kept for clients that have not confirmed them', 'keptBytes'),
      gatehouse_backlogged_connections: ofNow(
        'connections with bytes waiting in their sockets',
        'backlogged',
      ),
      gatehouse_backlog_bytes: ofNow('bytes waiting in sockets', 'queued'),
      gatehouse_closing_connections: ofNow('closed connections whose last bytes still wait', 'closing'),
      gatehouse_subscriptions: ofNow('subscriptions of connections to topics of rooms', 'topics'),
      gatehouse_connections_opened_total: readCounter('connections that were let in', () => this.opened),
      gatehouse_connections_closed_total: readCounter(
        'connections that ended, by close code; client: lost, or closed by the client',
        () => this.#closed.samples('code'),
        { labels: ['code'] },
      ),
      gatehouse_connections_refused_total: readCounter(
        'sockets and upgrades that were refused, by limit',
        () => this.#refused.samples('limit'),
        { labels: ['limit'] },
      ),
      ...this.#ofMessages(),
    }
  }

  #ofMessages(): Record<string, Metric> {
    const labels = ['message']
    return {
      gatehouse_requests_total: readCounter(
        'requests that were answered, by message and code; OK: without an error',
        () => [...this.#answered(), ...this.#failed.samples('message', 'code')],
        { labels: ['message', 'code'] },
      ),
      gatehouse_requests_received_total: readCounter(
        'requests that could be read, by message',
        () => this.#byMessage(RECEIVED),
        { labels },
      ),
      gatehouse_requests_received_bytes_total: readCounter(
        'bytes of requests that could be read, by message',
        () => this.#byMessage(RECEIVED_BYTES),
        { labels },
      ),
      gatehouse_sent_bytes_total: readCounter(
        'bytes of frames sent to single connections; of text the letters',
        () => this.sentBytes,
      ),
      gatehouse_pushes_total: readCounter(
        'pushes to single players, by message',
        () => this.#byMessage(PUSHED),
        { labels },
      ),
      gatehouse_published_total: readCounter(
        'messages published to topics of rooms, once for each thread that has subscribers',
        () => this.published,
      ),
    }
  }

  #answered(): Sample[] {
    return this.#byMessage(ANSWERED).map(({ labels, value }) => ({
      labels: { ...labels, code: 'OK' },
      value,
    }))
  }

  #byMessage(place: number): Sample[] {
    return this.#messages
      .map(({ name, index }) => ({ labels: { message: name }, value: this.counts[index * PLACES + place]! }))
      .filter(({ value }) => value > 0)
  }
}
