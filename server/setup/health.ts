// How the node is, for supervisors and load balancers: /healthz says whether it lives, /readyz whether it should get new
// players. Both say why not.

import type { NodeState } from '../core/node/node.ts'
import type { WebRoutes } from './routes.ts'

const WHY: Record<Exclude<NodeState, 'ready'>, string> = {
  starting: 'the server is starting',
  draining: 'the server is draining: it lets nobody in any more',
  stopping: 'the server is stopping',
}

export class Health {
  readonly #state: () => NodeState
  readonly #checks: (() => string | undefined)[] = []
  readonly #facts = new Map<string, () => unknown>()

  constructor(state: () => NodeState) {
    this.#state = state
  }

  /** `why`: a sentence while new players should go elsewhere, undefined while all is well. Asked at each look; must be quick. */
  add(why: () => string | undefined): void {
    this.#checks.push(why)
  }

  /** What is said under this name besides the state. */
  tell(name: string, fact: () => unknown): void {
    this.#facts.set(name, fact)
  }

  get routes(): WebRoutes {
    return {
      'GET /healthz': () => this.#answer(isServing(this.#state()) ? [] : this.#whyNot()),
      'GET /readyz': () => this.#answer([...this.#whyNot(), ...this.#problems()]),
    }
  }

  #answer(why: readonly string[]): Response {
    const facts = Object.fromEntries([...this.#facts].map(([name, fact]) => [name, fact()]))
    const body = { state: this.#state(), ...facts, ...(why.length > 0 && { why }) }
    return Response.json(body, { status: why.length === 0 ? 200 : 503 })
  }

  #whyNot(): string[] {
    const state = this.#state()
    return state === 'ready' ? [] : [WHY[state]]
  }

  #problems(): string[] {
    return this.#checks.map(check => check()).filter(why => why !== undefined)
  }
}

/** Those who are online go on playing while it drains. */
const isServing = (state: NodeState): boolean => state === 'ready' || state === 'draining'
