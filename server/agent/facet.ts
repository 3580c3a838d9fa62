// What an agent has besides its role: parts that other modules make for it when it first uses them, and that are told
// when it leaves. worker.ts names them.

import type { Agent } from './agent.ts'

export interface Facet {
  /** The agent leaves; what has to be waited for is the facet's own matter. */
  depart?(): void
}

/** Name of the property -> makes it. */
export type Facets = Readonly<Record<string, (agent: Agent) => object>>
