// The inputs of all members of a world: what their clients have sent, one of each a tick, and what each client had drawn when it made
// the input that is being used.

import type { PresentMember } from '../../room/life/member-list.ts'
import { InputQueue } from './input-queue.ts'

/** What every input begins with, as a client has sent it. */
interface Head {
  number?: number
  seen?: number
  applied?: number
}

export class MemberInputs {
  readonly #queues = new Map<PresentMember, InputQueue>()
  readonly #seen = new Map<PresentMember, number>()

  add(member: PresentMember): void {
    this.#queues.set(member, new InputQueue())
  }

  remove(member: PresentMember): void {
    this.#queues.delete(member)
    this.#seen.delete(member)
  }

  /** The client counts anew. */
  clear(member: PresentMember): void {
    this.#queues.get(member)?.clear()
  }

  /** Takes an input of a member; of others it takes none. Returns the tick of the last patch that the client has applied. */
  queue(member: PresentMember, body: object): number {
    const { head } = body as { head?: Head }
    const { number = 0, seen = 0, applied = 0 } = head ?? {}
    if (Number.isSafeInteger(number)) this.#queues.get(member)?.add({ number, seen, body })
    return applied
  }

  /** One of each member; `done`: the number of its newest that was used or left out. */
  take(use: (member: PresentMember, body: object | undefined, done: number) => void): void {
    for (const [member, queue] of this.#queues) {
      const input = queue.take()
      if (input) this.#seen.set(member, input.seen)
      use(member, input?.body, queue.done)
    }
  }

  /** The tick that the member's client had drawn, as it says; 0 for unknown. */
  seen(member: PresentMember): number {
    return this.#seen.get(member) ?? 0
  }
}
