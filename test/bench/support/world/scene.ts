// A scene that worlds are measured with: movers in a square, all of which move in every tick; each viewer follows one of them and sees
// about so many. The same for the same seed.

import { Random } from '../../../../server/world/tick/random.ts'

export interface ScenePlan {
  movers: number
  viewers: number
  /** A side of the square. */
  side: number
  /** Movers that a viewer sees, about; undefined for all. */
  sees: number | undefined
}

const MOVES = 0.02

export class Scene {
  readonly plan: ScenePlan
  readonly x: Float64Array
  readonly y: Float64Array
  readonly angle: Float64Array
  readonly hp: Int32Array
  readonly state: Int32Array
  /** Movers whose hp or state has changed in this tick. */
  hit: number[] = []
  turned: number[] = []
  readonly #vx: Float64Array
  readonly #vy: Float64Array
  readonly #random: Random

  constructor(plan: ScenePlan, seed = 7) {
    const { movers, side } = plan
    this.plan = plan
    this.#random = new Random(seed)
    ;[this.x, this.y, this.angle] = [
      new Float64Array(movers),
      new Float64Array(movers),
      new Float64Array(movers),
    ]
    ;[this.#vx, this.#vy] = [new Float64Array(movers), new Float64Array(movers)]
    ;[this.hp, this.state] = [new Int32Array(movers), new Int32Array(movers)]
    for (let i = 0; i < movers; i++) {
      this.x[i] = this.#random.next() * side
      this.y[i] = this.#random.next() * side
      this.#turn(i)
      this.hp[i] = 100 + Math.floor(this.#random.next() * 900)
      this.state[i] = Math.floor(this.#random.next() * 4)
    }
  }

  /** The radius at which so many are in sight. */
  get radius(): number | undefined {
    const { movers, side, sees } = this.plan
    return sees === undefined ? undefined : side * Math.sqrt(sees / (movers * Math.PI))
  }

  step(): void {
    const { x, y, angle, plan } = this
    const { side } = plan
    this.hit = []
    this.turned = []
    for (let i = 0; i < plan.movers; i++) {
      const [nx, ny] = [x[i]! + this.#vx[i]!, y[i]! + this.#vy[i]!]
      if (nx < 0 || nx >= side) this.#vx[i]! *= -1
      else x[i] = nx
      if (ny < 0 || ny >= side) this.#vy[i]! *= -1
      else y[i] = ny
      const turned = angle[i]! + (this.#random.next() - 0.5) * 0.2
      angle[i] = turned - Math.floor(turned / (2 * Math.PI)) * 2 * Math.PI
      const chance = this.#random.next()
      if (chance < MOVES) {
        this.hp[i] = (this.hp[i]! + 7) % 1000
        this.hit.push(i)
      } else if (chance < 1.5 * MOVES) {
        this.state[i] = (this.state[i]! + 1) & 3
        this.turned.push(i)
      } else if (chance < 2 * MOVES) this.#turn(i)
    }
  }

  #turn(i: number): void {
    const angle = this.#random.next() * 2 * Math.PI
    const speed = 0.5 + this.#random.next() * 1.5
    this.#vx[i] = Math.cos(angle) * speed
    this.#vy[i] = Math.sin(angle) * speed
    this.angle[i] = angle
  }
}

/** What a game changes of a mover, whatever it is made of. */
export interface Movable {
  x: number
  y: number
  angle: number
  hp: number
  state: number
}

/** The changes of a tick. */
export function moveAll(movers: readonly Movable[], scene: Scene): void {
  const { x, y, angle, hp, state } = scene
  for (let i = 0; i < movers.length; i++) {
    const mover = movers[i]!
    mover.x = x[i]!
    mover.y = y[i]!
    mover.angle = angle[i]!
  }
  for (const i of scene.hit) movers[i]!.hp = hp[i]!
  for (const i of scene.turned) movers[i]!.state = state[i]!
}
