// The agents of one thread. Rooms look here for the players they have something for.

import type { Address } from '../core/address.ts'
import type { Agent } from './agent.ts'

export class AgentsByAddress {
  readonly #agents = new Map<Address, Agent>()

  get size(): number {
    return this.#agents.size
  }

  all(): Iterable<Agent> {
    return this.#agents.values()
  }

  /** Those that have their roles. */
  *open(): Iterable<Agent> {
    for (const agent of this.#agents.values()) if (agent.isOpen) yield agent
  }

  /** Also one that has no role yet. */
  find(address: Address): Agent | undefined {
    return this.#agents.get(address)
  }

  /** The agent with this address; undefined when it is not on this thread, or has no role yet. */
  at = (address: Address): Agent | undefined => {
    const agent = this.#agents.get(address)
    return agent?.isOpen ? agent : undefined
  }

  add(agent: Agent): void {
    this.#agents.set(agent.address, agent)
  }

  remove(agent: Agent): void {
    this.#agents.delete(agent.address)
  }
}
