// What is drawn of one list: where its entities were at the tick that is drawn, between the patches before and behind it. Whom
// that tick does not see yet is not there, and whom it still sees is.

import type { ListMirror } from './entity-list.ts'
import { type Entity, type SmoothField, type Values, way } from './shape.ts'

/** Of one entity; a second of patches, and more. */
const MOST_SAMPLES = 64
/** Over a longer gap nothing has moved: a server that has nothing to say says nothing. What comes with every fourth patch,
 * being far away, is drawn from one of these to the next. */
export const MOST_PATCHES = 5

interface Sample {
  tick: number
  values: number[]
  /** It was not on the way from the one before. */
  hasJumped: boolean
}

interface Change {
  since: number
  patch: number
  hasJumped: boolean
}

class Track {
  readonly shown: Values
  readonly entity: Entity
  /** First tick that does not see it any more. */
  goneAt = Number.POSITIVE_INFINITY
  readonly #smooth: readonly SmoothField[]
  readonly #samples: Sample[] = []
  readonly #bornAt: number
  /** Ticks between the last two samples. */
  #gap = 0
  /** How many ticks later than others it is to be drawn, and is. */
  #late = 0
  #lag = 0

  /** `bornAt`: the first tick that sees it. */
  constructor(entity: Entity, smooth: readonly SmoothField[], bornAt: number) {
    this.entity = entity
    this.shown = { ...entity }
    this.#smooth = smooth
    this.#bornAt = bornAt
  }

  isSeenAt(tick: number): boolean {
    return tick >= this.#bornAt && tick < this.goneAt
  }

  /** Its state at `tick`, as of which it may have changed after `since`; `patch`: ticks between two patches. */
  add(tick: number, { since, patch, hasJumped }: Change): void {
    const last = this.#samples[this.#samples.length - 1]
    const gap = last ? tick - last.tick : 0
    const isRegular = Math.abs(gap - this.#gap) < patch && gap < MOST_PATCHES * patch
    // Who is not in a patch has not moved, unless it comes with each fourth, say.
    if (last && since > last.tick && !isRegular)
      this.#samples.push({ tick: since, values: last.values, hasJumped: false })
    this.#gap = gap
    this.#late = isRegular ? Math.max(0, gap - 1.5 * patch) : 0
    const values = this.#smooth.map(({ name }) => this.entity[name] as number)
    this.#samples.push({ tick, values, hasJumped })
    if (this.#samples.length > MOST_SAMPLES) this.#samples.splice(0, 2)
  }

  /** Brings `shown` to `tick`, which is `passed` after the one that was drawn before. */
  draw(tick: number, passed: number): void {
    const { shown, entity } = this
    Object.assign(shown, entity)
    this.#lag += Math.max(-passed / 4, Math.min(passed / 4, this.#late - this.#lag))
    const [from, to, share] = this.#around(tick - this.#lag)
    this.#smooth.forEach(({ name, isAngle }, i) => {
      const value = from.values[i]!
      shown[name] = to ? value + share * way(isAngle, value, to.values[i]!) : value
    })
  }

  /** The samples before and behind `tick`, and how far it is between them; forgets what is older. */
  #around(tick: number): [from: Sample, to: Sample | undefined, share: number] {
    const samples = this.#samples
    while (samples.length > 1 && samples[1]!.tick <= tick) samples.shift()
    const [from, to] = samples as [Sample, Sample?]
    if (!to || to.hasJumped || tick <= from.tick) return [from, undefined, 0]
    return [from, to, (tick - from.tick) / (to.tick - from.tick)]
  }
}

export interface Patched {
  tick: number
  since: number
  snapped: ReadonlySet<number>
  records: readonly Values[]
}

export class Stage {
  readonly #list: ListMirror
  /** Ticks between two patches. */
  readonly #patch: number
  readonly #tracks = new Map<number, Track>()
  readonly #shown: Values[] = []
  #tick = 0

  /** Begins with what the patch of `tick` has left. */
  constructor(list: ListMirror, patch: number, tick: number) {
    this.#list = list
    this.#patch = patch
    for (const entity of list)
      this.#trackOf(entity, Number.NEGATIVE_INFINITY).add(tick, { since: tick, patch, hasJumped: false })
  }

  /** A patch was applied, with these `records` of the list; whatever it says has happened after `since`. */
  patched({ tick, since, snapped, records }: Patched): void {
    for (const { id } of records as readonly Entity[]) {
      const change = { since, patch: this.#patch, hasJumped: snapped.has(id) }
      this.#trackOf(this.#list.get(id)!, tick).add(tick, change)
    }
    for (const track of this.#tracks.values())
      if (track.goneAt > tick && this.#list.get(track.entity.id) !== track.entity) track.goneAt = tick
  }

  /** What `tick` sees; the same objects each time, until they are gone. */
  draw(tick: number): readonly Values[] {
    const passed = Math.max(0, tick - this.#tick)
    this.#tick = tick
    this.#shown.length = 0
    for (const [id, track] of this.#tracks) {
      if (tick >= track.goneAt) this.#tracks.delete(id)
      if (!track.isSeenAt(tick)) continue
      track.draw(tick, passed)
      this.#shown.push(track.shown)
    }
    return this.#shown
  }

  #trackOf(entity: Entity, bornAt: number): Track {
    const known = this.#tracks.get(entity.id)
    if (known?.entity === entity) return known
    const track = new Track(entity, this.#list.shape.smooth, bornAt)
    this.#tracks.set(entity.id, track)
    return track
  }
}
