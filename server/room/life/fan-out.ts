// A room's way to its members: one order to each gate that has any. Members who block somebody are sent to individually;
// of a player whom they block they get each message as a number without its text.

import type { Frames } from '../../gate/peer.ts'
import type { Outbox } from '../../gate/topic/outbox.ts'
import type { GateGroup, MemberList, PresentMember } from './member-list.ts'

export interface Delivery {
  except?: PresentMember | undefined
  /** Who wrote it, and what members get who block the author. */
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

  subscribe(member: PresentMember): void {
    this.#outbox.add(member.gate, ['subscribe', member.connection, this.#topic, member.blocked.size > 0])
  }

  unsubscribe(member: PresentMember): void {
    this.#outbox.add(member.gate, ['unsubscribe', member.connection, this.#topic])
  }

  /** Changes how a member is reached, from here on. */
  resubscribe(member: PresentMember): void {
    this.#outbox.add(member.gate, ['switch', member.connection, this.#topic, member.blocked.size > 0])
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

  toSome(members: readonly PresentMember[], frames: Frames): void {
    for (const { gate, connection } of members)
      this.#outbox.add(gate, ['sendTo', [connection], frames, this.#topic])
  }

  #toIndividuals({ gate, individuals }: GateGroup, frames: Frames, { except, from }: Delivery): void {
    const [others, deaf]: [number[], number[]] = [[], []]
    for (const member of individuals) {
      if (member === except) continue
      const isDeaf = from !== undefined && member.blocked.has(from.uid)
      ;(isDeaf ? deaf : others).push(member.connection)
    }
    if (others.length > 0) this.#outbox.add(gate, ['sendTo', others, frames, this.#topic])
    if (deaf.length > 0) this.#outbox.add(gate, ['sendTo', deaf, from!.hidden(), this.#topic])
  }
}
