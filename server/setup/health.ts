// Where the node is in its life, for supervisors: /healthz.

import type { WebRoutes } from './routes.ts'

/** Where the node is in its life; /healthz says 200 for `ready` only. */
export type NodeState = 'starting' | 'ready' | 'stopping'

export function healthRoutes(state: () => NodeState): WebRoutes {
  return {
    'GET /healthz': () => Response.json({ state: state() }, { status: state() === 'ready' ? 200 : 503 }),
  }
}
