// Bodies as strings of JSON, for those who send or keep text: the client, a push that many hear.

import { readUtf8 } from '../wire/utf8.ts'
import { Writer } from '../wire/writer.ts'
import type { TypeCodec } from './codec.ts'

export class JsonText {
  readonly #out = new Writer(1024)

  /** Throws SprotoJsonError where `body` does not fit its type. */
  of(codec: TypeCodec, body: unknown): string {
    const out = this.#out
    out.rewind()
    codec.encodeJson(body, out)
    return readUtf8(out.bytes, out.start, out.pos)
  }
}
