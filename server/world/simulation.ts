// One world: its ticks, the inputs of its members, its entities, and who sees them. The room that it belongs to brings the
// members and the hooks, and is told by gates what their clients have (report).
//
//   a tick: one input of each member → onTick → timers → what past() needs; then, when it is due, a patch
//
// Nothing in a tick waits. Without ticks the patch follows the message that has changed something. It keeps true: patches go out in
// the order of their ticks, and none to a member whose join is not done.

import { randomInt } from 'node:crypto'
import { type Address, idOf, lifeOf } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import type { ViewReport } from '../gate/view/view-reports.ts'
import { isThenable } from '../lib/thenable.ts'
import type { PresentMember } from '../room/life/member-list.ts'
import type { JoinedWorld, Seat, Since } from '../room/room-messages.ts'
import type { Simulation, SimulationHost } from '../room/simulation.ts'
import type { WorldTotals } from '../room/world-meter.ts'
import { type Entity, type Placed, SNAP } from './entity/entity.ts'
import { EntityStore } from './entity/entity-store.ts'
import { FixedTicker } from './tick/fixed-ticker.ts'
import { History, type Past } from './tick/history.ts'
import { MemberInputs } from './tick/member-inputs.ts'
import { Random } from './tick/random.ts'
import { TickTimers } from './tick/tick-timers.ts'
import { Upkeep } from './upkeep.ts'
import { type SeatOfViewer, Seats } from './view/seats.ts'
import { NOTHING, type Viewer } from './view/viewer.ts'
import { Views } from './view/views.ts'
import type { WorldPlan } from './world-plan.ts'
import { DEFAULTS, radiiOf } from './world-settings.ts'
import { type LastingWorld, readState, writeState } from './world-state.ts'

function* nearIn(list: Iterable<Entity>, x: number, y: number, radius: number): Iterable<Entity> {
  for (const entity of list as Iterable<Entity & Placed>)
    if ((entity.x - x) ** 2 + (entity.y - y) ** 2 <= radius * radius) yield entity
}

/** The hooks of a world. */
export interface WorldRoom {
  onInput(member: PresentMember, input: object, dt: number): unknown
  onTick(dt: number): unknown
}

/** ms of patches that may be on their way to a client: what one has that reads at half the rate is twice as old, and up to two
 * patches more. */
const WINDOW = 850
/** The same without ticks, in patches. */
const WINDOW_OF_PATCHES = 20
/** ms after which a client hears at the latest that inputs were used. */
const TELL_WITHIN = 500
/** Numbers of views are this far from each other on one thread, so that no two of the node are equal. */
const SLOTS = 32

export class WorldSimulation implements Simulation {
  readonly store: EntityStore
  readonly lists: Readonly<Record<string, EntityStore['lists'][number]>>
  random: Random
  readonly timers = new TickTimers()
  readonly views: Views
  readonly #host: SimulationHost
  readonly #plan: WorldPlan
  readonly #view: number
  readonly #life = randomInt(1, 0x7fff_ffff)
  readonly #history: History | undefined
  readonly #seats: Seats
  readonly #inputs = new MemberInputs()
  readonly #upkeep: Upkeep
  #ticker: FixedTicker | undefined
  #tick = 0
  #patches = 0
  #ms = 0
  /** Since it began to run here: ticks, and s that they and their patches have taken. */
  #ticks = 0
  #seconds = 0
  #isStarted = false
  #isPatchDue = false
  /** performance.now() of the last complaint about a hook that waits. */
  #complainedAt = Number.NEGATIVE_INFINITY

