// The daily sign-in of the demo.

import { handlers } from '../kit.ts'

export const signHandlers = handlers({
  sign(agent) {
    const { sign, settings } = agent.tables
    agent.role.gold += sign.get(agent.role.sign_cnt % settings.signDays).gold
    agent.role.sign_cnt += 1
    return { sign_cnt: agent.role.sign_cnt }
  },
})
