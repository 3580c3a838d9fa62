// All viewers of one world, and how a patch goes out to them: what has changed is written once, each viewer gets what it sees of
// that, and what it lacks. Who is slow gets nothing until it has caught up, then the newest state, once.

import type { Address } from '../../core/address.ts'
import type { ListPlan } from '../entity/entity-list.ts'
import type { EntityStore } from '../entity/entity-store.ts'
import { Composer, type FarRate } from './composer.ts'
import { FrameWriter, type PatchHead } from './frame-writer.ts'
import { GateFrames, type TakenFrames } from './gate-frames.ts'
import { Grid } from './grid.ts'
import { SharedPatch } from './shared-patch.ts'
import { type Radii, Sight } from './sight.ts'
import { Slices } from './slices.ts'
import type { Viewer } from './viewer.ts'

export interface ViewsOptions {
  store: EntityStore
  lists: readonly ListPlan[]
  /** The tag of the push. */
  push: number
  /** Of the world, as clients name it. */
  view: number
  radii: Radii | undefined
  budget: number | undefined
  far: FarRate | undefined
  /** Patches that may be on their way to one client. */
  window: number
  /** Ticks after which a viewer whose inputs are used hears so, though it sees no change. */
  tellWithin: number
  /** Whether the gate is on this thread. */
  isNear(gate: Address): boolean
  send(gate: Address, frames: TakenFrames): void
}

const NONE: readonly number[] = []
/** Full patches in the time that a client may be behind, where it does not say that it has them. */
const FULLS_A_WINDOW = 4

export class Views {
  readonly grid: Grid
  readonly #options: ViewsOptions
  readonly #slices: Slices
  readonly #sight: Sight
  readonly #writer: FrameWriter
  readonly #composer: Composer
  /** Where all see all. */
  readonly #shared: SharedPatch | undefined
  readonly #viewers = new Set<Viewer>()
  readonly #gates = new Map<Address, GateFrames>()
  /** Of the patch that goes out: one for all, as they are many. */
  readonly #head: PatchHead
  #patches = 0
  /** Bytes and frames that went out so far. */
  bytes = 0
  frames = 0

