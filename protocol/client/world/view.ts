// One client's view of a world: the mirror, the world's clock, and what is drawn. It knows nothing of connections: patches are
// given to it, as they arrive or from a recording.

import type { Patch } from '../../generated/index.ts'
import { callSafely, Emitter } from '../emitter.ts'
import type { FrameCodec } from '../frames.ts'
import type { News } from './entity-list.ts'
import { Mirror, recordsOf, type ViewBody } from './mirror.ts'
import { PlayHead } from './play-head.ts'
import type { Values } from './shape.ts'
import { MOST_PATCHES, Stage } from './stage.ts'
import type { JoinedRoom, WorldEvents } from './types.ts'
import { WorldClock } from './world-clock.ts'

/** Patches without anything being drawn (a page that is not seen) after which nothing is kept for it. */
const UNDRAWN = 64

/** How a client's inputs reach its world. */
export interface Line {
  isOpen(): boolean
  send(input: string, body: Values): void
}

export interface ViewOptions {
  frames: FrameCodec
  name: string
  joined: JoinedRoom
  /** ms of a clock that is not set. */
  now: () => number
  line?: Line
}

export class View {
  readonly name: string
  readonly frames: FrameCodec
  readonly mirror: Mirror
  readonly line: Line | undefined
  readonly now: () => number
  /** The reply to the last join. */
  joined!: JoinedRoom
  clock!: WorldClock
  /** Told of a patch that was applied, before the game is. */
  readonly patched = new Set<(patch: Patch, body: ViewBody) => void>()
  /** Told after each join but the first. */
  readonly begun = new Set<() => void>()
  /** Puts what is predicted into what is drawn. */
  readonly drawn = new Set<(shown: Record<string, readonly Values[]>) => void>()
  /** Ends it. */
  close: () => void = () => undefined
  readonly #events = new Emitter<WorldEvents>()
  #head!: PlayHead
  #stages: Stage[] | undefined
  #undrawn = 0

  /** Throws where the schema has no such view, or the room is no world. */
  constructor({ frames, name, joined, now, line }: ViewOptions) {
    this.name = name
    this.frames = frames
    this.now = now
    this.line = line
    this.mirror = new Mirror(frames.protocol, name)
    for (const list of this.mirror.lists) {
      if (list.shape.name in this) throw new Error(`view: a list can't be called ${list.shape.name}`)
      Object.assign(this, { [list.shape.name]: list })
    }
    this.#begin(joined)
  }

  get tick(): number {
    return this.mirror.tick
  }

  get tickMs(): number {
    return this.joined.tick_ms ?? 0
  }

  /** The tick that is drawn now; that of the last patch where nothing is drawn. */
  get seen(): number {
    return this.#stages && this.tickMs > 0 ? this.#head.tick : this.tick
  }

  listen<E extends keyof WorldEvents>(event: E, listener: (value: WorldEvents[E]) => void): () => void {
    return this.#events.on(event, listener)
  }

  /** It was joined again: what is seen stays, if the world has not begun anew meanwhile. */
  rejoined(joined: JoinedRoom): void {
    if (joined.life === this.joined.life) this.#begin(joined)
    else this.restart(joined)
    for (const tell of this.begun) tell()
    this.#events.emit('rejoined', joined)
  }

  /** All that is seen leaves. */
  restart(joined: JoinedRoom): void {
    const news = this.mirror.clear()
    this.#begin(joined)
    this.#tell(news)
  }

  end(reason: string): void {
    this.close()
    this.#events.emit('ended', { reason })
  }

  /** A push of this name came. Returns the patch; undefined where it is not of this view, or too old. */
  receive(body: ViewBody): Patch | undefined {
    const { patch } = body
    if (!patch || patch.view !== this.joined.view) return undefined
    const last = this.tick
    const news = this.mirror.apply(body)
    if (!news) return undefined
    this.clock.add(patch.tick, this.now())
    this.#stage(patch, body, last)
    for (const tell of this.patched) tell(patch, body)
    this.#tell(news)
    this.#events.emit('patch', patch)
    return patch
  }

  /** What is to be drawn now, by list. The objects are the same each time; what they say is so until the next call. */
  show(): Record<string, readonly Values[]> {
    this.#undrawn = 0
    const { lists } = this.mirror
    this.#stages ??= lists.map(list => new Stage(list, this.#patchTicks, this.tick))
    const tick = this.tickMs > 0 ? this.#head.move(this.clock, this.now()) : this.tick
    const shown: Record<string, readonly Values[]> = {}
    this.#stages.forEach((stage, i) => {
      shown[lists[i]!.shape.name] = stage.draw(tick)
    })
    for (const draw of this.drawn) draw(shown)
    return shown
  }

  get #patchTicks(): number {
    return this.tickMs > 0 ? (this.joined.patch_ms ?? 0) / this.tickMs : 0
  }

  #begin(joined: JoinedRoom): void {
    if (joined.view === undefined) throw new Error(`room: expected a world, got ${joined.room.kind}`)
    this.joined = joined
    this.clock = new WorldClock(this.tickMs)
    this.#head = new PlayHead(this.tickMs, joined.patch_ms ?? 0)
    this.#stages = undefined
  }

  #stage({ tick, snapped }: Patch, body: ViewBody, last: number): void {
    if (++this.#undrawn > UNDRAWN) this.#stages = undefined
    if (!this.#stages) return
    const patch = this.#patchTicks
    const since = tick - last > MOST_PATCHES * patch ? tick - patch : last
    this.#head.patched(since)
    const jumped = new Set(snapped)
    this.#stages.forEach((stage, i) => {
      stage.patched({ tick, since, snapped: jumped, records: recordsOf(body, this.mirror.lists[i]!) })
    })
  }

  #tell(news: News): void {
    for (const tell of news.all()) callSafely(tell, undefined)
  }
}
