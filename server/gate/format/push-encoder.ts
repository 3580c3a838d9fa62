// Encodes a push once for each frame format, byte for byte as the gate's formats do.

import { JsonText, type Message, PackageWriter, type Protocol } from '../../../protocol/sproto/index.ts'
import { answerName } from '../../../protocol/text-frame.ts'
import type { Frames } from '../peer.ts'

export class PushEncoder {
  readonly #messages: ReadonlyMap<string, Message>
  readonly #latestWins: ReadonlySet<string>
  readonly #writer = new PackageWriter()
  readonly #json = new JsonText()

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
    const binary = this.#writer.push(tag, request, body).slice()
    const text = `{"name":"${answerName(name)}","data":${request ? this.#json.of(request, body) : '{}'}}`
    return this.#latestWins.has(name) ? { binary, text, latest: name } : { binary, text }
  }
}
