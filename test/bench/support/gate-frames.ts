// What the load generator sends to a gate: a login, whose number it counts up, a wish for a session, and an echo.

import { protocol } from '../../../protocol/generated/index.ts'
import { PackageWriter } from '../../../protocol/sproto/index.ts'

const binary = (name: string, body: unknown): Uint8Array => {
  const { tag, request } = protocol.byName.get(name)!
  return new PackageWriter().request(tag, 1, request, body).slice()
}

export const ECHOES = {
  text: {
    login: '{"name":"cs_login","data":{"acc":"00000000"},"session":1}',
    session: '{"name":"cs_session_open","session":2}',
    frame: '{"name":"cs_echo","data":{"text":"0123456789abcdef"},"session":1}',
  },
  /** The login is so long that its number lies within one run of packed bytes, where the load generator finds it. */
  sproto: {
    login: binary('login', { acc: 'a-player-of-the-benchmark-00000000-with-sproto' }),
    session: binary('session_open', undefined),
    frame: binary('echo', { text: 'The quick brown fox jumps over the lazy dog 0123' }),
  },
}
