// What goes to one viewer with a patch: the records of what it sees, by what has changed and by what it has yet to get. It keeps
// true: what does not go out, for a budget or because it is far, stays pending; what waits long goes first.

import { NEW, SNAP } from '../entity/entity.ts'
import type { EntityStore } from '../entity/entity-store.ts'
import { type FrameWriter, growPart, type Part, SLACK } from './frame-writer.ts'
import type { Radii } from './sight.ts'
import type { Slices } from './slices.ts'
import { NOTHING, type Viewer } from './viewer.ts'

export interface FarRate {
  /** Part of the radius beyond which an entity is far. */
  beyond: number
  /** Of how many patches a far one is in one. */
  every: number
}

export interface ComposerOptions {
  store: EntityStore
  slices: Slices
  writer: FrameWriter
  radii: Radii | undefined
  /** Bytes of records in one patch, before they are packed; undefined for no limit. */
  budget: number | undefined
  far: FarRate | undefined
  /** By the number of a list: all fields. */
  all: readonly number[]
}

/** Patches after which one that waits goes before all others. */
const LONG = 16
const BUCKETS = 32

export class Composer {
  /** Of the patch that was composed last. */
  keep: number[] = []
  snapped: number[] = []
  readonly #options: ComposerOptions
  readonly #far2: number
  readonly #buckets: number[][] = Array.from({ length: BUCKETS }, () => [])
  readonly #order: number[] = []

  constructor(options: ComposerOptions) {
    const { radii, far } = options
    this.#options = options
    this.#far2 = radii && far ? (radii.enter * far.beyond) ** 2 : Number.POSITIVE_INFINITY
  }

  /** Not now: what has changed is noted. */
  postpone(viewer: Viewer): void {
    const { mask } = this.#options.slices
    const { known, pending, count } = viewer
    for (let i = 0; i < count; i++) pending[i]! |= mask[known[i]!]!
    viewer.isClean = false
  }

  /** Puts the records into the writer. */
  compose(viewer: Viewer, tick: number): void {
    const { writer, budget, far } = this.#options
    if (this.keep.length > 0) this.keep = []
    if (this.snapped.length > 0) this.snapped = []
    writer.begin()
    viewer.patches++
    if (viewer.fullSince !== undefined) this.#beginFull(viewer, tick)
    this.#addStatics(viewer, tick)
    const [part] = writer.parts
    if (viewer.isClean && writer.parts.length === 1 && writer.size === 0 && !budget && !far)
      this.#addPlainly(viewer, part!, tick)
    else if (budget === undefined && far === undefined) this.#addAll(viewer, tick)
    else this.#addSome(viewer, tick)
  }

