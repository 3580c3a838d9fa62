// Where the node is in its life, for supervisors: /healthz.

import type { NodeState } from '../core/node/node.ts'
import type { WebRoutes } from './routes.ts'

/** /healthz says 200 for `ready` only. */
export function healthRoutes(state: () => NodeState): WebRoutes {
  return {
    'GET /healthz': () => Response.json({ state: state() }, { status: state() === 'ready' ? 200 : 503 }),
  }
}
