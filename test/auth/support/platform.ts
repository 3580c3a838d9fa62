// The same game with a way of its own to tell who somebody is: a platform that knows the users of its codes, some of which
// bring it into trouble.

import { AppError, defineGameOf, type GameScope, type LoginAttempt } from '../../../server/kit/index.ts'
import { type Claiming, parts } from './claims.ts'

export const PLATFORM = 'test/auth/support/platform.ts'

const ANSWERS: Record<string, () => unknown> = {
  'not yours': () => {
    throw new AppError('LOGIN_FAILED', 'the platform does not know this code')
  },
  away: () => {
    throw new AppError('TRY_AGAIN', 'the platform does not answer')
  },
  bug: () => {
    throw new TypeError('a bug of the platform')
  },
  nobody: () => '',
  endless: () => new Promise(() => undefined),
}

export default defineGameOf<Claiming>({
  ...parts,
  handshakeHeaders: ['X-Region', 'Cookie'],
  authenticate(login: LoginAttempt, game: GameScope<Claiming>) {
    const { credentials, address, url, headers } = login
    const { acc = '', token = '' } = credentials
    if (ANSWERS[token]) return ANSWERS[token]() as string
    if (acc === 'plain') return `user of ${token}`
    return { account: `user of ${token}`, claims: { address, url, headers, hasReach: game.now() > 0 } }
  },
})
