// Encodes a push once for each frame format, byte for byte as the gate's formats do.

import { type Message, PackageWriter, type Protocol } from '../../../protocol/sproto/index.ts'
import { answerName } from '../../../protocol/text-frame.ts'
import type { Frames } from '../peer.ts'

export class PushEncoder {
  readonly #messages: ReadonlyMap<string, Message>
  readonly #latestWins: ReadonlySet<string>
  readonly #writer = new PackageWriter()

  /** `latestWins`: the pushes of which a slow member needs only the newest. */
  constructor(protocol: Protocol, latestWins: ReadonlySet<string>) {
    this.#messages = protocol.byName
    this.#latestWins = latestWins
  }

  /** undefined when the protocol has no such push. Throws when the body does not fit the schema. */
  push(name: string, body: unknown): Frames | undefined {
    const message = this.#messages.get(name)
    if (!message) return undefined
    const { tag, request } = message
    const data = request ? request.stringify(body) : '{}'
    const binary = this.#writer.push(tag, request, body).slice()
    const text = `{"name":"${answerName(name)}","data":${data}}`
    return this.#latestWins.has(name) ? { binary, text, latest: name } : { binary, text }
  }
}
