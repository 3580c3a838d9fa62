// The present of the day: larger for each day in a row (daily.ts begins the next day).

import { AppError } from '../../kit/index.ts'
import { handlers } from '../kit.ts'

export const presentHandlers = handlers({
  present({ role, tables }) {
    if (role.has_present) throw new AppError('ALREADY_GIVEN')
    const { gold: each, days } = tables.settings.present
    role.has_present = true
    role.presents += 1
    const gold = each * Math.min(role.presents, days)
    role.gold += gold
    return { gold, days: role.presents }
  },
})
