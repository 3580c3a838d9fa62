// The daily sign-in of the demo.

import type { Agent } from '../../agent/agent.ts'
import { type Game, handlers } from '../kit.ts'

export const signHandlers = handlers({
  async sign(agent) {
    const { sign, settings } = agent.tables
    const { gold } = sign.get(agent.role.sign_cnt % settings.signDays)
    agent.role.gold += gold
    agent.role.sign_cnt += 1
    await enterSign(agent, gold)
    return { sign_cnt: agent.role.sign_cnt }
  },
})

/** What was gained stays also when a board can't be reached: it is a list of it, no more. */
async function enterSign({ boards, role, account, log }: Agent<Game>, gold: number): Promise<void> {
  const info = { name: account, level: 1, avatar: '' }
  try {
    await Promise.all([
      boards.sign.update(role.uid, role.sign_cnt, info),
      boards.gold.increase(role.uid, gold, info),
    ])
  } catch (error) {
    log.warn({ err: error, uid: role.uid }, 'a sign-in is not on the boards')
  }
}
