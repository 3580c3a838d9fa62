// The frames of one patch for one gate: all in one piece of memory, with a table of whose they are. So a patch is one order to a
// gate, however many see it.

import { allocate, type Memory } from '../../../protocol/sproto/wire/memory.ts'
import type { FrameWriter, PatchHead } from './frame-writer.ts'

const FIRST = 1 << 15

export class GateFrames {
  #memory: Memory = allocate(FIRST)
  #pos = 0
  /** connection, start, end; … */
  #table: number[] = []

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

  /** All of it, of its own memory; then it is empty. */
  take(): { table: Int32Array; bytes: Uint8Array } {
    const taken = { table: new Int32Array(this.#table), bytes: this.#memory.bytes.slice(0, this.#pos) }
    this.#pos = 0
    this.#table = []
    return taken
  }

  #grow(size: number): void {
    const { bytes } = this.#memory
    this.#memory = allocate(Math.max(2 * bytes.length, size))
    this.#memory.bytes.set(bytes.subarray(0, this.#pos))
  }
}
