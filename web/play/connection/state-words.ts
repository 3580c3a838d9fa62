// What connections and their states are called.

import type { GameState } from '../../../protocol/client/index.ts'
import type { Translate, Word } from '../../words/translator.ts'
import type { Connection } from '../model/connection.ts'

export const STATE_WORDS: Record<GameState | 'reloaded', Word> = {
  connecting: 'stateConnecting',
  login: 'stateLogin',
  open: 'stateOpen',
  waiting: 'stateWaiting',
  closed: 'stateClosed',
  reloaded: 'stateReloaded',
}

/** The colour of its dot. */
const STATE_DOTS: Record<GameState, string> = {
  connecting: 'warn',
  login: 'warn',
  open: 'good',
  waiting: 'warn',
  closed: '',
}

/** What it is called there: one on hold is open, and nothing passes. */
export const wordOf = ({ state, line }: Connection): Word =>
  state === 'open' && line.isHeld ? 'heldShort' : STATE_WORDS[state]

export function dotOf({ state, line, problem, closed }: Connection): string {
  const isWrong = problem !== undefined || (closed?.code ?? 1000) !== 1000
  if (state === 'closed' && isWrong) return 'bad'
  return state === 'open' && line.isHeld ? 'warn still' : STATE_DOTS[state]
}

/** Who plays there, or would. */
export function nameOf({ player, state, settings }: Connection, t: Translate): string {
  if (state === 'open') return player ?? t('guest')
  return player ?? (settings.player || settings.account || t('guest'))
}
