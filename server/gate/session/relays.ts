// Clients whose socket and session are on different threads, for one slave: of those whose sockets are here, and of those whose
// sessions are. The session stays where its agent is, with its counts; only the line is elsewhere.
//
//   a socket here: returning ── an answer ──→ relayed ── closed, or the session's thread is lost ──→ gone
//                      └── it can't go on ──→ a guest's again

import { CLOSE } from '../../../protocol/errors.ts'
import { LOST } from '../../../protocol/kit.ts'
import type { Message } from '../../../protocol/sproto/index.ts'
import { type Address, lifeOf } from '../../core/address.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import { TurnBatches } from '../../lib/turn-batches.ts'
import type { Asked } from '../connection/connection-host.ts'
import type { Connection } from '../connection.ts'
import type { HomeFinder } from './homes.ts'
import type { DownOrder, RelayingGate, RemoteAnswer, RemoteReturn, UpOrder } from './relay-orders.ts'
import { RelayedLine, type RelayedLineHost } from './relayed-line.ts'
import { RemoteSocket } from './remote-socket.ts'
import { isSameToken, type SessionToken } from './token.ts'

export interface RelaysHost extends Omit<RelayedLineHost, 'up'> {
  at(connection: number): Connection | undefined
  all(): Iterable<Connection>
  /** Of this slave. */
  readonly address: Address
  readonly scope: ServiceScope
  readonly homes: HomeFinder
}

/** A client that asked to come back, and waits. */
interface Returning {
  line: Connection
  message: Message
  asked: Asked
  gate: Address | undefined
  connection: number
}

export class Relays {
  readonly #host: RelaysHost
  readonly #lineHost: RelayedLineHost
  readonly #up: TurnBatches<Address, UpOrder>
  readonly #down: TurnBatches<Address, DownOrder>
  /** By the numbers of their connections. */
  readonly #returning = new Map<number, Returning>()
  readonly #relayed = new Map<number, RelayedLine>()

  constructor(host: RelaysHost) {
    const { scope, address } = host
    this.#host = host
    this.#up = new TurnBatches(
      (gate, orders) => scope.ref<RelayingGate>(gate).send.up(address, orders),
      queueMicrotask,
    )
    this.#down = new TurnBatches(
      (gate, orders) => scope.ref<RelayingGate>(gate).send.down(address, orders),
      queueMicrotask,
    )
    const { text, binary, heartbeat, received } = host
    this.#lineHost = {
      ...{ text, binary, heartbeat, received },
      timeOfDay: () => host.timeOfDay(),
      up: (gate, order) => this.#up.add(gate, order),
    }
  }

  /** Sockets here whose sessions are elsewhere. */
  get count(): number {
    return this.#relayed.size
  }

  // Of sockets here.

  /** A client comes back whose session is on another thread. */
  async begin(
    line: Connection,
    message: Message,
    asked: Asked,
    back: SessionToken & RemoteBody,
  ): Promise<void> {
    const { token, received, connection } = back
    const returning: Returning = { line, message, asked, gate: undefined, connection }
    this.#returning.set(line.id, returning)
    line.wait()
    const gate = await this.#gateOf(back.life)
    if (!this.#returning.has(line.id)) return
    if (!line.isOpen) return void this.#returning.delete(line.id)
    if (gate === undefined) return this.#answer(line.id, { lost: LOST.over })
    returning.gate = gate
    const { id, openedAt, address, handshake } = line
    this.#up.add(gate, ['return', { line: id, connection, token, received, openedAt, address, handshake }])
  }

  down(from: Address, orders: readonly DownOrder[]): void {
    for (const order of orders) {
      if (order[0] === 'answer') this.#onAnswer(from, order[1], order[2])
      else if (order[0] === 'frame') this.#lineOf(from, order[1])?.write(order[2], order[3])
      else if (this.#lineOf(from, order[1])) this.#close(order[1], order[2])
    }
  }

  /** A connection is gone. */
  onClosed(line: number): void {
    this.#returning.delete(line)
    this.#relayed.delete(line)
  }

  // Of sessions here.

  up(from: Address, orders: readonly UpOrder[]): void {
    for (const order of orders) {
      if (order[0] === 'return') this.#comeBack(from, order[1])
      else if (order[0] === 'frame')
        this.#on(from, order[1], order[2])?.onRelayed(order[3], order[4], order[5])
      else this.#on(from, order[1], order[2])?.onRemoteGone(order[3])
    }
  }

  /** The thread with this life has ended: its clients are away, and its sessions over. */
  lost(life: number): void {
    for (const [line, { gate }] of this.#returning)
      if (gate !== undefined && lifeOf(gate) === life) this.#answer(line, { lost: LOST.over })
    for (const [line, { gate }] of this.#relayed) if (lifeOf(gate) === life) this.#close(line, CLOSE.STOPPING)
    for (const connection of [...this.#host.all()])
      if (connection.remote && lifeOf(connection.remote.gate) === life) connection.onRemoteGone(1006)
  }

  async #gateOf(life: number): Promise<Address | undefined> {
    try {
      return await this.#host.homes.find(life)
    } catch {
      return undefined
    }
  }

  /** A socket that was lost meanwhile is gone for its session too. */
  #onAnswer(gate: Address, id: number, answer: RemoteAnswer): void {
    if (this.#returning.has(id)) return this.#answer(id, answer)
    if ('connection' in answer) this.#up.add(gate, ['gone', answer.connection, id, 1006])
  }

  #answer(id: number, answer: RemoteAnswer): void {
    const returning = this.#returning.get(id)
    if (!returning) return
    const { line, message, asked, gate, connection } = returning
    this.#returning.delete(id)
    if ('isOutdated' in answer) return line.cut()
    if ('closeWith' in answer) return line.close(answer.closeWith)
    if ('lost' in answer) {
      line.stopWaiting()
      return line.refuse(message, asked, { code: 'SESSION_LOST', text: answer.lost, isBad: true })
    }
    const { account, isBinary, connection: _, ...reply } = answer
    const relayed = new RelayedLine(this.#lineHost, { line, gate: gate!, connection, account })
    this.#relayed.set(id, relayed)
    line.relay(relayed, isBinary ? this.#host.binary : this.#host.text)
    line.answer(message, asked, reply)
  }

  #lineOf(gate: Address, line: number): RelayedLine | undefined {
    const relayed = this.#relayed.get(line)
    return relayed?.gate === gate ? relayed : undefined
  }

  #close(id: number, code: number | undefined): void {
    const line = this.#host.at(id)
    this.#relayed.delete(id)
    if (code === undefined) line?.cut()
    else line?.close(code as never)
  }

  /** The session whose socket is that one; undefined when it has another by now. */
  #on(gate: Address, connection: number, line: number): Connection | undefined {
    const found = this.#host.at(connection)
    return found?.remote?.gate === gate && found.remote.line === line ? found : undefined
  }

  #comeBack(from: Address, back: RemoteReturn): void {
    const tell = (order: DownOrder) => this.#down.add(from, order)
    const found = this.#host.at(back.connection)
    const answer = (answer: RemoteAnswer) => tell(['answer', back.line, answer])
    if (!found?.session || !isSameToken(found.session.token, back.token)) return answer({ lost: LOST.over })
    const { account } = found
    const { isBinary } = found.format
    const outcome = found.takeOver(new RemoteSocket(from, back, tell), back.received)
    if (!('frames' in outcome)) return answer(outcome)
    const { received, next, frames } = outcome
    answer({ connection: found.id, account, isBinary, received, next, replayed: frames.length })
    found.replay(frames)
  }
}

interface RemoteBody {
  token: string
  received: number | undefined
}
