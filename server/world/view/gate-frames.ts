// The frames of one patch for one gate: all in one piece of memory, with a table of whose they are. So a patch is one order to a
// gate, however many see it. A gate of the same thread says when it has sent them, and the memory is used again: new memory for each
// patch of a large world would make the collector go through all there is every second.

import { allocate, type Memory } from '../../../protocol/sproto/wire/memory.ts'
import type { FrameWriter, PatchHead } from './frame-writer.ts'

export interface TakenFrames {
  table: Int32Array
  bytes: Uint8Array
  /** By which the gate says that it has sent them; undefined where nobody waits for that. */
  number: number | undefined
}

const FIRST = 1 << 15
/** Smaller patches are copied. */
const WORTH = 1 << 14
/** Pieces of memory that a gate may have at a time; of a slower one the oldest is given up. */
const MOST_LENT = 4

export class GateFrames {
  readonly #isNear: boolean
  #memory: Memory = allocate(FIRST)
  #pos = 0
  /** connection, start, end; … */
  #table: number[] = []
  /** What the gate has not sent yet, the oldest first; and one that it has. */
  #lent: { number: number; memory: Memory }[] = []
  #spare: Memory | undefined

  /** `isNear`: the gate is on this thread, and sees the memory itself. */
  constructor(isNear: boolean) {
    this.#isNear = isNear
  }

  get isEmpty(): boolean {
    return this.#table.length === 0
  }

  /** Packs a frame for this connection. Returns its bytes. */
  add(connection: number, writer: FrameWriter, head: PatchHead): number {
    const most = writer.bound(head)
    if (this.#pos + most > this.#memory.bytes.length) this.#grow(this.#pos + most)
    const start = this.#pos
    this.#pos = writer.finish(head, this.#memory, start)
    this.#table.push(connection, start, this.#pos)
    return this.#pos - start
  }

  /** The frame that was added last is this connection's too. */
  share(connection: number): void {
    const { length } = this.#table
    this.#table.push(connection, this.#table[length - 2]!, this.#table[length - 1]!)
  }

  /** All of it; then it is empty. `patch`: a number higher than that of the one before. */
  take(patch: number): TakenFrames {
    const table = new Int32Array(this.#table)
    const isLent = this.#isNear && this.#pos >= WORTH
    const { bytes: all } = this.#memory
    const bytes = isLent ? all.subarray(0, this.#pos) : all.slice(0, this.#pos)
    if (isLent) this.#lend(patch)
    this.#pos = 0
    this.#table = []
    return { table, bytes, number: isLent ? patch : undefined }
  }

  /** The gate has sent what it took by this number, and what it took before. */
  sent(number: number): void {
    while (this.#lent.length > 0 && this.#lent[0]!.number <= number) this.#spare = this.#lent.shift()!.memory
  }

  #lend(number: number): void {
    this.#lent.push({ number, memory: this.#memory })
    if (this.#lent.length > MOST_LENT) this.#lent.shift()
    this.#memory = this.#spare ?? allocate(this.#memory.bytes.length)
    this.#spare = undefined
  }

  #grow(size: number): void {
    const { bytes } = this.#memory
    this.#memory = allocate(Math.max(2 * bytes.length, size))
    this.#memory.bytes.set(bytes.subarray(0, this.#pos))
  }
}
