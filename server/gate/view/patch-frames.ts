// A patch of a world as the gate sends it: composed for one client, or for several. Clients in text get the same, which is made of it
// when the first of them needs it. It is never kept for a client that is away: whoever comes back gets the newest state.

import type { Formats } from '../format/refused-frame.ts'
import type { Frame, Frames } from '../peer.ts'

export class PatchFrames implements Frames {
  readonly binary: Uint8Array
  readonly view: number
  readonly #formats: Formats
  #text: Frame | undefined

  constructor(view: number, binary: Uint8Array, formats: Formats) {
    this.view = view
    this.binary = binary
    this.#formats = formats
  }

  get text(): string {
    this.#text ??= this.#asText()
    return this.#text as string
  }

  /** One of its own memory: what a gate was lent is the world's again. */
  kept(): PatchFrames {
    return new PatchFrames(this.view, this.binary.slice(), this.#formats)
  }

  #asText(): Frame {
    const { binary, text } = this.#formats
    const message = binary.messageIn(this.binary)!
    return Buffer.from(text.push(message, binary.bodyOf(message)) as Uint8Array).toString()
  }
}