  constructor(host: SimulationHost, plan: WorldPlan) {
    const { settings, lists } = plan
    const { budget, far, rewind = DEFAULTS.rewind, maxEntities = DEFAULTS.maxEntities } = settings
    this.#host = host
    this.#plan = plan
    this.#view = idOf(host.address) * SLOTS + host.slot
    this.random = new Random(randomInt(0, 0x7fff_ffff))
    const radii = radiiOf(settings)
    this.store = new EntityStore({
      lists,
      max: maxEntities,
      hasSight: radii !== undefined,
      onChange: () => this.#patchSoon(),
    })
    this.lists = Object.fromEntries(lists.map(({ name }, i) => [name, this.store.lists[i]!]))
    if (radii && this.tickMs > 0 && rewind > 0)
      this.#history = new History(this.store, Math.ceil(rewind / this.tickMs))
    const { outbox, topic, address } = host
    this.views = new Views({
      ...{ store: this.store, lists, push: plan.push, view: this.#view, radii, far },
      budget: budget && (budget * this.patchMs) / 1000,
      window: this.tickMs > 0 ? Math.ceil(WINDOW / this.patchMs) : WINDOW_OF_PATCHES,
      tellWithin: this.tickMs > 0 ? Math.ceil(TELL_WITHIN / this.tickMs) : 1,
      isNear: gate => lifeOf(gate) === lifeOf(address),
      send: (gate, { table, bytes, number }) => {
        const lent = number === undefined ? undefined : { room: address, number }
        outbox.add(gate, ['patches', topic, this.#view, table, bytes, lent])
      },
    })
    this.#seats = new Seats({ views: this.views, store: this.store, outbox, view: this.#view, room: address })
    this.#upkeep = new Upkeep({
      ...{ seats: this.#seats, inputs: this.#inputs, store: this.store },
      onDue: () => this.#patchSoon(),
      onSent: (gate, number) => this.views.sent(gate, number),
    })
  }

  get tickMs(): number {
    return this.#plan.settings.tick ?? 0
  }

  get patchMs(): number {
    return this.#plan.settings.patch ?? this.tickMs
  }

  /** Of the tick that runs, or ran last. */
  get tick(): number {
    return this.#tick
  }

  get spectators(): number {
    return this.#seats.spectators
  }

  get entities(): number {
    return this.store.size
  }

  get totals(): WorldTotals {
    const [ticks, seconds] = [this.#ticks, this.#seconds]
    return { ticks, late: this.#ticker?.late ?? 0, seconds, bytes: this.views.bytes }
  }

  /** `ms`: of the last run of ticks, with its patch. */
  look(): object {
    const { size, bytes, frames } = this.views
    const { entities, spectators } = this
    const late = this.#ticker?.late ?? 0
    return { tick: this.#tick, late, entities, viewers: size, spectators, bytes, frames, ms: this.#ms }
  }

  start(): void {
    this.#isStarted = true
    const { after, log } = this.#host
    if (this.tickMs > 0)
      this.#ticker = new FixedTicker({ period: this.tickMs, run: ticks => this.run(ticks), after, log })
    else this.#patchSoon()
  }

  stop(): void {
    this.#isStarted = false
    this.#ticker?.stop()
  }

  exportState(room: unknown): string {
    return writeState(this.#lasting, room)
  }

  importState(text: string): unknown {
    const { tick, seed, room } = readState(text, this.#lasting)
    this.#tick = tick
    this.#patches = this.patchMs > 0 ? Math.floor((tick * this.tickMs) / this.patchMs + 1e-6) : 0
    const { state } = this.random
    this.random = new Random(seed)
    this.random.goOn(state)
    return room
  }

  get #lasting(): LastingWorld {
    return { tick: this.#tick, random: this.random, store: this.store, plans: this.#plan.lists }
  }

  joined(): JoinedWorld {
    return {
      view: this.#view,
      life: this.#life,
      tick: this.#tick,
      tick_ms: this.tickMs,
      patch_ms: this.patchMs,
      seed: this.random.seed,
    }
  }

  // Members.

  add(member: PresentMember, since: Since): void {
    this.#seats.add(member, this.#tick, this.#sinceOf(since))
    if (!member.isSpectator && this.#plan.settings.input !== undefined) this.#inputs.add(member)
  }

  ready(member: PresentMember): void {
    const seat = this.#seats.of(member)
    if (!seat) return
    seat.viewer.isReady = true
    this.#patchSoon()
  }

  remove(member: PresentMember): void {
    this.#inputs.remove(member)
    this.#seats.remove(member)
  }

  again(member: PresentMember, since: Since): void {
    this.#upkeep.again(member, this.#sinceOf(since))
  }

  setAway(member: PresentMember, isAway: boolean): void {
    this.#upkeep.setAway(member, isAway)
  }

  reseat(member: PresentMember, before: Seat): void {
    this.#upkeep.reseat(member, before)
  }

  report(gate: Address, reports: readonly ViewReport[]): void {
    this.#upkeep.report(gate, reports)
  }

  #sinceOf({ since, life }: Since): number {
    return since !== undefined && life === this.#life ? since : NOTHING
  }

  // Ticks.

  /** So many ticks, one after the other; then a patch, if one is due. */
  run(ticks: number): void {
    const began = performance.now()
    for (let i = 0; i < ticks && this.#isStarted; i++) this.#step()
    const due = Math.floor((this.#tick * this.tickMs) / this.patchMs + 1e-6)
    const isDue = due !== this.#patches && this.#isStarted
    if (isDue) {
      this.#patches = due
      this.views.patch(this.#tick)
    }
    const ms = performance.now() - began
    this.#seconds += ms / 1000
    if (isDue) this.#ms = ms
  }

  #step(): void {
    this.#tick++
    this.#ticks++
    const dt = this.tickMs / 1000
    const room = this.#host.room() as unknown as WorldRoom
    this.#inputs.take((member, body, done) => {
      const viewer = this.viewerOf(member)
      if (viewer) viewer.input = done
      if (body) this.#runHook('onInput', () => room.onInput(member, body, dt))
    })
    this.#runHook('onTick', () => room.onTick(dt))
    this.timers.run(this.#tick, work => this.#runHook('timer', work))
    this.#history?.note(this.#tick)
  }

  #runHook(hook: string, work: () => unknown): void {
    const waits = this.#host.hooks.runQuietly(hook, work)
    if (!isThenable(waits)) return
    const now = performance.now()
    if (now - this.#complainedAt < 10_000) return
    this.#complainedAt = now
    this.#host.log.warn({ hook }, 'a hook of a world waits: its ticks go on without it')
  }

  /** Without ticks: the message that runs has changed something, which goes out behind it. */
  #patchSoon(): void {
    if (this.tickMs > 0 || this.#isPatchDue || !this.#isStarted) return
    this.#isPatchDue = true
    this.#host.after(0, () => {
      this.#isPatchDue = false
      if (this.#isStarted) this.views.patch(++this.#tick)
    })
  }

  // For the room's own code.

  follow(member: { uid: string }, eye: Placed): void {
    this.#seatOf(member).viewer.eye = eye
  }

  /** Taken out of view, and put where it is, without a way between. */
  snap(entity: Entity): void {
    if (!entity.$isAlive) return
    if (entity.$dirty === 0) this.store.touch(entity)
    entity.$dirty |= SNAP
  }

  /** Where they are in this tick. */
  near(list: string, x: number, y: number, radius: number): Entity[] {
    return [...nearIn(this.lists[list]!, x, y, radius)]
  }

  past(member: PresentMember): Past {
    if (!this.#history) throw new TypeError('past: expected a world with ticks, sight and a `rewind` above 0')
    const seen = this.#inputs.seen(member)
    return this.#history.at(seen > 0 ? Math.min(seen, this.#tick) : this.#tick)
  }

  /** What one has of the world; undefined for who is not in. */
  viewerOf(member: PresentMember): Viewer | undefined {
    return this.#seats.of(member)?.viewer
  }

  #seatOf({ uid }: { uid: string }): SeatOfViewer {
    const seat = this.#seats.byUid(uid)
    if (!seat) throw new AppError('NOT_IN_ROOM')
    return seat
  }
}
