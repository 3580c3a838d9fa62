// One of a bare world: setters that mark, and its fields as a record.

import { SAFE } from '../../../../protocol/sproto/wire/wire.ts'
import { inlineOf, writeInteger, writeString } from '../../../../protocol/sproto/wire/write.ts'
import type { Movable } from './scene.ts'

const X = 1 << 4
const Y = 1 << 5
const ANGLE = 1 << 6
const HP = 1 << 7
const STATE = 1 << 8
/** Where tags go on behind a gap, the word of the gap stands before them. */
const TAGS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
export const ALL = (1 << TAGS.length) - 1

export class BareMover implements Movable {
  readonly id: number
  dirty = 0
  /** Values as they are sent; of x, y and angle whole numbers. */
  readonly sent: number[]
  readonly name: string
  readonly owner: string
  readonly #dirty: BareMover[]
  #x = 0
  #y = 0
  #angle = 0
  #hp = 0
  #state = 0

  constructor(dirty: BareMover[], i: number) {
    this.#dirty = dirty
    this.id = i + 1
    this.name = `hero${10_000 + i}`
    this.owner = String(100_000 + i)
    this.sent = [this.id, 0, 0, i % 5, 0, 0, 0, 0, 0, 3, i % 60]
  }

  get x(): number {
    return this.#x
  }
  set x(value: number) {
    if (value === this.#x) return
    this.#x = value
    this.#mark(X)
  }
  get y(): number {
    return this.#y
  }
  set y(value: number) {
    if (value === this.#y) return
    this.#y = value
    this.#mark(Y)
  }
  get angle(): number {
    return this.#angle
  }
  set angle(value: number) {
    if (value === this.#angle) return
    this.#angle = value
    this.#mark(ANGLE)
  }
  get hp(): number {
    return this.#hp
  }
  set hp(value: number) {
    if (value === this.#hp) return
    this.#hp = value
    this.#mark(HP)
  }
  get state(): number {
    return this.#state
  }
  set state(value: number) {
    if (value === this.#state) return
    this.#state = value
    this.#mark(STATE)
  }

  #mark(bit: number): void {
    if (this.dirty === 0) this.#dirty.push(this)
    this.dirty |= bit
  }

  /** What differs from what was sent. */
  settle(): number {
    const { sent, dirty } = this
    let mask = 0
    if (dirty & X && this.#differs(4, Math.round(this.#x * 10))) mask |= X
    if (dirty & Y && this.#differs(5, Math.round(this.#y * 10))) mask |= Y
    if (dirty & ANGLE && this.#differs(6, Math.round(this.#angle * 100))) mask |= ANGLE
    if (dirty & HP) mask |= HP
    if (dirty & STATE) mask |= STATE
    sent[7] = this.#hp
    sent[8] = this.#state
    this.dirty = 0
    return mask
  }

  #differs(tag: number, value: number): boolean {
    const isOther = this.sent[tag] !== value
    this.sent[tag] = value
    return isOther
  }

  /** Its fields of `mask`, as one of a list. Returns the end. */
  write(mask: number, bytes: Uint8Array, at: number): number {
    let words = 0
    let last = -1
    for (const tag of TAGS) {
      if (!(mask & (1 << tag))) continue
      words += tag === last + 1 ? 1 : 2
      last = tag
    }
    bytes[at + 4] = words
    bytes[at + 5] = 0
    let h = at + 6
    let pos = h + 2 * words
    last = -1
    for (const tag of TAGS) {
      if (!(mask & (1 << tag))) continue
      if (tag !== last + 1) {
        bytes[h] = (tag - last - 2) * 2 + 1
        bytes[h + 1] = 0
        h += 2
      }
      last = tag
      const text = tag === 1 ? this.name : tag === 2 ? this.owner : undefined
      const inline = text === undefined ? inlineOf(this.sent[tag]!) : 0
      bytes[h] = inline
      bytes[h + 1] = inline >> 8
      h += 2
      if (text !== undefined) pos = writeString(bytes, pos, text)
      else if (inline === 0) pos = writeInteger(bytes, pos, this.sent[tag]!, SAFE)
    }
    putUint32(bytes, at, pos - at - 4)
    return pos
  }
}

export function putUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value
  bytes[at + 1] = value >> 8
  bytes[at + 2] = value >> 16
  bytes[at + 3] = value >>> 24
}
