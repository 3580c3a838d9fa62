// The kit's own game with a command whose name the kit has already.

import rooms from './rooms.ts'
import { command } from './rooms-kit.ts'

export const KICK_COMMAND = 'test/support/games/kick-command.ts'

export default {
  ...rooms,
  commands: { kick: command({ summary: 'kicks the ball', run: () => 'far' }) },
}
