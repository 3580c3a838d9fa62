// Rooms that players open, join, talk in and look after.

import type { RoomMessage } from '../../../protocol/generated/index.ts'
import { AppError } from '../../kit/index.ts'
import { handlers } from '../kit.ts'

export const roomHandlers = handlers({
  room_create(agent, { kind, name, password, max_members }) {
    return agent.rooms.open(kind || 'chat', {
      name,
      ...(password === undefined ? {} : { password }),
      ...(max_members === undefined ? {} : { maxMembers: max_members }),
    })
  },

  room_join(agent, { id = '', kind = '', password, since, life, is_spectator = false }) {
    const entry = { ...(password === undefined ? {} : { password }), since, life, isSpectator: is_spectator }
    if (id !== '') return agent.rooms.join(id, entry)
    if (!agent.rooms.hasKind(kind))
      throw new AppError('BAD_MESSAGE', 'expected the id of a room, or a kind with channels')
    return agent.rooms.joinChannel(kind)
  },

  async room_leave(agent, { id }) {
    await agent.rooms.leave(id)
    return {}
  },

  room_say: (agent, { id, text }) => agent.rooms.sayText(id, text),

  room_list: (agent, { kind, name, has_place, start, limit }) =>
    agent.rooms.list({
      ...(kind === undefined ? {} : { kind }),
      ...(name === undefined ? {} : { name }),
      ...(has_place === undefined ? {} : { hasPlace: has_place }),
      ...(start === undefined ? {} : { start }),
      ...(limit === undefined ? {} : { limit }),
    }),

  room_members: (agent, { id, start, limit }) => agent.rooms.members(id, start, limit),

  async room_history(agent, { id, from, limit }) {
    const { messages, number } = await agent.rooms.history(id, from, limit)
    const shown = messages.map(({ number, uid, acc, text, time, isRemoved = false }): RoomMessage => {
      const is_hidden = agent.rooms.blocks(uid)
      const said = is_hidden ? NOTHING : { uid, acc, text, time }
      return { number, ...said, is_removed: isRemoved, is_hidden }
    })
    return { messages: shown, number }
  },

  async room_kick(agent, { id, uid }) {
    await agent.rooms.kick(id, uid)
    return {}
  },

  async room_mute(agent, { id, uid, seconds }) {
    if (!(seconds >= 0 && seconds <= LONGEST_MUTE))
      throw new AppError('BAD_MESSAGE', `seconds: expected 0 to ${LONGEST_MUTE}`)
    await agent.rooms.mute(id, uid, seconds * 1000)
    return {}
  },

  async room_remove(agent, { id, number }) {
    await agent.rooms.removeMessage(id, number)
    return {}
  },

  async room_lock(agent, { id, is_locked, password }) {
    await agent.rooms.lock(id, is_locked, password)
    return {}
  },

  async room_moderator(agent, { id, uid, is_moderator }) {
    await agent.rooms.setModerator(id, uid, is_moderator)
    return {}
  },
})

/** What a player sees of a message by one whom that player blocks. */
const NOTHING = { uid: '', acc: '', text: '', time: 0 }

/** 30 days. */
const LONGEST_MUTE = 30 * 86_400