  constructor(options: ViewsOptions) {
    const { store, lists, push, radii, budget, far } = options
    const all = lists.map(list => list.all)
    this.#options = options
    this.#head = {
      view: options.view,
      tick: 0,
      input: 0,
      isFull: false,
      gone: NONE,
      keep: NONE,
      snapped: NONE,
    }
    this.grid = new Grid((radii?.leave ?? 4) / 4)
    this.#slices = new Slices(store, all)
    this.#sight = new Sight({ store, grid: this.grid, radii, all })
    this.#writer = new FrameWriter(
      push,
      lists.map(({ tag }) => tag),
    )
    if (!radii && budget === undefined) this.#shared = new SharedPatch(store, this.#slices, this.#writer)
    this.#composer = new Composer({
      store,
      slices: this.#slices,
      writer: this.#writer,
      radii,
      budget,
      far,
      all,
    })
  }

  /** undefined where all see all. */
  get radii(): Radii | undefined {
    return this.#options.radii
  }

  get size(): number {
    return this.#viewers.size
  }

  add(viewer: Viewer): void {
    if (this.#options.budget !== undefined) {
      viewer.waits = new Int32Array(viewer.known.length)
      viewer.nextWaits = new Int32Array(viewer.next.length)
    }
    this.#viewers.add(viewer)
  }

  remove(viewer: Viewer): void {
    this.#viewers.delete(viewer)
  }

  /** A gate has sent what it was given by this number. */
  sent(gate: Address, number: number): void {
    this.#gates.get(gate)?.sent(number)
  }

  /** All that has changed since the last one goes out. */
  patch(tick: number): void {
    const { store, send } = this.#options
    this.#patches++
    this.#slices.begin(tick)
    if (this.#options.radii) this.grid.build(store.placed)
    this.#sight.begin()
    if (this.#shared) this.#showShared(this.#shared, tick)
    for (const viewer of this.#viewers) {
      if (viewer.isInStep) continue
      this.#tellGoneStatics(viewer)
      if (viewer.isReady && !viewer.isAway) this.#show(viewer, tick)
    }
    this.#shared?.end()
    store.release()
    for (const [gate, frames] of this.#gates) {
      if (frames.isEmpty) this.#gates.delete(gate)
      else send(gate, frames.take(this.#patches))
    }
  }

  /** Those who lack nothing, where all see all. */
  #showShared(shared: SharedPatch, tick: number): void {
    const { store } = this.#options
    const { isPossible } = shared
    let isComposed = false
    let last: Viewer | undefined
    for (const viewer of this.#viewers) {
      if (!viewer.isInStep) continue
      if (!isPossible || !this.#mayHave(viewer, tick)) {
        viewer.leaveStep(store, this.#slices.fresh)
        continue
      }
      if (!isComposed) shared.compose()
      isComposed = true
      if (!this.#isNews(viewer, shared.gone, tick)) continue
      shared.note(viewer, tick)
      const head = this.#headOf(viewer, tick, shared.gone)
      head.snapped = shared.snapped
      this.#send(viewer, head, last)
      last = viewer
    }
  }

  #mayHave(viewer: Viewer, tick: number): boolean {
    if (viewer.isAsked || viewer.isBehind || viewer.isAway || !viewer.isReady) return false
    const { window } = this.#options
    if (viewer.fullSince === undefined) return viewer.underway < window
    // Who asks for one full patch after the other has to take what was sent; the first may have come before anybody looked.
    return viewer.fulls < 2 || tick - viewer.fullTick > window / FULLS_A_WINDOW
  }

  /** Whether there is anything to be told: what is in the writer, who has gone, or at times the inputs that were used. */
  #isNews({ input, toldInput, sentTick }: Viewer, gone: readonly number[], tick: number): boolean {
    if (this.#writer.size > 0 || gone.length > 0) return true
    return input !== toldInput && tick - sentTick >= this.#options.tellWithin
  }

  /** It is sent at once. */
  #headOf(viewer: Viewer, tick: number, gone: readonly number[]): PatchHead {
    const head = this.#head
    head.tick = tick
    head.input = viewer.toldInput = viewer.input
    head.isFull = false
    head.gone = gone
    head.keep = head.snapped = NONE
    viewer.sent(tick)
    return head
  }

  #show(viewer: Viewer, tick: number): void {
    this.#sight.look(viewer)
    if (!this.#mayHave(viewer, tick)) return this.#composer.postpone(viewer)
    const isFull = viewer.fullSince !== undefined
    this.#composer.compose(viewer, tick)
    if (isFull || this.#isNews(viewer, viewer.gone, tick)) {
      const head = this.#headOf(viewer, tick, viewer.gone)
      head.isFull = isFull
      head.keep = this.#composer.keep
      head.snapped = this.#composer.snapped
      this.#send(viewer, head)
      if (viewer.gone.length > 0) viewer.gone = []
    }
    const { store } = this.#options
    viewer.isInStep =
      this.#shared !== undefined &&
      viewer.isClean &&
      store.restricted === 0 &&
      viewer.statics === store.statics.length
  }

  /** `last`: has been sent the same with this patch, but for the inputs that were used. */
  #send({ line, input }: Viewer, head: PatchHead, last?: Viewer): void {
    let frames = this.#gates.get(line.gate)
    if (!frames) {
      frames = new GateFrames(this.#options.isNear(line.gate))
      this.#gates.set(line.gate, frames)
    }
    this.frames++
    if (last && last.line.gate === line.gate && last.toldInput === input) return frames.share(line.connection)
    this.bytes += frames.add(line.connection, this.#writer, head)
  }

  /** Whoever has been sent one hears that it has gone. */
  #tellGoneStatics(viewer: Viewer): void {
    for (const { id, place } of this.#options.store.goneStatics)
      if (place < viewer.statics) viewer.gone.push(id)
  }
}
