// The kit's own small game, which its suites run unless they say otherwise: players sign, are on boards, open rooms, join,
// talk, whisper and moderate. What its rooms do on demand is in room-kinds.ts. Tests name it by the config key `game`.

import { z } from 'zod'
import {
  type Agent,
  AppError,
  type BoardEntry,
  defineGameOf,
  maskWords,
  secret,
} from '../../../server/kit/index.ts'
import { protocol } from './messages.ts'
import { rooms } from './room-kinds.ts'
import { boards, command, type Game, guestHandlers, handlers, role } from './rooms-kit.ts'

export const ROOMS = 'test/support/games/rooms.ts'

const whoOf = (uid = '', acc = '') => {
  if (uid === '' && acc === '') throw new AppError('BAD_MESSAGE', 'expected uid or acc')
  return uid === '' ? { account: acc } : { uid }
}

const guest = guestHandlers({
  async login(guest, { acc }) {
    const agent = await guest.login({ acc, token: '' })
    const { uid, blocked, sign_cnt, gold } = agent.role
    await agent.rooms.setBlocked(blocked)
    return { uid, sign_cnt, gold }
  },
})

const players = handlers({
  async logout(agent) {
    await agent.logout()
    return {}
  },
  echo: (_agent, { text }) => ({ text }),

  async whisper(agent, { uid, acc, text }) {
    agent.rooms.checkSpeech()
    const said = await agent.rooms.checkText(text)
    const word = { uid: agent.uid, acc: agent.account, text: said, time: agent.now() }
    await agent.online.whisper(whoOf(uid, acc), 'whispered' as never, word as never)
    return {}
  },
  async block(agent, { uid, is_blocked }) {
    const others = agent.role.blocked.filter(each => each !== uid)
    agent.role.blocked = is_blocked ? [...others, uid] : others
    await agent.rooms.setBlocked(agent.role.blocked)
    return {}
  },
  async presence(agent, { uid, acc }) {
    const found = await agent.online.find(whoOf(uid, acc))
    if (!found) return { is_online: false }
    const visible = await agent.rooms.visible(found.rooms)
    return { is_online: true, uid: found.uid, acc: found.account, rooms: visible }
  },
})

type BoardName = keyof typeof boards
const boardOf = ({ boards: all }: Agent<Game>, name = '') => {
  if (Object.hasOwn(boards, name)) return all[name as BoardName]
  throw new AppError('BAD_MESSAGE')
}

const toEntry = ({ member, score, rank, info }: BoardEntry<{ name: string }>) => ({
  rank,
  uid: member,
  score,
  ...info,
})

const onBoards = handlers({
  async sign(agent) {
    const { role, boards, account } = agent
    role.signed_on = new Date(agent.now()).toISOString().slice(0, 10)
    role.sign_cnt += 1
    role.gold += 100
    const info = { name: account }
    await Promise.all([
      boards.sign.update(role.uid, role.sign_cnt, info),
      boards.gold.increase(role.uid, 100, info),
    ])
    return { sign_cnt: role.sign_cnt }
  },
  async board_top(agent, { board, count = 10 }) {
    const asked = boardOf(agent, board)
    const [rows, size] = await Promise.all([asked.range(1, count), asked.size()])
    return { entries: rows.map(toEntry), size }
  },
  async board_around(agent, { board, count = 5 }) {
    return { entries: (await boardOf(agent, board).around(agent.uid, count)).map(toEntry) }
  },
  async board_mine(agent, { board }) {
    const row = await boardOf(agent, board).query(agent.uid)
    return row ? { entry: toEntry(row) } : {}
  },
})

const inRooms = handlers({
  room_create(agent, { kind, name, password, max_members }) {
    return agent.rooms.open(kind || 'chat', {
      name,
      ...(password === undefined ? {} : { password }),
      ...(max_members === undefined ? {} : { maxMembers: max_members }),
    })
  },
  room_join(agent, { id = '', kind = '', password }) {
    if (id !== '') return agent.rooms.join(id, password === undefined ? {} : { password })
    if (!agent.rooms.hasKind(kind)) throw new AppError('BAD_MESSAGE')
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
    const shown = messages.map(({ number, uid, acc, text, time, isRemoved = false }) => {
      const is_hidden = agent.rooms.blocks(uid)
      const said = is_hidden ? { uid: '', acc: '', text: '', time: 0 } : { uid, acc, text, time }
      return { number, ...said, is_removed: isRemoved, is_hidden }
    })
    return { messages: shown, number }
  },
})

const moderators = handlers({
  async room_kick(agent, { id, uid }) {
    await agent.rooms.kick(id, uid)
    return {}
  },
  async room_mute(agent, { id, uid, seconds }) {
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

const commands = {
  gold: command({
    summary: 'gives a player gold',
    args: { uid: z.string(), amount: z.int().min(1) },
    options: { note: secret(z.string()).optional() },
    async run({ uid, amount }, { roles, online }) {
      await roles.edit(uid, (edited, { boards }) => {
        edited.gold += amount
        boards.gold.increase(amount)
      })
      return { uid, amount, online: (await online.find({ uid })) !== undefined }
    },
  }),
  'gold who': command({
    summary: 'says who asks',
    scope: 'console',
    run: (_given, game, { by }) => ({ by, hasBoards: Object.keys(game.boards), now: game.now() > 0 }),
  }),
  'gold fail': command({
    summary: 'fails as it is told',
    args: { how: z.enum(['refused', 'bug']) },
    run({ how }) {
      if (how === 'refused') throw new AppError('NOT_ALLOWED', 'the bank is closed')
      throw new Error('the bank burns')
    },
  }),
}

const mask = maskWords(['admin', '外挂'])

export default defineGameOf<Game>({
  role,
  rooms,
  boards,
  commands,
  protocol,
  /** The places that a moving room tells. */
  latestWins: new Set(['whispered']),
  textFilter: text => (text === 'filter' ? new Promise<never>(() => undefined) : mask(text)),
  guest: guest as never,
  handlers: { ...players, ...onBoards, ...inRooms, ...moderators } as never,
})
