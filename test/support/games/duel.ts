// A game of rooms that pay, meet and make other rooms, and of a service that does what handlers do. Tests name it by the
// config key `game`. What its rooms do is told to them by messages of their own.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  AppError,
  type BoardHandles,
  defineBoard,
  defineGameOf,
  defineRole,
  type Guest,
  gameKit,
  type Member,
  type RoleOf,
} from '../../../server/kit/index.ts'

export const DUEL = 'test/support/games/duel.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { uid 0 : string } }
      logout 2 { response {} }
      mine 3 { response { gold 0 : integer  wins 1 : integer } }
      open 4 { request { kind 0 : string  name 1 : string  stake 2 : integer } response { id 0 : string } }
      join 5 { request { id 0 : string } response { id 0 : string } }
      meet 6 { request { kind 0 : string  mode 1 : string } response { id 0 : string  members 1 : integer } }
      leave 7 { request { id 0 : string } response {} }
      list 8 { response { ids 0 : *string } }
      make 9 { request { kind 0 : string  stake 1 : integer } response { id 0 : string } }
      finish 10 { request { room 0 : string  winner 1 : string  gold 2 : integer } response { gold 0 : integer } }
      owe 11 { request { room 0 : string  uid 1 : string  gold 2 : integer } response {} }
      wave 12 { request { room 0 : string } response { number 0 : integer } }
      say 13 { request { id 0 : string  text 1 : string } response { number 0 : integer } }
      checked 14 { request { room 0 : string } response { number 0 : integer } }
      herald 15 { request { word 0 : string  uids 1 : *string } response { text 0 : string } }
      spend 16 { request { room 0 : string  gold 1 : integer } response { gold 0 : integer } }
      fork 17 { response {} }
      wrong 18 { request { what 0 : string } response {} }
      settle 20 { request { room 0 : string  winner 1 : string  gold 2 : integer } response { gold 0 : integer } }
      bet 19 { request { room 0 : string  uid 1 : string  gold 2 : integer } response {} }
    `,
  },
  { name: 's2c.sproto', text: 'news 100 { request { text 0 : string } }' },
]

export const duelProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({
  schema: z.object({ gold: z.int().min(0).default(0), wins: z.int().default(0) }),
})
const boards = { wins: defineBoard<string>({ operator: 'sum' }) }

export interface Duels {
  role: RoleOf<typeof role>
  boards: BoardHandles<typeof boards>
  rooms: typeof rooms
}

const { Room, Service, defineRoom } = gameKit<Duels>()

interface PayingTypes {
  options: { stake: number } | undefined
  data: undefined
  pays: { win: { gold: number }; owed: { gold: number }; broken: { gold: number } }
}

/** Messages of this game's own protocol, which the demo's types know nothing of. */
const own = <T>(parts: T): never => parts as never

class DuelRoom extends Room<PayingTypes> {
  #waves = 0

  override async onJoin({ account, uid }: Member<undefined>): Promise<void> {
    if (account === 'newcomer') await this.pay(uid, 'owed', { gold: 7 })
    if (this.size === 2 && this.name === 'locks') this.lock(true)
  }

  /** A round: paid first, then told. */
  async finish(winner: string, gold: number): Promise<{ gold: number }> {
    await this.pay(winner, 'win', { gold })
    this.tell(`${winner} has won ${gold}`)
    return { gold }
  }

  tell(text: string): void {
    this.broadcast('news' as never, { text } as never)
  }

  wave(): { number: number } {
    return { number: ++this.#waves }
  }
}

/** Owes, and waits for nothing. */
function owe(room: DuelRoom | VaultRoom, _member: unknown, { uid, gold }: Body): object {
  room.pay(uid, 'owed', { gold }).catch(() => undefined)
  return {}
}

/** A duel that lasts: it knows after a restart what it owes. */
class VaultRoom extends DuelRoom {}

/** Kinds that others of the same class are made of. */
const pays = {
  win: (mine: Duels['role'], { gold }: { gold: number }, { boards }: { boards: { wins: Increased } }) => {
    mine.gold += gold
    mine.wins += 1
    boards.wins.increase(1, 'a winner')
  },
  owed: (mine: Duels['role'], { gold }: { gold: number }) => {
    mine.gold += gold
  },
  broken: {
    data: z.object({ gold: z.int().min(1) }),
    change: () => {
      throw new AppError('NOT_ALLOWED', 'a payment that throws')
    },
  },
}

interface Increased {
  increase(by: number, info?: string): void
}

type Body = { uid: string; winner: string; gold: number }

const messages = {
  bet: owe,
  finish: (room: DuelRoom, _member: unknown, { winner, gold }: Body) => room.finish(winner, gold),
  wave: { rate: 0.01, burst: 3, run: (room: DuelRoom) => room.wave() },
  checked: (room: DuelRoom) => room.wave(),
  spend: async (room: DuelRoom, { uid }: Member, { gold }: Body) => {
    await room.pay(uid, gold < 0 ? 'broken' : 'owed', { gold })
    return { gold }
  },
}

export const rooms = {
  duel: defineRoom({
    room: DuelRoom,
    maxMembers: 2,
    history: 'none',
    options: z.object({ stake: z.int().min(1) }).optional(),
    isOpenToPlayers: true,
    messages: own(messages),
    pays,
  }),
  vault: defineRoom({
    room: VaultRoom,
    history: 'stored',
    isOpenToPlayers: true,
    messages: own({
      owe,
      settle: (room: VaultRoom, _member: unknown, { winner, gold }: Body) => room.finish(winner, gold),
    }),
    pays,
  }),
  chat: defineRoom({
    room: class Chat extends Room {},
    talks: { rate: 0.01, burst: 1 },
    isOpenToPlayers: true,
  }),
  closed: defineRoom({ room: DuelRoom, pays }),
}

const addFive = (mine: Duels['role']): void => {
  mine.gold += 5
}

/** Does what it is told, by what services have. */
class Herald extends Service {
  async do(word: string, uids: string[]): Promise<string> {
    if (word === 'pay') await this.roles.edit(uids[0]!, addFive, this.newId())
    if (word === 'count') return String(await this.online.count())
    if (word === 'list') return (await this.online.list()).players.map(({ account }) => account).join()
    if (word === 'tell') await this.online.tell({ uid: uids[0]! }, 'news' as never, { text: 'you' } as never)
    if (word === 'many')
      return String(await this.online.tellMany(uids, 'news' as never, { text: 'many' } as never))
    if (word === 'all') return String(await this.online.tellAll('news' as never, { text: 'all' } as never))
    if (word === 'board') return String((await this.boards.wins.query(uids[0]!))?.score ?? 0)
    if (word === 'make') return this.rooms.create('vault', {})
    if (word === 'find') return JSON.stringify(await this.rooms.find(uids[0]!)) ?? 'none'
    if (word === 'close') return String(await this.rooms.close(uids[0]!))
    if (word === 'ids') return `${this.newId()},${this.newId()}`
    if (word === 'fork') this.fork(() => Promise.reject(new Error('of a fork')))
    if (word === 'wrong') return this.rooms.create('vault', { options: 7 as never }).then(String)
    return ''
  }
}

const heraldOf = new WeakMap<
  object,
  Promise<{ call: { do(word: string, uids: string[]): Promise<string> } }>
>()

export default defineGameOf<Duels>({
  role,
  boards,
  rooms,
  services: { Herald },
  protocol: duelProtocol,
  latestWins: new Set(),
  guest: {
    async login(guest: Guest<Duels>, { acc }: { acc: string }) {
      return { uid: (await guest.login({ acc, token: '' })).uid }
    },
  },
  handlers: {
    async logout(agent) {
      await agent.logout()
      return {}
    },
    mine: ({ role: { gold, wins } }) => ({ gold, wins }),
    async open(agent, { kind, name, stake }: { kind: string; name?: string; stake?: number }) {
      const options = stake === undefined ? undefined : { stake }
      const { room } = await agent.rooms.open(kind, { name: name ?? 'a room', options })
      return { id: room.id }
    },
    async join(agent, { id }: { id: string }) {
      return { id: (await agent.rooms.join(id)).room.id }
    },
    async meet(agent, { kind, mode }: { kind: 'duel'; mode: string }) {
      const { room } = await agent.rooms.joinOrCreate(kind, { match: { mode } })
      return { id: room.id, members: room.members }
    },
    async leave(agent, { id }: { id: string }) {
      await agent.rooms.leave(id)
      return {}
    },
    async list(agent) {
      const { rooms: found } = await agent.rooms.list({ hasPlace: true, limit: 100 })
      return { ids: found.map(({ id }) => id) }
    },
    /** As the server's own code makes a room of a player's. */
    async make(agent, { kind, stake }: { kind: 'duel'; stake: number }) {
      return { id: (await agent.rooms.create(kind, { options: { stake } })).room.id }
    },
    say: (agent, { id, text }: { id: string; text: string }) => agent.rooms.sayText(id, text),
    /** A handler of the game's own before the room's. */
    checked(agent, body: { room?: string }) {
      if (!body.room) throw new AppError('NOT_ALLOWED', 'room: say which')
      return agent.rooms.send(body.room, 'checked' as never, body as never)
    },
    async herald(agent, { word, uids }: { word: string; uids?: string[] }) {
      let herald = heraldOf.get(agent)
      if (!herald) {
        herald = agent.node.launch(Herald, undefined)
        heraldOf.set(agent, herald)
      }
      return { text: await (await herald).call.do(word, uids ?? []) }
    },
    fork(agent) {
      agent.fork(async () => {
        agent.push('news' as never, { text: agent.newId() } as never)
        throw new Error('of a fork')
      })
      return {}
    },
    async wrong(agent, { what }: { what: string }) {
      if (what === 'kind') await agent.rooms.create('nothing' as never, {} as never)
      if (what === 'options') await agent.rooms.create('duel', { options: { stake: 0 } })
      return {}
    },
  },
})
