// Where the entities that have a place were in the last ticks, so that a shot is judged by what its player saw.

import type { Entity } from '../entity/entity.ts'
import type { EntityStore } from '../entity/entity-store.ts'

/** What a game asks of the past: `this.past(member).near(this.lists.heroes, x, y, 20)`. */
export interface Past {
  /** The place then; that of now for an entity that was not there yet. */
  at(entity: object): { x: number; y: number }
  /** Those that were within `radius` then, of those that are there now. */
  near<T extends object>(list: Iterable<T>, x: number, y: number, radius: number): T[]
}

interface Moment {
  tick: number
  /** By slot; `ids` says whose it was. */
  ids: Int32Array
  xs: Float64Array
  ys: Float64Array
}

export class History {
  readonly #store: EntityStore
  readonly #moments: (Moment | undefined)[]
  #last = 0

  /** `depth`: ticks. */
  constructor(store: EntityStore, depth: number) {
    this.#store = store
    this.#moments = new Array(depth + 2).fill(undefined)
  }

  /** The state of `tick` is as it will be seen. */
  note(tick: number): void {
    const { capacity, placed } = this.#store
    const at = tick % this.#moments.length
    let moment = this.#moments[at]
    if (!moment || moment.ids.length < capacity)
      moment = {
        tick,
        ids: new Int32Array(capacity),
        xs: new Float64Array(capacity),
        ys: new Float64Array(capacity),
      }
    this.#moments[at] = moment
    const { ids, xs, ys } = moment
    moment.tick = tick
    ids.fill(0)
    for (const entity of placed as unknown as readonly (Entity & { x: number; y: number })[]) {
      const slot = entity.$slot
      ids[slot] = entity.id
      xs[slot] = entity.x
      ys[slot] = entity.y
    }
    this.#last = tick
  }

  /** `seen`: the tick that was drawn, with its fraction; as far back as is kept. */
  at(seen: number): Past {
    const depth = this.#moments.length - 2
    const tick = Math.min(this.#last, Math.max(seen, this.#last - depth, 1))
    const from = this.#moment(Math.floor(tick))
    const to = this.#moment(Math.ceil(tick))
    return new PastState(from, to, tick - Math.floor(tick))
  }

  #moment(tick: number): Moment | undefined {
    const moment = this.#moments[tick % this.#moments.length]
    return moment?.tick === tick ? moment : undefined
  }
}

class PastState implements Past {
  readonly #from: Moment | undefined
  readonly #to: Moment | undefined
  readonly #part: number

  constructor(from: Moment | undefined, to: Moment | undefined, part: number) {
    this.#from = from
    this.#to = to
    this.#part = part
  }

  at(entity: object): { x: number; y: number } {
    const { $slot: slot, id, x, y } = entity as Entity & { x: number; y: number }
    const from = has(this.#from, slot, id) ?? has(this.#to, slot, id)
    const to = has(this.#to, slot, id) ?? from
    if (!from || !to) return { x, y }
    const part = this.#part
    return {
      x: from.xs[slot]! + (to.xs[slot]! - from.xs[slot]!) * part,
      y: from.ys[slot]! + (to.ys[slot]! - from.ys[slot]!) * part,
    }
  }

  near<T extends object>(list: Iterable<T>, x: number, y: number, radius: number): T[] {
    const found: T[] = []
    for (const entity of list) {
      const at = this.at(entity)
      if ((at.x - x) ** 2 + (at.y - y) ** 2 <= radius * radius) found.push(entity)
    }
    return found
  }
}

const has = (moment: Moment | undefined, slot: number, id: number): Moment | undefined =>
  moment && slot < moment.ids.length && moment.ids[slot] === id ? moment : undefined
