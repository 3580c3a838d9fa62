// Coming and going: what a connection may ask before it has logged in, and logging out.

import { guestHandlers, handlers } from '../kit.ts'

export const loginHandlers = guestHandlers({
  async login(guest, { acc, token = '' }) {
    const agent = await guest.login({ acc, token })
    const { role, claims } = agent
    role.name = typeof claims.name === 'string' ? claims.name : role.acc
    if (role.blocked.length > 0) await agent.rooms.setBlocked(role.blocked)
    return { sign_cnt: role.sign_cnt, uid: role.uid, gold: role.gold }
  },
})

export const logoutHandlers = handlers({
  async logout(agent) {
    await agent.logout()
    return {}
  },

  echo: (_agent, { text }) => ({ text }),
})
