// What the own entity is to be, of inputs that the server has not used yet. A patch says which input was the last that it used and
// what came of that; the steps with all later ones are made again on top. Where this comes to something else than before, it is
// a correction.
//
// What the server says is rounded. As long as the prediction rounds to it, it goes on with its own digits; otherwise each patch
// would move it a little. And a server that lacks inputs repeats the last one, and leaves as many out when they come after all:
// that is predicted too, or a network that holds inputs up would move the entity to and fro.

import { type Entity, type ListShape, type Values, way } from './shape.ts'

/** What a patch says of it. */
export interface Said {
  tick: number
  /** Number of the last input that was used. */
  input: number
  /** undefined: it is not seen. */
  entity: Entity | undefined
}

interface Made {
  readonly number: number
  readonly input: Values
  /** The entity after it, where it is seen. */
  after: Values | undefined
}

/** The server repeats an input so often, and leaves late ones out while more than so many wait. */
const REPEATS = 5
const WAITING = 2
/** In units of the wire: how far a value may be from the rounded one, and how far what was rounded on the way may lead. */
const ROUNDED = 0.5 + 1e-6
const SLACK = 1.5 + 1e-6

export class Prediction {
  /** As it is to be now, and was a tick ago; undefined while it is not seen. */
  now: Values | undefined
  before: Values | undefined
  readonly #shape: ListShape
  readonly #step: (entity: Values, input: Values) => void
  #pending: Made[] = []
  #entity: Entity | undefined
  /** As it is to be at the server, at the last patch. */
  #base: Values | undefined
  #last: Values | undefined
  #tick = 0
  #used = 0
  /** How often the server has repeated its last input, for want of the next. */
  #repeats = 0

  constructor(shape: ListShape, step: (entity: Values, input: Values) => void) {
    this.#shape = shape
    this.#step = step
  }

  /** Inputs that the server has not used yet. */
  get pending(): number {
    return this.#pending.length
  }

  /** The inputs are numbered anew. */
  clear(): void {
    this.#pending = []
    this.#entity = this.#last = this.#base = this.now = this.before = undefined
    this.#used = this.#repeats = 0
  }

  /** An input is made. */
  make(number: number, input: Values): void {
    if (this.now) {
      this.before = this.now
      this.now = this.#after(this.now, input)
    }
    this.#pending.push({ number, input, after: this.now })
  }

  /** A patch was applied. Returns whether the entity is somewhere else now than it was predicted to be. */
  hear({ tick, input, entity }: Said): boolean {
    const had = this.#repeats
    if (entity !== this.#entity) this.#base = this.now = this.before = undefined
    this.#entity = entity
    this.#follow(tick, input)
    if (!entity) return false
    const [base, isAsPredicted] = this.#base ? this.#compare(this.#base, entity) : [{ ...entity }, false]
    this.#base = base
    if (isAsPredicted && had === 0 && this.#repeats === 0) return false
    return this.#again(base)
  }

  /** Whether a field differs by more than rounding explains. */
  isApart(from: Values, to: Values): boolean {
    return this.#shape.smooth.some(
      ({ name, isAngle, unit }) =>
        Math.abs(way(isAngle, from[name] as number, to[name] as number)) > SLACK * unit,
    )
  }

  /** What the server has done since the patch before: it uses an input per tick, as long as it has one. */
  #follow(tick: number, input: number): void {
    const [ticks, used] = [tick - this.#tick, input - this.#used]
    this.#tick = tick
    this.#used = Math.max(input, this.#used)
    while (this.#pending[0] && this.#pending[0].number <= input) {
      const made = this.#pending.shift()!
      this.#last = made.input
      this.#base &&= made.after
    }
    const repeats = used < ticks && this.#last ? Math.min(REPEATS, this.#repeats + ticks - used) : 0
    for (let i = this.#repeats; this.#base && i < repeats; i++)
      this.#base = this.#after(this.#base, this.#last!)
    this.#repeats = repeats
  }

  /** What to go on from: the server's entity, with the digits that its rounding has taken where they may be those of the
   * prediction. And whether all is as predicted. */
  #compare(predicted: Values, entity: Entity): [base: Values, isAsPredicted: boolean] {
    if (this.isApart(predicted, entity)) return [{ ...entity }, false]
    const base: Values = { ...entity }
    let isSame = true
    for (const { name, isAngle, unit } of this.#shape.smooth) {
      const [own, said] = [predicted[name] as number, entity[name] as number]
      const missing = way(isAngle, own, said)
      const isRounded = Math.abs(missing) <= ROUNDED * unit
      base[name] = isRounded ? own : said - (Math.sign(missing) * unit) / 2
      isSame &&= isRounded
    }
    return [base, isSame && this.#shape.fields.every(field => base[field] === predicted[field])]
  }

  /** Makes the steps with all inputs again that the server is still to use. */
  #again(base: Values): boolean {
    const skips = Math.min(this.#repeats, Math.max(0, this.#pending.length - WAITING))
    const last = this.now
    this.now = this.before = base
    this.#pending.forEach((made, i) => {
      this.before = this.now!
      if (i >= skips) this.now = this.#after(this.now!, made.input)
      made.after = this.now!
    })
    return last !== undefined && this.isApart(last, this.now)
  }

  #after(entity: Values, input: Values): Values {
    const after = { ...entity }
    this.#step(after, input)
    return after
  }
}
