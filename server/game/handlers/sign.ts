// The daily sign-in of the demo.

import { handlers } from '../kit.ts'

export const signHandlers = handlers({
  sign(agent) {
    agent.role.sign_cnt += 1
    return { sign_cnt: agent.role.sign_cnt }
  },
})
