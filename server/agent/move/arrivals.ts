// The service `.arrivals/<life>`: agents that come to this thread from others. It keeps true: until an agent is here it is where it
// was; who does not come leaves nothing behind.
//
//   reserve() ── claim() ── arrive() ──→ it is here
//      └──────────┴── dismiss(), or the agent that was to come has ended ──→ nothing

import { CLOSE } from '../../../protocol/errors.ts'
import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { Service } from '../../core/service/service.ts'
import type { ReservedPeer } from '../../gate/peer.ts'
import type { Seat } from '../../room/room-messages.ts'
import type { Agent } from '../agent.ts'
import type { MovedAgent, Traveller } from './moved-agent.ts'

/** What it needs of the agents of its thread. */
export interface ArrivalsHost {
  /** Nobody else may come. */
  readonly isLeaving: boolean
  /** Nor does anybody go on from here. */
  readonly isClosing: boolean
  makeArriving(traveller: Traveller, reserved: ReservedPeer): Promise<Agent>
  reserve(): ReservedPeer
  /** It is here; `false` when its account has another agent by now. */
  onArrived(agent: Agent, moved: MovedAgent, reserved: ReservedPeer): void
  tellMoved(account: string, old: Address, agent: Address): Promise<boolean>
}

export interface ArrivalsOptions {
  host: ArrivalsHost
  /** This thread's `.gate/<slot>` and `.rooms/<slot>`. */
  gate: Address
  roomsService: Address
}

interface Expected {
  agent: Agent
  reserved: ReservedPeer
  /** Stops listening for the end of the agent that is to come. */
  forget(): void
  /** It has claimed its role, or is about to: then there is no way back. */
  isClaiming: boolean
}

export const arrivalsName = (life: number): string => `.arrivals/${life}`

export class Arrivals extends Service<ArrivalsOptions> {
  static concurrent = true
  /** What comes behind it for an agent, of any service, finds the agent there. */
  static immediate: ReadonlySet<string> = new Set(['arrive'])
  /** By the agents that they are now. */
  readonly #expected = new Map<Address, Expected>()

  /** Makes place for an agent. Throws TRY_AGAIN where none comes any more. */
  async reserve(traveller: Traveller): Promise<Seat> {
    const { host, gate, roomsService } = this.options
    if (host.isLeaving) throw new AppError('TRY_AGAIN')
    const { from } = traveller
    this.dismiss(from)
    const reserved = host.reserve()
    const agent = await host.makeArriving(traveller, reserved)
    const forget = this.node.onEnded(this.node.ref<Agent>(from), () => this.dismiss(from))
    this.#expected.set(from, { agent, reserved, forget, isClaiming: false })
    return { agent: agent.address, gate, roomsService, connection: reserved.peer.id }
  }

  /** Takes over its role, if the epoch of that still is this. Throws TRY_AGAIN when that is not known. */
  async claim(from: Address, uid: string, epoch: number): Promise<boolean> {
    const expected = this.#expected.get(from)
    if (!expected || this.options.host.isLeaving) return false
    expected.isClaiming = true
    const isClaimed = await expected.agent.claimFrom(uid, epoch)
    expected.isClaiming = isClaimed
    return isClaimed
  }

  /** Somebody comes who can't stay where it was. For its own thread. */
  get isExpecting(): boolean {
    for (const { isClaiming } of this.#expected.values()) if (isClaiming) return true
    return false
  }

  /** It is here. Resolves when the watchdog knows. */
  async arrive(from: Address, moved: MovedAgent): Promise<void> {
    const expected = this.#expected.get(from)
    if (!expected) throw new AppError('SERVICE_DEAD', undefined, { cause: 'it is not expected any more' })
    const { host } = this.options
    const { agent, reserved, forget } = expected
    this.#expected.delete(from)
    forget()
    host.onArrived(agent, moved, reserved)
    const isItsOwn = host.tellMoved(agent.account, from, agent.address)
    await agent.goOn(moved.data)
    if (!(await isItsOwn)) agent.leave(CLOSE.REPLACED)
    else if (host.isClosing) agent.leave(CLOSE.STOPPING)
  }

  /** It does not come. */
  dismiss(from: Address): void {
    const expected = this.#expected.get(from)
    if (!expected) return
    this.#expected.delete(from)
    expected.forget()
    expected.agent.dismiss()
    expected.reserved.dismiss()
  }

  protected override inspect(): object {
    return { expected: this.#expected.size }
  }

  protected override onExit(): void {
    for (const from of [...this.#expected.keys()]) this.dismiss(from)
  }
}
