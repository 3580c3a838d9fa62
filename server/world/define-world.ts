// A kind of rooms that are simulated, as part of its definition.

import type { Protocol } from '../../protocol/sproto/index.ts'
import type { WorldPart } from '../room/define-room.ts'
import type { SimulationHost } from '../room/simulation.ts'
import { WorldSimulation } from './simulation.ts'
import { planOf, type WorldPlan } from './world-plan.ts'
import { checkSettings, DEFAULTS, type WorldSettings } from './world-settings.ts'

export class WorldKind implements WorldPart {
  readonly maxSpectators: number
  readonly #settings: WorldSettings
  readonly #plans = new WeakMap<Protocol, WorldPlan>()

  constructor(settings: WorldSettings) {
    this.#settings = settings
    this.maxSpectators = settings.maxSpectators ?? DEFAULTS.maxSpectators
  }

  check(protocol: Protocol, where: string): void {
    checkSettings(this.#settings, where)
    this.#planOf(protocol, where)
  }

  open(host: SimulationHost): WorldSimulation {
    return new WorldSimulation(host, this.#planOf(host.protocol, 'world'))
  }

  #planOf(protocol: Protocol, where: string): WorldPlan {
    let plan = this.#plans.get(protocol)
    if (!plan) {
      plan = planOf(protocol, this.#settings, where)
      this.#plans.set(protocol, plan)
    }
    return plan
  }
}
