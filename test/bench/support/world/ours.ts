// The sending side of a world, whole: setters, what has changed, the grid, what each viewer sees, flow, frames that are packed for a gate.
// Without a gate: what goes out is counted.

import { parseSchema, protocolOf } from '../../../../protocol/sproto/index.ts'
import { HookRunner } from '../../../../server/room/life/hook-runner.ts'
import type { PresentMember } from '../../../../server/room/life/member-list.ts'
import { WorldSimulation } from '../../../../server/world/simulation.ts'
import type { Viewer } from '../../../../server/world/view/viewer.ts'
import { planOf } from '../../../../server/world/world-plan.ts'
import type { WorldSettings } from '../../../../server/world/world-settings.ts'
import { type Movable, moveAll, type Scene } from './scene.ts'

export const MOVER_TYPE = `
  .Mover {
    id 0 : integer  name 1 : string  owner 2 : string  kind 3 : integer  x 4 : integer(1)  y 5 : integer(1)
    angle 6 : integer(2)  hp 7 : integer  state 8 : integer  speed 9 : integer  level 10 : integer
  }
`

const SCENE_SCHEMA = `
  .Patch {
    view 0 : integer  tick 1 : integer  input 2 : integer  is_full 3 : boolean
    gone 4 : *integer  keep 5 : *integer  snapped 8 : *integer
  }
  ${MOVER_TYPE}
  scene 130 { request { patch 0 : Patch  movers 1 : *Mover } }
`

export const sceneProtocol = protocolOf(parseSchema([{ name: 's2c.sproto', text: SCENE_SCHEMA }]))

/** As in a server: one class of movers for all worlds of a kind. */
const PLAN = planOf(sceneProtocol, { view: 'scene' }, 'scene')

const quiet = { warn: () => undefined, error: () => undefined, info: () => undefined } as never

export class OurWorld {
  readonly viewers: readonly Viewer[]
  /** Bytes and frames that went out. */
  bytes = 0
  frames = 0
  /** Of the last patch. */
  last: Uint8Array | undefined
  readonly world: WorldSimulation
  readonly #scene: Scene
  readonly #movers: readonly Movable[]

  constructor(scene: Scene, more: Partial<WorldSettings> = {}) {
    const { radius, plan } = scene
    const sight = radius === undefined ? {} : { sight: radius }
    const settings = { view: 'scene', tick: 50, rewind: 0, maxEntities: 1_000_000, ...sight, ...more }
    const hooks = new HookRunner(quiet, { timeout: 1000, onTooMany: () => undefined, onError: fail })
    this.#scene = scene
    this.world = new WorldSimulation(
      {
        ...{ protocol: sceneProtocol, address: 17, topic: 'r', slot: 1, log: quiet, hooks },
        outbox: { add: (_: number, order: readonly unknown[]) => this.#count(order) } as never,
        room: () => ({ onTick: () => undefined, onInput: () => undefined }),
        after: () => () => undefined,
      },
      { ...PLAN, settings },
    )
    this.world.start()
    this.#movers = Array.from({ length: plan.movers }, (_, i) => this.#spawn(i))
    this.viewers = Array.from({ length: plan.viewers }, (_, i) => this.#enter(i))
  }

  /** A tick of the game, and its patch; what was sent is applied at once. */
  tick(): void {
    moveAll(this.#movers, this.#scene)
    this.world.run(1)
    for (const viewer of this.viewers) viewer.applied(viewer.sentTick)
  }

  /** Movers that all viewers together see. */
  get seen(): number {
    return this.viewers.reduce(
      (sum, { isInStep, count }) => sum + (isInStep ? this.#movers.length : count),
      0,
    )
  }

  #spawn(i: number): Movable {
    const { x, y, angle, hp, state } = this.#scene
    return this.world.lists.movers!.spawn({
      ...{ name: `hero${10_000 + i}`, owner: String(100_000 + i), kind: i % 5, speed: 3, level: i % 60 },
      ...{ x: x[i], y: y[i], angle: angle[i], hp: hp[i], state: state[i] },
    }) as unknown as Movable
  }

  #enter(i: number): Viewer {
    const member = {
      uid: String(i),
      gate: 1,
      connection: i + 1,
      isSpectator: false,
      isAway: false,
    } as PresentMember
    this.world.add(member, {})
    this.world.ready(member)
    this.world.follow(member, this.#movers[i]!)
    return this.world.viewerOf(member)!
  }

  #count(order: readonly unknown[]): void {
    if (order[0] !== 'patches') return
    const table = order[3] as Int32Array
    this.frames += table.length / 3
    for (let i = 0; i < table.length; i += 3) this.bytes += table[i + 2]! - table[i + 1]!
    this.last = (order[4] as Uint8Array).slice(table[1], table[2])
    const lent = order[5] as { number: number } | undefined
    if (lent) this.world.report(1, [['sent', 0, lent.number]])
  }
}

function fail(_hook: string, error: unknown): void {
  throw error
}
