// The least that shows a scene to its viewers, each what is near it, as the kit writes it: setters that mark, records that are written
// once, a grid, what came and left, frames that are packed. Nothing is late here, nobody is slow, away or new, and nothing is ever
// removed: what the kit takes beside it is the price of that.

import { allocate } from '../../../../protocol/sproto/wire/memory.ts'
import { packInto } from '../../../../protocol/sproto/wire/pack.ts'
import { SAFE } from '../../../../protocol/sproto/wire/wire.ts'
import { inlineOf, writeInteger, writeIntegers } from '../../../../protocol/sproto/wire/write.ts'
import { ALL, BareMover, putUint32 } from './bare-mover.ts'

interface BareViewer {
  readonly eye: BareMover
  known: Int32Array
  next: Int32Array
  count: number
  /** Of its inputs the last that was used. */
  input: number
}

export class BareWorld {
  readonly movers: BareMover[]
  readonly viewers: BareViewer[]
  readonly #dirty: BareMover[] = []
  readonly #enter2: number
  readonly #leave: number
  readonly #side: number
  readonly #firsts: Int32Array
  readonly #at: Int32Array
  readonly #cells: Int32Array
  readonly #slots: Int32Array
  readonly #xs: Float64Array
  readonly #ys: Float64Array
  readonly #mark: Int32Array
  #stamp = 0
  /** What was written: of each mover what has changed, where there is any, and all of it. */
  readonly #records = new Uint8Array(1 << 23)
  #end = 0
  readonly #starts: Int32Array
  readonly #ends: Int32Array
  readonly #fullStarts: Int32Array
  readonly #fullEnds: Int32Array
  readonly #fullAt: Int32Array
  readonly #raw = { ...allocate(1 << 20), start: 0, pos: 0 }
  readonly #packed = allocate(1 << 20)
  readonly #tag: number

