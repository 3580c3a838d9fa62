// The demo, which notes the tokens that it should send.

import demo from '../../../server/game/index.ts'
import type { ResetAsked } from '../../../server/kit/index.ts'

export const RESETTING = 'test/login/support/resetting.ts'

/** All that were asked for in this process. */
export const resets: ResetAsked[] = []

export default { ...demo, accounts: { onResetAsked: (asked: ResetAsked) => resets.push(asked) } }
