// Moves of players from one gate to another, as agent/move makes them, while everything else goes on: some are refused, some find
// that their session has ended.

import type { Connection } from '../../../../server/gate/connection.ts'
import type { MovedSession, Peer } from '../../../../server/gate/peer.ts'
import type { Random } from '../../../support/client/hostile-frames.ts'
import type { Seat } from './fuzz.ts'
import type { SessionGates } from './session-gate.ts'

interface Arrival {
  reserved: Connection
  here: MovedSession
  /** Topic -> whether it is sent to individually. */
  topics: readonly (readonly [string, boolean])[]
}

export class SeatMoves {
  count = 0
  readonly #gates: SessionGates
  readonly #random: Random
  readonly #running = new Set<Promise<void>>()

  constructor(gates: SessionGates, random: Random) {
    this.#gates = gates
    this.#random = random
  }

  begin(seat: Seat): void {
    if (this.#gates.slaves.length < 2 || seat.isMoving || seat.held.size > 0 || !seat.peer?.canMove) return
    const running = this.#move(seat, seat.peer).finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  async end(): Promise<void> {
    await Promise.all(this.#running)
  }

  async #move(seat: Seat, peer: Peer): Promise<void> {
    const { generation, slot: from } = seat
    const isStill = () => seat.generation === generation
    const [old, next] = [this.#gates.slaves[from]!, this.#gates.slaves[1 - from]!]
    seat.isMoving = true
    await peer.hold()
    await this.#pause()
    if (!isStill() || this.#random() < 0.25) {
      peer.unhold()
      if (isStill()) seat.isMoving = false
      return
    }
    const reserved = next.reserve()
    const topics = [...seat.topics]
    old.batch(topics.map(([topic]) => ['unsubscribe', peer.id, topic]))
    for (const [topic, isIndividual] of topics) seat.held.set(topic, { isIndividual, said: [] })
    seat.topics.clear()
    seat.id = reserved.id
    seat.slot = 1 - from
    // From here on its agent says nothing: what rooms say waits there.
    seat.isPacked = true
    next.batch(topics.map(([topic, isIndividual]) => ['subscribe', reserved.id, topic, isIndividual]))
    await this.#pause()
    const moved = peer.pack({ gate: this.#gates.address(1 - from), connection: reserved.id })
    await new Promise<void>(resolve =>
      this.#gates.carry(from, 1 - from, moved, here => {
        if (here && isStill()) this.#arrive(seat, { reserved, here, topics })
        else reserved.close(4008)
        resolve()
      }),
    )
  }

  /** What was asked meanwhile is answered behind what rooms have said. */
  #arrive(seat: Seat, { reserved, here, topics }: Arrival): void {
    this.count++
    seat.peer = reserved
    this.#gates.slaves[seat.slot]!.arrive(reserved, here, seat)
    for (const [topic, isIndividual] of topics) {
      reserved.rejoin(topic)
      seat.model.push(...seat.held.get(topic)!.said)
      seat.topics.set(topic, isIndividual)
    }
    seat.held.clear()
    seat.isPacked = seat.isMoving = false
  }

  /** Some turns of the loop. */
  async #pause(): Promise<void> {
    for (let n = Math.floor(this.#random() * 4); n > 0; n--) await new Promise(setImmediate)
  }
}
