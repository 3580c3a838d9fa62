// What was written of entities for the patch that is being made: each record once, however many viewers get it. Three kinds, by
// slot: what has changed (`mask`), the whole entity, and one with other fields for those who were late.

import { type Entity, SNAP } from '../entity/entity.ts'
import { type EntityStore, grown } from '../entity/entity-store.ts'
import { grownView, SLACK } from './frame-writer.ts'

const FIRST = 256
const ID = 1

export class Slices {
  view = new DataView(new ArrayBuffer(1 << 16))
  #bytes = new Uint8Array(this.view.buffer)
  /** Of this patch by slot: what has changed; 0 for nothing. */
  mask = new Int32Array(FIRST)
  /** Where in `view` it stands. */
  start = new Int32Array(FIRST)
  end = new Int32Array(FIRST)
  fullStart = new Int32Array(FIRST)
  fullEnd = new Int32Array(FIRST)
  lateStart = new Int32Array(FIRST)
  lateEnd = new Int32Array(FIRST)
  #fullIn = new Int32Array(FIRST)
  #lateIn = new Int32Array(FIRST)
  #lateMask = new Int32Array(FIRST)
  /** Patches so far. */
  #patch = 0
  #pos = 0
  /** Slots of what has changed, and of what is new, in this patch. */
  marked: number[] = []
  fresh: number[] = []
  readonly #store: EntityStore
  /** By the number of a list: the mask of all fields. */
  readonly #all: readonly number[]

  constructor(store: EntityStore, all: readonly number[]) {
    this.#store = store
    this.#all = all
  }

  /** Takes what has changed, and writes it. `tick`: of the patch. */
  begin(tick: number): void {
    this.#patch++
    this.#pos = 0
    for (const slot of this.marked) this.mask[slot] = 0
    this.marked = []
    this.fresh = []
    this.#reserve()
    const store = this.#store
    const { dirty, changedAt } = store
    store.dirty = []
    for (const entity of dirty) {
      if (!entity.$isAlive) continue
      const changed = entity.$settle()
      const slot = entity.$slot
      if ((changed & ~SNAP) === 0) continue
      changedAt[slot] = tick
      if (entity.$isFresh) {
        // Nobody has it yet: all get it whole.
        entity.$isFresh = false
        this.fresh.push(slot)
        continue
      }
      this.mask[slot] = changed
      this.marked.push(slot)
      this.start[slot] = this.#pos
      this.end[slot] = this.#write(entity, changed)
    }
  }

  /** The whole of it. */
  full(slot: number): void {
    if (this.#fullIn[slot] === this.#patch) return
    const entity = this.#store.bySlot[slot]!
    this.#fullIn[slot] = this.#patch
    this.fullStart[slot] = this.#pos
    this.fullEnd[slot] = this.#write(entity, this.#all[entity.$list]!)
  }

  /** Its fields of `mask`, as they are now. */
  late(slot: number, mask: number): void {
    if (this.#lateIn[slot] === this.#patch && this.#lateMask[slot] === mask) return
    this.#lateIn[slot] = this.#patch
    this.#lateMask[slot] = mask
    this.lateStart[slot] = this.#pos
    this.lateEnd[slot] = this.#write(this.#store.bySlot[slot]!, mask)
  }

  #write(entity: Entity, changed: number): number {
    const mask = (changed & ~SNAP) | ID
    const most = this.#pos + entity.$bound(mask) + SLACK
    if (most > this.#bytes.length) {
      this.view = grownView(this.view, most)
      this.#bytes = new Uint8Array(this.view.buffer)
    }
    this.#pos = entity.$write(mask, this.#bytes, this.#pos)
    return this.#pos
  }

  #reserve(): void {
    while (this.mask.length < this.#store.capacity) {
      this.mask = grown(this.mask)
      this.start = grown(this.start)
      this.end = grown(this.end)
      this.fullStart = grown(this.fullStart)
      this.fullEnd = grown(this.fullEnd)
      this.lateStart = grown(this.lateStart)
      this.lateEnd = grown(this.lateEnd)
      this.#fullIn = grown(this.#fullIn)
      this.#lateIn = grown(this.#lateIn)
      this.#lateMask = grown(this.#lateMask)
    }
  }
}
