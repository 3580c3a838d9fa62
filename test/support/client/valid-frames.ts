// One good request of every kind in the kit's own game, as text and as sproto, to be spoilt by hostile-frames.ts.

import { PackageWriter } from '../../../protocol/sproto/index.ts'
import { protocol } from '../games/messages.ts'

const BODIES: Readonly<Record<string, object>> = {
  login: { acc: 'hostile', token: 'none' },
  echo: { text: 'an echo of some length' },
}

const writer = new PackageWriter()

export const codecFrames: readonly (string | Uint8Array)[] = [...protocol.byName.values()].flatMap(
  ({ name, tag, request }, i) => {
    const body = BODIES[name] ?? {}
    const data = request && Object.keys(body).length > 0 ? body : {}
    return [
      JSON.stringify({ name: `cs_${name}`, data, session: i }),
      writer.request(tag, 1000 * i, request, data).slice(),
    ]
  },
)
