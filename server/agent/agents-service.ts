// The service `.agents/<slot>`: the agents and roles of a thread, as operators and tests see them.

import type { Address } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import { Service } from '../core/service/service.ts'
import type { DocumentState } from '../document/documents.ts'
import { snapshot } from '../document/snapshot.ts'
import type { Agent } from './agent.ts'
import type { Agents } from './agents.ts'

/** One player who is online. */
export interface AgentView {
  /** opening, open, away, parting, leaving. */
  state: string
  /** The message in progress; '' when there is none. */
  runs: string
  /** Requests that wait. */
  waiting: number
  /** The connection's number at its gate. */
  connection: number
  address: string
  /** undefined before the role is loaded. */
  role: { saved: DocumentState; fields: object } | undefined
}

export class AgentsService extends Service<{ host: Agents }> {
  static concurrent = true

  count(): { agents: number; roles: number; unsaved: number; oldestUnsavedMs: number } {
    const { host } = this.options
    const { documents, ...rest } = host.roles.count()
    return { agents: host.size, roles: documents, ...rest }
  }

  /** What each of these agents does, in their order; undefined for one that is not here. */
  statesOf(addresses: readonly Address[]): (string | undefined)[] {
    return addresses.map(address => this.options.host.find(address)?.state)
  }

  /** undefined when there is no such agent here. */
  look(address: Address): AgentView | undefined {
    const agent = this.options.host.find(address)
    if (!agent) return undefined
    const { state, runs, waiting, peer, isOpen } = agent
    const role = isOpen ? this.#roleOf(agent) : undefined
    return { state, runs, waiting, connection: peer.id, address: peer.address, role }
  }

  /** Resolves when all that the player has changed until now is stored. Throws NOT_ONLINE. */
  async save(address: Address): Promise<void> {
    const agent = this.options.host.find(address)
    if (!agent?.isOpen) throw new AppError('NOT_ONLINE')
    await agent.role.save()
  }

  /** Resolves when all that was changed until now is stored, but for roles in the middle of a message. Returns how many had
   * changes. */
  async saveAll(): Promise<number> {
    const { roles } = this.options.host
    const { unsaved } = roles.count()
    await roles.flush()
    return unsaved
  }

  #roleOf({ role }: Agent): AgentView['role'] {
    return { saved: this.options.host.roles.stateOf(role), fields: snapshot(role) }
  }

  protected override inspect(): object {
    return this.count()
  }
}
