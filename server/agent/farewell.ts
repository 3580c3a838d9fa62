// Why a player leaves, as the game's `onLogout` hears it.

import { CLOSE, type CloseCode } from '../../protocol/errors.ts'

/**
 * logout: asked for · closed: the connection ended · kicked · replaced: another login of the account · stopping: the thread
 * or the server ends · idle, slow, abuse: the gate's limits · refused: the request that had logged in has failed after it.
 */
export type LogoutReason =
  | 'logout'
  | 'closed'
  | 'kicked'
  | 'replaced'
  | 'stopping'
  | 'idle'
  | 'slow'
  | 'abuse'
  | 'refused'

const REASONS: Partial<Record<CloseCode, LogoutReason>> = {
  [CLOSE.REPLACED]: 'replaced',
  [CLOSE.STOPPING]: 'stopping',
  [CLOSE.TOO_SLOW]: 'slow',
  [CLOSE.IDLE]: 'idle',
  [CLOSE.ABUSE]: 'abuse',
  [CLOSE.KICKED]: 'kicked',
}

/** undefined: the connection is the guest's again. */
export const reasonOf = (code: CloseCode | undefined): LogoutReason =>
  code === undefined ? 'refused' : (REASONS[code] ?? 'closed')
