// A word between two players, whom one does not want to hear, and who is online.

import { AppError, type Who } from '../../kit/index.ts'
import { handlers } from '../kit.ts'

export const chatHandlers = handlers({
  async whisper(agent, { uid, acc, text }) {
    agent.rooms.checkSpeech()
    const said = await agent.rooms.checkText(text)
    const word = { uid: agent.uid, acc: agent.account, text: said, time: agent.now() }
    await agent.online.whisper(whoOf(uid, acc), 'whispered', word)
    return {}
  },

  async block(agent, { uid, is_blocked }) {
    const others = agent.role.blocked.filter(each => each !== uid)
    if (is_blocked && others.length >= MOST_BLOCKED)
      throw new AppError('NOT_ALLOWED', `you can block at most ${MOST_BLOCKED} players`)
    if (is_blocked && !/^\d{1,20}$/.test(uid)) throw new AppError('BAD_MESSAGE', 'uid: expected a decimal id')
    agent.role.blocked = is_blocked ? [...others, uid] : others
    await agent.rooms.setBlocked(agent.role.blocked)
    return { uids: [...agent.role.blocked] }
  },

  async presence(agent, { uid, acc }) {
    const who = whoOf(uid, acc)
    const found = await agent.online.find(who)
    if (!found) return { is_online: false }
    const rooms = await agent.rooms.visible(found.rooms)
    return { is_online: true, uid: found.uid, acc: found.account, rooms }
  },
})

const MOST_BLOCKED = 100

function whoOf(uid = '', acc = ''): Who {
  if (uid !== '') return { uid }
  if (acc !== '') return { account: acc }
  throw new AppError('BAD_MESSAGE', 'expected uid or acc')
}
