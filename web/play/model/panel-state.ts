// What every panel has to say before it has something to show: who looks has to log in, nothing was loaded yet, the
// server is away.

import { RequestError } from '../../../protocol/client/errors.ts'
import type { Connection } from './connection.ts'
import type { Failure } from './log.ts'

/** `login`: nobody is logged in · `coming`: it is on its way there · `in`: somebody is, and may ask. */
export type PanelState = 'login' | 'coming' | 'in'

export function panelStateOf(connection: Connection): PanelState {
  const { state, player } = connection
  if (state === 'open') return player === undefined ? 'login' : 'in'
  return state === 'closed' ? 'login' : 'coming'
}

export const failureOf = (error: Error): Failure => ({
  code: error instanceof RequestError ? error.code : 'CLOSED',
  message: error.message,
})
