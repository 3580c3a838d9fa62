// What a tab knows again after a reload: who was connected, who was chosen, and the sessions to go on with.

import { keep, recallJson } from '../../../ui/storage.ts'
import { isKeptSession, type KeptSession } from './tab-memory.ts'

export interface Tab {
  /** Places of the connections that were open. */
  open: number[]
  selected: number
  /** By place. */
  sessions: (KeptSession | null | undefined)[]
}

export const keepTab = (tab: Tab): void => void keep('tab', JSON.stringify(tab), 'tab')

export const recallTab = (): Tab => recallJson('tab', isTab, 'tab') ?? { open: [], selected: 0, sessions: [] }

function isTab(value: unknown): value is Tab {
  const { open, sessions } = (value ?? {}) as Partial<Record<keyof Tab, unknown>>
  if (!Array.isArray(open) || !Array.isArray(sessions)) return false
  return sessions.every(each => each === null || isKeptSession(each))
}
