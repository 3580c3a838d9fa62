// All stores of a thread, each with the name that operators see.

import type { BoardStore } from '../board-store.ts'
import type { Stores } from '../open-stores.ts'
import type { StoreMeter } from './store-meter.ts'

/** The same stores, whose calls are counted. */
export const measureAll = <S extends Stores & { boards: BoardStore }>(stores: S, meter: StoreMeter): S => ({
  ...stores,
  roles: meter.measure('roles', stores.roles),
  documents: meter.measure('documents', stores.documents),
  accounts: meter.measure('accounts', stores.accounts),
  keys: meter.measure('keys', stores.keys),
  bans: meter.measure('bans', stores.bans),
  rooms: meter.measure('rooms', stores.rooms),
  schedules: meter.measure('schedules', stores.schedules),
  dates: meter.measure('dates', stores.dates),
  tokens: meter.measure('tokens', stores.tokens),
  boards: meter.measure('boards', stores.boards),
})
