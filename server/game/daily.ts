// What a new day does to a player: the shop sells again, and there is another present.

import { TIME_ZONE } from './boards.ts'
import type { Role } from './role.ts'

export const daily = {
  at: '05:00',
  timeZone: TIME_ZONE,
  /** `days` since the last one: more than 1 for a player who was away. */
  role(role: Role, days: number): void {
    if (days > 1 || !role.has_present) role.presents = 0
    role.has_present = false
    role.bought = {}
  },
}
