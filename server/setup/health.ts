// How the node is, for supervisors and load balancers: /healthz says whether it lives, /readyz whether it should get new
// players. Both say why not.

import type { NodeState } from '../core/node/node.ts'
import type { WebRoutes } from './routes.ts'

const WHY: Record<Exclude<NodeState, 'ready'>, string> = {
  starting: 'the server is starting',
  stopping: 'the server is stopping',
}

export class Health {
  readonly #state: () => NodeState
  readonly #checks: (() => string | undefined)[] = []

  constructor(state: () => NodeState) {
    this.#state = state
  }

  /** `why`: a sentence while new players should go elsewhere, undefined while all is well. Asked at each look; must be quick. */
  add(why: () => string | undefined): void {
    this.#checks.push(why)
  }

  get routes(): WebRoutes {
    return { 'GET /healthz': () => this.#answer([]), 'GET /readyz': () => this.#answer(this.#checks) }
  }

  #answer(checks: readonly (() => string | undefined)[]): Response {
    const state = this.#state()
    const why = checks.map(check => check()).filter(each => each !== undefined)
    if (state !== 'ready') why.unshift(WHY[state])
    const isWell = why.length === 0
    return Response.json(isWell ? { state } : { state, why }, { status: isWell ? 200 : 503 })
  }
}
