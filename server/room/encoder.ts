// Writes a push once for each frame format. The text is the one that the gate's text frames have.

import { type Message, PackageWriter, type Protocol } from '../../protocol/sproto/index.ts'
import type { Frames } from '../gate/peer.ts'

export class Encoder {
  readonly #messages: ReadonlyMap<string, Message>
  readonly #writer = new PackageWriter()

  constructor(protocol: Protocol) {
    this.#messages = protocol.byName
  }

  /** undefined when the game's protocol has no such push. Throws when the body does not fit the schema. */
  push(name: string, body: unknown): Frames | undefined {
    const message = this.#messages.get(name)
    if (!message) return undefined
    const { tag, request } = message
    const data = request ? request.stringify(body) : '{}'
    return {
      binary: this.#writer.push(tag, request, body).slice(),
      text: `{"name":"sc_${name}","data":${data}}`,
    }
  }
}
