// Messages of this thread that go another way than call() and send(): before others, or with the answer of a call that was
// handed on.

import { type Address, showAddress } from '../address.ts'
import { checkMessage } from '../service/clone-check.ts'
import { type Answer, type Chain, deadError, Message } from '../service/message.ts'
import type { Parcel, UrgentHost } from '../talk/outlet.ts'
import { UrgentMessage } from '../talk/urgent-mailbox.ts'
import type { Monitor } from '../watch/monitor.ts'
import { PendingCall, telling } from './call.ts'
import type { Cells } from './cells.ts'
import type { Deadlines } from './deadlines.ts'
import type { Link } from './link.ts'
import type { Links } from './links.ts'

/** What parcels need of their thread. */
export interface ParcelsHost {
  readonly development: boolean
  readonly monitor: Monitor
  readonly cells: Pick<Cells, 'get'>
  readonly links: Pick<Links, 'to'>
  reportUndelivered(address: Address, command: string): void
}

export class Parcels implements UrgentHost {
  readonly #host: ParcelsHost
  readonly #deadlines: Deadlines

  constructor(host: ParcelsHost, deadlines: Deadlines) {
    this.#host = host
    this.#deadlines = deadlines
  }

  callUrgently(
    address: Address,
    command: string,
    args: unknown[],
    deadline: number,
    chain: Chain | undefined,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#host.development) checkMessage(command, args)
      const onAnswer = this.#host.monitor.observer?.called(chain, address, command, false)
      const [done, fail] = onAnswer
        ? [telling(onAnswer, resolve), telling(onAnswer, reject)]
        : [resolve, reject]
      const answer = new PendingCall(this.#deadlines, address, command, chain, done, fail)
      this.#deadlines.add(answer, deadline)
      this.#deliver({ address, command, args, chain, answer, isUrgent: true })
    })
  }

  /** Throws NOT_CLONEABLE in development. */
  pass(parcel: Parcel): void {
    const { address, command, args, chain } = parcel
    if (this.#host.development) checkMessage(command, args)
    this.#host.monitor.observer?.called(chain, address, command, true)
    this.#deliver(parcel)
  }

  #deliver(parcel: Parcel): void {
    const { address, command, args, chain, answer, isUrgent } = parcel
    const host = this.#host
    const cell = host.cells.get(address)
    const link = host.links.to(address)
    if (cell && isUrgent) cell.deliverUrgently(new UrgentMessage(command, args, undefined, chain, answer))
    else if (cell) cell.deliver(new Message(command, args, undefined, chain, answer))
    else if (link) noteLink(answer, link, link.pass(parcel))
    else if (answer) answer.fail(deadError(showAddress(address)))
    else host.reportUndelivered(address, command)
  }
}

/** A call that times out tells its link. */
function noteLink(answer: Answer | undefined, link: Link, id: number): void {
  if (!(answer instanceof PendingCall)) return
  answer.link = link
  answer.id = id
}
