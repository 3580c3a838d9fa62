// A room's way to its members: one order to each gate that has any. Members who block somebody are sent to one by one,
// and get a message of whom they block as a number without a text.

import type { Frames } from '../../gate/peer.ts'
import type { Outbox } from '../../gate/topic/outbox.ts'
import type { GateGroup, MemberList, Seat } from './member-list.ts'

export interface Delivery {
  except?: Seat | undefined
  /** Who wrote it, and what is sent to those who block that one. */
  from?: { uid: string; hidden(): Frames }
}

export class FanOut {
  readonly #outbox: Outbox
  readonly #members: MemberList
  readonly #topic: string

  constructor(outbox: Outbox, members: MemberList, topic: string) {
    this.#outbox = outbox
    this.#members = members
    this.#topic = topic
  }

  subscribe(seat: Seat): void {
    this.#outbox.add(seat.gate, ['subscribe', seat.connection, this.#topic, seat.blocked.size > 0])
  }

  unsubscribe(seat: Seat): void {
    this.#outbox.add(seat.gate, ['unsubscribe', seat.connection, this.#topic])
  }

  /** Changes how a member is reached, from here on. */
  resubscribe(seat: Seat): void {
    this.#outbox.add(seat.gate, ['switch', seat.connection, this.#topic, seat.blocked.size > 0])
  }

  toAll(frames: Frames, { except, from }: Delivery = {}): void {
    for (const group of this.#members.groups) {
      if (group.subscribed > 0) {
        const sender = except?.gate === group.gate ? except.connection : undefined
        this.#outbox.add(group.gate, ['publish', this.#topic, frames, sender])
      }
      if (group.individuals.size > 0) this.#toIndividuals(group, frames, { except, ...(from && { from }) })
    }
  }

  toSome(seats: readonly Seat[], frames: Frames): void {
    for (const { gate, connection } of seats)
      this.#outbox.add(gate, ['sendTo', [connection], frames, this.#topic])
  }

  #toIndividuals({ gate, individuals }: GateGroup, frames: Frames, { except, from }: Delivery): void {
    const [others, deaf]: [number[], number[]] = [[], []]
    for (const seat of individuals) {
      if (seat === except) continue
      const isDeaf = from !== undefined && seat.blocked.has(from.uid)
      ;(isDeaf ? deaf : others).push(seat.connection)
    }
    if (others.length > 0) this.#outbox.add(gate, ['sendTo', others, frames, this.#topic])
    if (deaf.length > 0) this.#outbox.add(gate, ['sendTo', deaf, from!.hidden(), this.#topic])
  }
}