  /** Viewers follow the last movers. `side`: of the square; `tag`: of the push. */
  constructor(plan: { movers: number; viewers: number; side: number; radius: number; tag: number }) {
    const { movers, viewers, side, radius, tag } = plan
    this.#tag = tag
    this.movers = Array.from({ length: movers }, (_, i) => new BareMover(this.#dirty, i))
    this.viewers = this.movers.slice(movers - viewers).map(eye => ({
      ...{ eye, known: new Int32Array(1024), next: new Int32Array(1024), count: 0, input: 0 },
    }))
    this.#enter2 = radius * radius
    this.#leave = radius * 1.15
    this.#side = Math.ceil((4 * side) / this.#leave)
    const cells = this.#side * this.#side
    ;[this.#firsts, this.#at] = [new Int32Array(cells + 1), new Int32Array(cells)]
    ;[this.#cells, this.#slots] = [new Int32Array(movers), new Int32Array(movers)]
    ;[this.#xs, this.#ys] = [new Float64Array(movers), new Float64Array(movers)]
    this.#mark = new Int32Array(movers)
    const each = () => new Int32Array(movers)
    ;[this.#starts, this.#ends, this.#fullStarts, this.#fullEnds] = [each(), each(), each(), each()]
    this.#fullAt = each().fill(-1)
  }

  /** `send`: the frame is good until the next one. */
  patch(tick: number, send: (viewer: number, frame: Uint8Array) => void): void {
    this.#write()
    this.#sort()
    for (const [i, viewer] of this.viewers.entries()) {
      const gone = this.#look(viewer)
      send(i, this.#compose(viewer, gone, tick))
    }
  }

  #write(): void {
    const bytes = this.#records
    this.#starts.fill(0)
    this.#ends.fill(0)
    let at = 0
    for (const mover of this.#dirty) {
      const mask = mover.settle()
      const slot = mover.id - 1
      this.#starts[slot] = at
      if (mask !== 0) at = mover.write(mask | 1, bytes, at)
      this.#ends[slot] = at
    }
    this.#dirty.length = 0
    this.#end = at
  }

  #cellAt(distance: number): number {
    return Math.max(0, Math.min(this.#side - 1, Math.floor((distance * 4) / this.#leave)))
  }

  #sort(): void {
    const { movers } = this
    const [starts, at, cells, side] = [this.#firsts, this.#at, this.#cells, this.#side]
    starts.fill(0)
    for (let i = 0; i < movers.length; i++) {
      const { x, y } = movers[i]!
      const cell = this.#cellAt(y) * side + this.#cellAt(x)
      cells[i] = cell
      starts[cell + 1]!++
    }
    for (let cell = 0; cell < at.length; cell++) {
      starts[cell + 1]! += starts[cell]!
      at[cell] = starts[cell]!
    }
    for (let i = 0; i < movers.length; i++) {
      const place = at[cells[i]!]!++
      this.#slots[place] = i
      this.#xs[place] = movers[i]!.x
      this.#ys[place] = movers[i]!.y
    }
  }

  /** Brings up what it sees; returns who has gone. What is new has the bit -1 - slot. */
  #look(viewer: BareViewer): number[] {
    const { eye, known, next, count } = viewer
    const [mark, starts, slots, side] = [this.#mark, this.#firsts, this.#slots, this.#side]
    const [xs, ys] = [this.#xs, this.#ys]
    const [leave, leave2, enter2] = [this.#leave, this.#leave * this.#leave, this.#enter2]
    const { x, y } = eye
    this.#stamp += 2
    const stamp = this.#stamp
    for (let i = 0; i < count; i++) mark[known[i]!] = stamp
    const [first, last, bottom] = [this.#cellAt(x - leave), this.#cellAt(x + leave), this.#cellAt(y + leave)]
    let found = 0
    for (let row = this.#cellAt(y - leave); row <= bottom; row++) {
      const end = starts[row * side + last + 1]!
      for (let at = starts[row * side + first]!; at < end; at++) {
        const dx = xs[at]! - x
        const dy = ys[at]! - y
        const distance = dx * dx + dy * dy
        if (distance > leave2) continue
        const slot = slots[at]!
        const isKnown = mark[slot] === stamp
        if (!isKnown && distance > enter2) continue
        if (isKnown) mark[slot] = stamp + 1
        next[found++] = isKnown ? slot : -1 - slot
      }
    }
    const gone: number[] = []
    for (let i = 0; i < count; i++) if (mark[known[i]!] === stamp) gone.push(known[i]! + 1)
    viewer.known = next
    viewer.next = known
    viewer.count = found
    return gone
  }

  #compose({ known, count, input }: BareViewer, gone: readonly number[], tick: number): Uint8Array {
    const { bytes } = this.#raw
    const type = inlineOf(this.#tag)
    bytes.set([1, 0, type, type >> 8, 2, 0, 0, 0, 0, 0])
    const from = 14
    const words = 3 + (gone.length > 0 ? 2 : 0)
    bytes[from] = words
    bytes[from + 1] = 0
    let h = from + 2
    let at = h + 2 * words
    for (const value of [1, tick, input]) {
      const inline = inlineOf(value)
      bytes[h++] = inline
      bytes[h++] = inline >> 8
      if (inline === 0) at = writeInteger(bytes, at, value, SAFE)
    }
    if (gone.length > 0) {
      bytes.set([1, 0, 0, 0], h)
      at = writeIntegers(bytes, at, gone, SAFE)
    }
    putUint32(bytes, 10, at - from)
    const list = at
    at += 4
    const [records, starts, ends] = [this.#records, this.#starts, this.#ends]
    for (let i = 0; i < count; i++) {
      const isNew = known[i]! < 0
      const slot = isNew ? -1 - known[i]! : known[i]!
      known[i] = slot
      if (isNew) this.#writeFull(slot, tick)
      let from = isNew ? this.#fullStarts[slot]! : starts[slot]!
      const end = isNew ? this.#fullEnds[slot]! : ends[slot]!
      while (from < end) bytes[at++] = records[from++]!
    }
    putUint32(bytes, list, at - list - 4)
    this.#raw.pos = at
    return this.#packed.bytes.subarray(0, packInto(this.#raw, this.#packed, 0))
  }

  #writeFull(slot: number, tick: number): void {
    if (this.#fullAt[slot] === tick) return
    this.#fullAt[slot] = tick
    this.#fullStarts[slot] = this.#end
    this.#fullEnds[slot] = this.#end = this.movers[slot]!.write(ALL, this.#records, this.#end)
  }
}
