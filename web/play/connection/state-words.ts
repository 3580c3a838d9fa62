// What the states of a connection are called.

import type { GameState } from '../../../protocol/client/index.ts'
import type { Word } from '../../ui/words.ts'

export const STATE_WORDS: Record<GameState, Word> = {
  connecting: 'stateConnecting',
  login: 'stateLogin',
  open: 'stateOpen',
  waiting: 'stateWaiting',
  closed: 'stateClosed',
}
