// A client's own entity, drawn as its inputs have already moved it: the step that the server makes with an input is made here at
// once. Where the server comes to something else, a small difference fades and a large one jumps.

import type { Patch } from '../../generated/index.ts'
import { callSafely } from '../emitter.ts'
import type { Messages } from '../types.ts'
import { Prediction } from './prediction.ts'
import { type Entity, type Numbers, type SmoothField, scalesOf, type Values, way } from './shape.ts'
import type { Fields, InputName, InputOf, ListsOf, Seen, ViewName, WorldView } from './types.ts'
import type { View } from './view.ts'

export interface Predictor<Input> {
  /**
   * What the player wants now. Call it as often as you like, once per frame say: one input per tick of the world is made of it.
   * A boolean that was true in between is true in the next one.
   */
  (input: Input): void
  /** Inputs that the server has not used yet. */
  readonly pending: number
  /** How far what is drawn is from what is predicted, in the units of x, y and z: a correction that fades. */
  readonly error: number
  /** Calls `listener` at each correction with its size, in the units of x, y and z; the returned function ends that. */
  onCorrection(listener: (size: number) => void): () => void
  /** Predicts no more. */
  close(): void
}

/**
 * Predicts the entity of `list` that `isMine` says, by the inputs that the returned function is given. `step` is the function by
 * which the server moves it with an input; `dt` is in seconds. It is to depend on nothing else. Throws where the world has no
 * ticks, or the view has no connection.
 */
export function predict<
  M extends Messages,
  V extends ViewName<M>,
  I extends InputName<M>,
  L extends keyof ListsOf<M, V>,
>(
  view: WorldView<M, V>,
  input: I,
  list: L,
  isMine: (entity: Seen<ListsOf<M, V>[L]>) => boolean,
  step: (entity: Fields<ListsOf<M, V>[L]>, input: InputOf<M, I>, dt: number) => void,
): Predictor<InputOf<M, I>> {
  const predicting = new Predicting(view as unknown as View, {
    input,
    list: list as string,
    isMine: isMine as unknown as (entity: Entity) => boolean,
    step: step as unknown as PredictingOptions['step'],
  })
  const drive = (wanted: InputOf<M, I>) => predicting.drive(wanted as Values)
  return Object.defineProperties(drive, {
    pending: { get: () => predicting.pending },
    error: { get: () => predicting.error },
    onCorrection: { value: (listener: (size: number) => void) => predicting.onCorrection(listener) },
    close: { value: () => predicting.close() },
  }) as unknown as Predictor<InputOf<M, I>>
}

interface PredictingOptions {
  input: string
  list: string
  isMine(entity: Entity): boolean
  step(entity: Values, input: Values, dt: number): void
}

/** ms in which two thirds of a small difference fade. */
const FADE = 35
/** A difference of more than so many steps jumps. */
const JUMP = 10
/** Ticks that are made up for when nobody has asked for inputs meanwhile; after more of them it begins anew. */
const MISSED = 5

const POSITION = /^[xyz]$/

class Predicting {
  readonly #view: View
  readonly #options: PredictingOptions
  readonly #scales: ReadonlyMap<string, number>
  readonly #smooth: readonly SmoothField[]
  readonly #prediction: Prediction
  readonly #heard = new Set<(size: number) => void>()
  readonly #stops: (() => void)[]
  /** What is drawn, while the view does not draw it yet. */
  readonly #shown: Values = {}
  #entity: Entity | undefined
  #number = 0
  /** The tick for which the last input was made. */
  #made: number | undefined
  /** What was wanted since; undefined: nothing. */
  #unsent: Values | undefined
  /** What is drawn beside what is predicted, by field, `#fadedAt`. */
  #offset: Numbers = {}
  #fadedAt = 0
  /** The longest way of one step. */
  #longest = 0

