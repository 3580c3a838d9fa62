// The one route for nodes of the game, at a login server elsewhere.

import type { RouteRules, WebRoutes } from '../../setup/routes.ts'
import { readBody } from '../web/read-body.ts'
import { announcement, WAITS } from './node-api.ts'
import type { Nodes } from './nodes.ts'

export const NODE_RULES: RouteRules = { scope: 'cluster', timeout: WAITS + 5000 }

export const nodeRoutes = (nodes: Nodes): WebRoutes => ({
  'POST /nodes': async request => {
    const given = await nodes.hear(await readBody(request, announcement), request.signal)
    return Response.json({ orders: given })
  },
})
