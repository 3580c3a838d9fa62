// In a world where all see all, whoever lacks nothing gets the same records: they are put together once. Such a viewer is in step: what it
// knows is what there is, and need not be looked up. It keeps true: who falls out of step, as it is slow or away, knows what there
// was at its last patch.

import { SNAP } from '../entity/entity.ts'
import type { EntityStore } from '../entity/entity-store.ts'
import type { FrameWriter } from './frame-writer.ts'
import type { Slices } from './slices.ts'
import type { Viewer } from './viewer.ts'

export class SharedPatch {
  snapped: number[] = []
  /** ids that have gone since the last patch. */
  gone: readonly number[] = []
  readonly #store: EntityStore
  readonly #slices: Slices
  readonly #writer: FrameWriter
  /** How many static entities there were at the last patch. */
  #statics = 0

  constructor(store: EntityStore, slices: Slices, writer: FrameWriter) {
    this.#store = store
    this.#slices = slices
    this.#writer = writer
  }

  /** Whether anybody can be in step now. */
  get isPossible(): boolean {
    const { restricted, statics, goneStatics } = this.#store
    return restricted === 0 && goneStatics.length === 0 && statics.length === this.#statics
  }

  /** Puts the records into the writer. */
  compose(): void {
    const store = this.#store
    const slices = this.#slices
    const writer = this.#writer
    const { mask, start, end } = slices
    writer.begin()
    this.snapped = []
    this.gone = store.goneIds
    for (const slot of slices.marked) {
      if (mask[slot]! & SNAP) this.snapped.push(store.ids[slot]!)
      writer.add(store.bySlot[slot]!.$list, slices.view, start[slot]!, end[slot]!)
    }
    for (const slot of slices.fresh) {
      slices.full(slot)
      writer.add(store.bySlot[slot]!.$list, slices.view, slices.fullStart[slot]!, slices.fullEnd[slot]!)
    }
  }

  /** A viewer has been sent it. */
  note(viewer: Viewer, tick: number): void {
    for (const slot of this.#slices.fresh) viewer.noteSpecial(tick, slot)
  }

  /** The patch is done. */
  end(): void {
    this.#statics = this.#store.statics.length
  }
}
