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
import type { ArrivedLine } from '../connection/movable.ts'
import type { Connection } from '../connection.ts'
import type { SessionEnd } from '../session/ended-sessions.ts'
import { type ComesBack, goOn, lost } from '../session/go-on.ts'
import { isSameToken, type SessionToken } from '../session/token.ts'
import type { Home, HomeFinder } from './homes.ts'
import type { DownOrder, RelayingGate, RemoteAnswer, RemoteReturn, UpOrder } from './relay-orders.ts'
import { RelayedLine, type RelayedLineHost } from './relayed-line.ts'
import { RemoteSocket } from './remote-socket.ts'

export interface RelaysHost extends Omit<RelayedLineHost, 'up'> {
  at(connection: number): Connection | undefined
  all(): Iterable<Connection>
  /** Of this slave. */
  readonly address: Address
  readonly scope: ServiceScope
  readonly homes: HomeFinder
  /** Where a session is that was here; undefined where it was not, or has moved long ago. */
  movedTo(connection: number): Home | undefined
  /** Why a client is not to come back by itself whose session has ended here. */
  endOf(token: string): SessionEnd | undefined
}

/** A client that asked to come back, and waits. */
interface Returning extends ComesBack {
  gate: Address | undefined
  connection: number
  back: Wanted
  /** It has been looked for once more, where it was not found. */
  isAgain: boolean
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

  /** A client comes back whose session is not known here. */
  begin(line: Connection, message: Message, asked: Asked, back: Wanted): void {
    const { connection, home } = back
    const returning: Returning = {
      ...{ line, message, asked, back, connection },
      gate: undefined,
      isAgain: false,
    }
    this.#returning.set(line.id, returning)
    line.wait()
    void this.#lookFor(returning, home)
  }

  /** `known`: where its session is, if that is known. */
  async #lookFor(returning: Returning, known?: Home): Promise<void> {
    const { line, back } = returning
    const home = known ?? (await this.#homeOf(back))
    if (this.#returning.get(line.id) !== returning) return
    if (!line.isOpen) return void this.#returning.delete(line.id)
    if (home === undefined) return this.#answer(line.id, { lost: LOST.over })
    const { gate, connection } = home
    returning.gate = gate
    returning.connection = connection
    const { id, openedAt, address, handshake } = line
    const { token, received } = back
    const order: RemoteReturn = { line: id, connection, token, received, openedAt, address, handshake }
    if (gate === this.#host.address) this.#comeBack(gate, order)
    else this.#up.add(gate, ['return', order])
  }

  down(from: Address, orders: readonly DownOrder[]): void {
    for (const order of orders) {
      if (order[0] === 'answer') this.#onAnswer(from, order[1], order[2])
      else if (order[0] === 'frame') this.#lineOf(from, order[1])?.write(order[2], order[3])
      else if (order[0] === 'hold') this.#hold(from, order[1], order[2])
      else if (order[0] === 'unhold') this.#lineOf(from, order[1])?.unhold()
      else if (this.#lineOf(from, order[1])) this.#close(order[1], order[2])
    }
  }

  /** The session that a line was relayed to is about to be here; undefined where that line is gone. */
  take(id: number): ArrivedLine | undefined {
    const [socket, relayed] = [this.#host.at(id), this.#relayed.get(id)]
    if (!relayed || !socket?.isRelayed) return undefined
    this.#relayed.delete(id)
    return { socket, frames: relayed.takeOver() }
  }

  /** What waits to be sent is sent now, before what follows. */
  flush(): void {
    this.#up.flush()
    this.#down.flush()
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
      else if (order[0] === 'frame') this.#on(from, order[1], order[2])?.onLineFrame(order[3])
      else if (order[0] === 'held') this.#on(from, order[1], order[2])?.onHeld()
      else this.#on(from, order[1], order[2])?.onRemoteGone(order[3])
    }
  }

  /** The thread with this life has ended: its clients are away, and its sessions over. */
  lost(life: number): void {
    // Their sessions may have moved before.
    for (const returning of this.#returning.values())
      if (returning.gate !== undefined && lifeOf(returning.gate) === life) void this.#lookFor(returning)
    for (const [line, { gate }] of this.#relayed) if (lifeOf(gate) === life) this.#close(line, CLOSE.STOPPING)
    for (const connection of [...this.#host.all()])
      if (connection.remote && lifeOf(connection.remote.gate) === life) connection.onRemoteGone(1006)
  }

  async #homeOf({ life, connection }: SessionToken): Promise<Home | undefined> {
    try {
      return await this.#host.homes.find({ life, connection })
    } catch {
      return undefined
    }
  }

  /** A socket that was lost meanwhile is gone for its session too. The one who answers may be where the session has moved. */
  #onAnswer(gate: Address, id: number, answer: RemoteAnswer): void {
    const returning = this.#returning.get(id)
    if (returning) {
      // The way there led by a thread that has ended: then `.homes` knows it.
      if ('lost' in answer && answer.lost === LOST.over && !returning.isAgain) {
        returning.isAgain = true
        return void this.#lookFor(returning)
      }
      returning.gate = gate
      if ('connection' in answer) returning.connection = answer.connection
      return this.#answer(id, answer)
    }
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
      return line.refuse(message, asked, lost(answer.lost))
    }
    const { account, isBinary, connection: _, ...reply } = answer
    const relayed = new RelayedLine(this.#lineHost, { line, gate: gate!, connection, account })
    this.#relayed.set(id, relayed)
    line.relay(relayed, isBinary ? this.#host.binary : this.#host.text)
    line.answer(message, asked, reply)
  }

  /** Of a line that is gone it has been told. */
  #hold(gate: Address, id: number, connection: number): void {
    const relayed = this.#lineOf(gate, id)
    relayed?.hold()
    if (relayed) this.#up.add(gate, ['held', connection, id])
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
    if (found?.afterMove(() => this.#comeBack(from, back))) return
    const home = this.#host.movedTo(back.connection)
    if (!found && home) return this.#forward(home, from, back)
    if (!found?.session || !isSameToken(found.session.token, back.token)) return answer(this.#whyNot(back))
    const here = from === this.#host.address ? this.#takeReturning(back.line) : undefined
    if (here) return goOn(found, here, back.received)
    const { account } = found
    const { isBinary } = found.format
    const outcome = found.takeOver(new RemoteSocket(from, back, tell), back.received)
    if (!('frames' in outcome)) return answer(outcome)
    const { received, next, frames } = outcome
    answer({ connection: found.id, account, isBinary, received, next, replayed: frames.length })
    found.replay(frames)
  }

  /** Of a client whose session has come to this thread meanwhile. */
  #takeReturning(id: number): Returning | undefined {
    const returning = this.#returning.get(id)
    this.#returning.delete(id)
    returning?.line.stopWaiting()
    return returning
  }

  /** The session has moved: who has it now answers. */
  #forward({ gate, connection }: Home, from: Address, back: RemoteReturn): void {
    this.#host.scope.ref<RelayingGate>(gate).send.up(from, [['return', { ...back, connection }]])
  }

  /** Who was thrown out while it was away is told so now. */
  #whyNot({ token, received }: RemoteReturn): RemoteAnswer {
    const end = received === undefined ? undefined : this.#host.endOf(token)
    if (end === 'loggedOut') return { lost: LOST.loggedOut }
    return end === undefined ? { lost: LOST.over } : { closeWith: end }
  }
}

/** A session that a client wants to come back to. */
interface Wanted extends SessionToken {
  token: string
  received: number | undefined
  /** Where it is, if that is known. */
  home?: Home | undefined
}
