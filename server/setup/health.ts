// Where the node is in its life, for supervisors: /healthz.

import type { NodeState } from '../core/node/node.ts'
import type { WebRoutes } from './routes.ts'

/** /healthz says 200 while players are served. */
export function healthRoutes(state: () => NodeState): WebRoutes {
  return {
    'GET /healthz': () => Response.json({ state: state() }, { status: isServing(state()) ? 200 : 503 }),
  }
}

const isServing = (state: NodeState): boolean => state === 'ready' || state === 'draining'