  constructor(view: View, options: PredictingOptions) {
    this.#view = view
    this.#options = options
    const shape = view.mirror.lists.find(({ shape }) => shape.name === options.list)?.shape
    if (!shape) throw new Error(`list: expected one of the view, got ${options.list}`)
    if (!view.line) throw new Error('view: expected one with a connection, to predict in it')
    if (view.tickMs === 0) throw new Error('view: expected one of a world with ticks, to predict in it')
    this.#scales = scalesOf(view.frames.protocol, options.input)
    this.#smooth = shape.smooth
    this.#prediction = new Prediction(shape, (entity, input) => this.#step(entity, input))
    this.#stops = [
      addTo(view.patched, patch => this.#patched(patch)),
      addTo(view.begun, () => this.#begin()),
      addTo(view.drawn, shown => this.#draw(shown[options.list] as Values[])),
    ]
  }

  get pending(): number {
    return this.#prediction.pending
  }

  get error(): number {
    this.#fade()
    return this.#lengthOf(this.#offset)
  }

  onCorrection(listener: (size: number) => void): () => void {
    return addTo(this.#heard, size => listener(size))
  }

  close(): void {
    for (const stop of this.#stops) stop()
  }

  drive(wanted: Values): void {
    const input = this.#rounded(wanted)
    const first = { ...input }
    for (const name of Object.keys(this.#unsent ?? {})) if (this.#unsent![name] === true) first[name] = true
    this.#unsent = first
    if (!this.#view.line!.isOpen()) return
    const due = this.#due()
    for (let i = 0; i < due; i++) this.#make(i === 0 ? first : input)
  }

  #make(input: Values): void {
    this.#unsent = undefined
    const { joined, seen, tick, line } = this.#view
    const number = ++this.#number
    this.#prediction.make(number, input)
    const head = { view: joined.view, number, seen: Math.max(0, Math.round(seen * 100) / 100), applied: tick }
    line!.send(this.#options.input, { head, ...input })
  }

  /** How many inputs are to be made now: one for each tick that has passed. */
  #due(): number {
    const tick = Math.floor(this.#tickNow())
    if (Number.isNaN(tick)) return 0
    const since = tick - (this.#made ?? tick - 1)
    const isFar = Math.abs(since) > MISSED
    const due = isFar ? 1 : Math.max(0, since)
    if (isFar) this.#made = tick
    else this.#made = (this.#made ?? tick - 1) + due
    return due
  }

  #tickNow(): number {
    return this.#view.clock.tickAt(this.#view.now()) ?? Number.NaN
  }

  #step(entity: Values, input: Values): void {
    const before = { ...entity }
    this.#options.step(entity, input, this.#view.tickMs / 1000)
    this.#longest = Math.max(this.#longest, this.#lengthOf(this.#between(before, entity)))
  }

  #begin(): void {
    this.#prediction.clear()
    this.#number = 0
    this.#offset = {}
  }

  #patched({ tick, input = 0, snapped = [] }: Patch): void {
    const entity = this.#find()
    const last = entity === this.#entity ? this.#prediction.now : undefined
    this.#entity = entity
    const isApart = this.#prediction.hear({ tick, input, entity })
    const { now } = this.#prediction
    if (!last || !now) {
      this.#offset = {}
      return
    }
    const jump = this.#between(now, last)
    const size = this.#lengthOf(jump)
    const isSnapped = snapped.includes(entity!.id)
    const isFar = isSnapped || size > JUMP * this.#longest
    this.#fade()
    for (const { name } of this.#smooth)
      this.#offset[name] = isFar ? 0 : (this.#offset[name] ?? 0) + jump[name]!
    if (isApart && !isSnapped) for (const hear of this.#heard) callSafely(hear, size)
  }

  #find(): Entity | undefined {
    const list = this.#view.mirror.lists.find(({ shape }) => shape.name === this.#options.list)!
    if (this.#entity && list.get(this.#entity.id) === this.#entity) return this.#entity
    return [...list].find(this.#options.isMine)
  }

  /** Puts the own entity into what is drawn: between the last two ticks, as it was made. */
  #draw(shown: Values[]): void {
    const { now, before } = this.#prediction
    if (!now || !before) return
    const id = this.#entity!.id
    const there = shown.find(each => each.id === id)
    const own = there ?? this.#shown
    if (!there) shown.push(own)
    Object.assign(own, now)
    this.#fade()
    const share = Math.max(0, Math.min(1, this.#tickNow() - (this.#made ?? 0)))
    for (const { name, isAngle } of this.#smooth) {
      const from = before[name] as number
      own[name] = from + share * way(isAngle, from, now[name] as number) + (this.#offset[name] ?? 0)
    }
  }

  #fade(): void {
    const now = this.#view.now()
    const left = Math.exp((this.#fadedAt - now) / FADE)
    this.#fadedAt = now
    for (const name of Object.keys(this.#offset)) this.#offset[name]! *= left
  }

  /** As the wire rounds it: the server steps with that. */
  #rounded(input: Values): Values {
    const rounded = { ...input }
    for (const [name, scale] of this.#scales)
      if (typeof rounded[name] === 'number') rounded[name] = Math.round(rounded[name] * scale) / scale
    return rounded
  }

  /** The way from one to the other, by field. */
  #between(from: Values, to: Values): Numbers {
    const between: Numbers = {}
    for (const { name, isAngle } of this.#smooth)
      between[name] = way(isAngle, from[name] as number, to[name] as number)
    return between
  }

  /** Of a way, in the units of x, y and z; of an entity without such, of all fields that are no angles. */
  #lengthOf(numbers: Numbers): number {
    const position = this.#smooth.filter(({ name }) => POSITION.test(name))
    const fields = position.length > 0 ? position : this.#smooth.filter(({ isAngle }) => !isAngle)
    return Math.hypot(...fields.map(({ name }) => numbers[name] ?? 0))
  }
}

function addTo<T>(set: Set<T>, each: T): () => void {
  set.add(each)
  return () => set.delete(each)
}
