// What a viewer sees: whoever is within the one radius comes into view, and goes out of it beyond the other, so that nobody
// flickers at an edge. What has no place is seen everywhere; who may not see an entity never does. Without a radius all see all.

import type { Entity } from '../entity/entity.ts'
import { NEW } from '../entity/entity.ts'
import { type EntityStore, grown } from '../entity/entity-store.ts'
import type { Grid } from './grid.ts'
import type { Viewer } from './viewer.ts'

/** Distances, in the world's own units. */
export interface Radii {
  enter: number
  leave: number
}

export class Sight {
  readonly #store: EntityStore
  readonly #grid: Grid
  readonly #radii: Radii | undefined
  /** By the number of a list: all fields. */
  readonly #all: readonly number[]
  /** By slot: `#stamp` for what the viewer knew, one more for what it sees still. */
  #mark = new Int32Array(256)
  #place = new Int32Array(256)
  #stamp = 0
  /** Of the viewer that is looked for: what it sees, and how much of that it knew. */
  #count = 0
  #kept = 0

  constructor(options: { store: EntityStore; grid: Grid; radii: Radii | undefined; all: readonly number[] }) {
    this.#store = options.store
    this.#grid = options.grid
    this.#radii = options.radii
    this.#all = options.all
  }

  /** Before the first viewer of a patch: the grid has been built. */
  begin(): void {
    while (this.#mark.length < this.#store.capacity) {
      this.#mark = grown(this.#mark)
      this.#place = grown(this.#place)
    }
    if (this.#stamp > 0x3fff_0000) {
      this.#mark.fill(0)
      this.#stamp = 0
    }
  }

  /** Brings up what the viewer knows; what is pending stays so. */
  look(viewer: Viewer): void {
    const mark = this.#mark
    const place = this.#place
    this.#stamp += 2
    const stamp = this.#stamp
    const { known, count: had, eye } = viewer
    for (let i = 0; i < had; i++) mark[known[i]!] = stamp
    const isPlain = viewer.isClean && this.#store.restricted === 0 && !viewer.waits
    if (!isPlain) for (let i = 0; i < had; i++) place[known[i]!] = i
    this.#count = this.#kept = 0
    if (this.#radii && eye) {
      if (isPlain) this.#lookPlainly(viewer, eye.x, eye.y, this.#radii)
      else this.#lookAround(viewer, eye.x, eye.y, this.#radii)
    }
    for (const entity of this.#store.everywhere) this.#see(viewer, entity.$slot, entity)
    if (this.#kept < had) this.#findGone(viewer)
    viewer.swap(this.#count)
  }

  #findGone({ known, pending, count, gone }: Viewer): void {
    const mark = this.#mark
    const { ids } = this.#store
    for (let i = 0; i < count; i++) {
      const slot = known[i]!
      if (mark[slot] === this.#stamp && !(pending[i]! & NEW)) gone.push(ids[slot]!)
    }
  }

  /** As lookAround, of a viewer for whom nothing is pending, where everybody may see everything: the loop that a patch is spent in. */
  #lookPlainly(viewer: Viewer, x: number, y: number, { enter, leave }: Radii): void {
    const grid = this.#grid
    const { starts, slots, xs, ys, side } = grid
    const { listOf } = this.#store
    const mark = this.#mark
    const stamp = this.#stamp
    const all = this.#all
    const [enter2, leave2] = [enter * enter, leave * leave]
    const first = grid.cellAt(x - leave - grid.left)
    const last = grid.cellAt(x + leave - grid.left)
    const bottom = grid.cellAt(y + leave - grid.top)
    let { next, nextPending } = viewer
    let count = 0
    let kept = 0
    for (let row = grid.cellAt(y - leave - grid.top); row <= bottom; row++) {
      const end = starts[row * side + last + 1]!
      for (let at = starts[row * side + first]!; at < end; at++) {
        const dx = xs[at]! - x
        const dy = ys[at]! - y
        const distance = dx * dx + dy * dy
        if (distance > leave2) continue
        const slot = slots[at]!
        const isKnown = mark[slot] === stamp
        if (!isKnown && distance > enter2) continue
        if (count === next.length) {
          viewer.grow()
          next = viewer.next
          nextPending = viewer.nextPending
        }
        next[count] = slot
        if (isKnown) {
          mark[slot] = stamp + 1
          nextPending[count++] = 0
          kept++
        } else nextPending[count++] = NEW | all[listOf[slot]!]!
      }
    }
    this.#count = count
    this.#kept = kept
  }

  #lookAround(viewer: Viewer, x: number, y: number, { enter, leave }: Radii): void {
    const grid = this.#grid
    const { starts, slots, xs, ys, side } = grid
    const { bySlot } = this.#store
    const mark = this.#mark
    const stamp = this.#stamp
    const [enter2, leave2] = [enter * enter, leave * leave]
    const first = grid.cellAt(x - leave - grid.left)
    const last = grid.cellAt(x + leave - grid.left)
    const bottom = grid.cellAt(y + leave - grid.top)
    for (let row = grid.cellAt(y - leave - grid.top); row <= bottom; row++) {
      const end = starts[row * side + last + 1]!
      for (let at = starts[row * side + first]!; at < end; at++) {
        const dx = xs[at]! - x
        const dy = ys[at]! - y
        const distance = dx * dx + dy * dy
        if (distance > leave2) continue
        const slot = slots[at]!
        if (distance > enter2 && mark[slot] !== stamp) continue
        this.#see(viewer, slot, bySlot[slot]!)
      }
    }
  }

  #see(viewer: Viewer, slot: number, entity: Entity): void {
    if (entity.$only !== undefined && !entity.$only.has(viewer.uid)) return
    const at = this.#count
    if (at === viewer.next.length) viewer.grow()
    this.#count = at + 1
    viewer.next[at] = slot
    if (this.#mark[slot] === this.#stamp) {
      const before = this.#place[slot]!
      this.#mark[slot] = this.#stamp + 1
      this.#kept++
      viewer.nextPending[at] = viewer.isClean ? 0 : viewer.pending[before]!
      if (viewer.nextWaits) viewer.nextWaits[at] = viewer.waits![before]!
      return
    }
    viewer.nextPending[at] = NEW | this.#all[entity.$list]!
    if (viewer.nextWaits) viewer.nextWaits[at] = 0
  }
}