  /** The client may not have what went out behind `fullSince`: what it surely has it keeps, all else it gets whole. */
  #beginFull(viewer: Viewer, tick: number): void {
    const since = viewer.fullSince!
    viewer.fullSince = undefined
    const { store, all } = this.#options
    const { known, pending, count } = viewer
    const unsure = since === NOTHING ? undefined : viewer.unsure(since)
    const statics = since === NOTHING ? 0 : viewer.staticsAt(since)
    for (let i = 0; i < count; i++) {
      const slot = known[i]!
      const every = all[store.bySlot[slot]!.$list]!
      const has = unsure !== undefined && !(pending[i]! & NEW) && !unsure.has(slot)
      if (!has) {
        pending[i] = NEW | every
        continue
      }
      this.keep.push(store.ids[slot]!)
      if (pending[i] !== 0 || store.changedAt[slot]! > since) pending[i] = every
    }
    for (let i = 0; i < statics; i++) if (store.statics[i]) this.keep.push(store.statics[i]!.id)
    viewer.gone = []
    viewer.isClean = false
    viewer.restart(tick, since)
    viewer.statics = statics
  }

  #addStatics(viewer: Viewer, tick: number): void {
    const { store, slices, writer, budget = Number.POSITIVE_INFINITY } = this.#options
    const { statics } = store
    if (viewer.statics === statics.length) return
    while (viewer.statics < statics.length && writer.size < budget) {
      const entity = statics[viewer.statics++]
      if (!entity) continue
      slices.full(entity.$slot)
      writer.add(entity.$list, slices.view, slices.fullStart[entity.$slot]!, slices.fullEnd[entity.$slot]!)
    }
    viewer.noteStatics(tick)
  }

  /** As addAll, where there is one list and nothing is pending but what is new: the loop that a patch is spent in. */
  #addPlainly(viewer: Viewer, part: Part, tick: number): void {
    const { slices, store, writer } = this.#options
    const { mask, start, end } = slices
    const { known, pending, count } = viewer
    let source = slices.view
    let to = part.view
    let at = 0
    for (let i = 0; i < count; i++) {
      const slot = known[i]!
      let from: number
      let stop: number
      if (pending[i] !== 0) {
        slices.full(slot)
        source = slices.view
        pending[i] = 0
        viewer.noteSpecial(tick, slot)
        from = slices.fullStart[slot]!
        stop = slices.fullEnd[slot]!
      } else {
        const changed = mask[slot]!
        if (changed === 0) continue
        if (changed & SNAP) this.snapped.push(store.ids[slot]!)
        from = start[slot]!
        stop = end[slot]!
      }
      if (at + stop - from + SLACK > to.byteLength) {
        part.length = at
        growPart(part, at + stop - from)
        to = part.view
      }
      const next = at + stop - from
      for (; at < next; at += 4, from += 4) to.setInt32(at, source.getInt32(from, true), true)
      at = next
    }
    part.length = at
    writer.size = at
  }

  #addAll(viewer: Viewer, tick: number): void {
    const { slices, store, writer } = this.#options
    const { mask, start, end, view } = slices
    const { known, pending, count } = viewer
    const { listOf } = store
    const { parts } = writer
    let size = 0
    for (let i = 0; i < count; i++) {
      const slot = known[i]!
      const changed = mask[slot]!
      if (pending[i] !== 0) {
        this.#addLate(viewer, i, pending[i]! | changed, tick)
        continue
      }
      if (changed === 0) continue
      if (changed & SNAP) this.snapped.push(store.ids[slot]!)
      // As writer.add(), which a patch would be spent in.
      const part = parts[listOf[slot]!]!
      const { length } = part
      const from = start[slot]!
      const own = end[slot]! - from
      if (length + own + SLACK > part.view.byteLength) growPart(part, length + own)
      const to = part.view
      for (let at = 0; at < own; at += 4) to.setInt32(length + at, view.getInt32(from + at, true), true)
      part.length = length + own
      size += own
    }
    writer.size += size
    viewer.isClean = true
  }

  /** Within the budget, and far ones less often. */
  #addSome(viewer: Viewer, tick: number): void {
    const { slices, writer, budget = Number.POSITIVE_INFINITY, far } = this.#options
    const { known, pending, count, waits } = viewer
    const order = budget === Number.POSITIVE_INFINITY ? undefined : this.#ordered(viewer)
    let isClean = true
    for (let n = 0; n < count; n++) {
      const i = order ? order[n]! : n
      const slot = known[i]!
      const wanted = pending[i]! | slices.mask[slot]!
      if (wanted === 0) {
        if (waits) waits[i] = 0
        continue
      }
      const isOff =
        far && !(wanted & NEW) && (viewer.patches + slot) % far.every !== 0 && this.#isFar(viewer, slot)
      if (isOff || writer.size >= budget) {
        pending[i] = wanted
        if (waits) waits[i]!++
        isClean = false
        continue
      }
      if (waits) waits[i] = 0
      this.#addLate(viewer, i, wanted, tick)
    }
    viewer.isClean = isClean
  }

  #addLate(viewer: Viewer, i: number, wanted: number, tick: number): void {
    const { slices, store, writer } = this.#options
    const slot = viewer.known[i]!
    const list = store.bySlot[slot]!.$list
    viewer.pending[i] = 0
    if (wanted & SNAP && !(wanted & NEW)) this.snapped.push(store.ids[slot]!)
    if (wanted & NEW) {
      slices.full(slot)
      writer.add(list, slices.view, slices.fullStart[slot]!, slices.fullEnd[slot]!)
    } else if (wanted === slices.mask[slot]) {
      return writer.add(list, slices.view, slices.start[slot]!, slices.end[slot]!)
    } else {
      slices.late(slot, wanted)
      writer.add(list, slices.view, slices.lateStart[slot]!, slices.lateEnd[slot]!)
    }
    viewer.noteSpecial(tick, slot)
  }

  #isFar({ eye }: Viewer, slot: number): boolean {
    const entity = this.#options.store.bySlot[slot]! as unknown as {
      x: number
      y: number
      $isPlaced: boolean
    }
    if (!eye || !entity.$isPlaced) return false
    const dx = entity.x - eye.x
    const dy = entity.y - eye.y
    return dx * dx + dy * dy > this.#far2
  }

  /** The nearest first, but whoever waits moves up: buckets, no sort. */
  #ordered(viewer: Viewer): readonly number[] {
    const { store, radii } = this.#options
    const { known, count, waits, eye } = viewer
    const buckets = this.#buckets
    for (const bucket of buckets) bucket.length = 0
    const scale = radii ? (BUCKETS - 2) / (radii.leave * radii.leave) : 0
    for (let i = 0; i < count; i++) {
      const wait = waits![i]!
      const entity = store.bySlot[known[i]!]! as unknown as { x: number; y: number; $isPlaced: boolean }
      let score = 0
      if (eye && entity.$isPlaced) score = ((entity.x - eye.x) ** 2 + (entity.y - eye.y) ** 2) * scale
      buckets[wait >= LONG ? 0 : 1 + Math.min(BUCKETS - 2, Math.floor(score / (1 + wait)))]!.push(i)
    }
    const order = this.#order
    order.length = 0
    for (const bucket of buckets) for (const i of bucket) order.push(i)
    return order
  }
}
