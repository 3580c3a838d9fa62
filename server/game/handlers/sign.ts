// The daily sign-in of the demo: each one counts, as in the original, and the first one of a day is rewarded.

import type { Agent } from '../../kit/index.ts'
import { TIME_ZONE } from '../boards.ts'
import { type Game, handlers } from '../kit.ts'

export const signHandlers = handlers({
  async sign(agent) {
    const gold = takeReward(agent)
    agent.role.sign_cnt += 1
    await enterSign(agent, gold)
    return { sign_cnt: agent.role.sign_cnt }
  },
})

/** As 2026-01-31, so that a later day is a greater text. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE })

/** Gold for a day that is new to the role; a clock that is set back brings no day again. */
function takeReward(agent: Agent<Game>): number {
  const { role, tables } = agent
  const today = DAY.format(agent.now())
  if (today <= role.signed_on) return 0
  const { gold } = tables.sign.get(role.sign_days % tables.settings.signDays)
  role.gold += gold
  role.sign_days += 1
  role.signed_on = today
  return gold
}

/** What was gained stays also when a board can't be reached: it is a list of it, no more. */
async function enterSign({ boards, role, log }: Agent<Game>, gold: number): Promise<void> {
  const info = { name: role.name, level: 1, avatar: '' }
  try {
    await Promise.all([
      boards.sign.update(role.uid, role.sign_cnt, info),
      gold > 0 && boards.gold.increase(role.uid, gold, info),
    ])
  } catch (error) {
    log.warn({ err: error, uid: role.uid }, 'a sign-in is not on the boards')
  }
}
