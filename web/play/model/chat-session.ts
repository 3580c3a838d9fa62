// One connection's chat, written with the typed client as a game would: rooms that it is in, their members and
// messages in number order, what has not been read. A gap in the numbers is asked for; after a lost connection the
// rooms are joined again and what was missed is fetched.

import type { Game } from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'
import type { Connection } from './connection.ts'
import type { PanelMessages, RoomInfo, RoomMember, RoomMessage } from './panel-messages.ts'

type PanelGame = Game<PanelMessages>

export interface JoinedRoom {
  id: string
  info: RoomInfo
  messages: RoomMessage[]
  members: RoomMember[]
  /** Number of the last message that is here. */
  number: number
  unread: number
  /** Why it is over. */
  closed?: string
}

const PAGE = 20
/** Messages that are kept on the page for each room. */
const KEPT = 500

export class ChatSession extends Store {
  readonly connection: Connection
  rooms: readonly RoomInfo[] = []
  readonly joined = new Map<string, JoinedRoom>()
  problem: string | undefined
  #active: string | undefined
  #game: PanelGame | undefined
  #player: string | undefined

  constructor(connection: Connection) {
    super()
    this.connection = connection
    connection.subscribe(() => this.#look())
    this.#look()
  }

  get active(): JoinedRoom | undefined {
    return this.#active === undefined ? undefined : this.joined.get(this.#active)
  }

  select(id: string): void {
    this.#active = id
    const room = this.joined.get(id)
    if (room) room.unread = 0
    this.changed()
  }

  refresh(): Promise<void> {
    return this.#do(async game => {
      this.rooms = (await game.request.room_list({ start: 0, limit: 100 })).rooms
    })
  }

  /** Into a room by its id, or by a kind that finds a channel. */
  join(wanted: { id?: string; kind?: string; password?: string }): Promise<void> {
    return this.#do(async game => {
      const { room, number } = await game.request.room_join(wanted)
      await this.#enter(game, room, number)
    })
  }

  create(name: string, password: string): Promise<void> {
    return this.#do(async game => {
      const { room, number } = await game.request.room_create({ kind: 'chat', name, password })
      await this.#enter(game, room, number)
      await this.refresh()
    })
  }

  leave(id: string): Promise<void> {
    return this.#do(async game => {
      await game.request.room_leave({ id })
      this.joined.delete(id)
      await this.refresh()
    })
  }

  say(id: string, text: string): Promise<void> {
    return this.#do(async game => void (await game.request.room_say({ id, text })))
  }

  /** A page of messages before the first that is here. */
  older(room: JoinedRoom): Promise<void> {
    const first = room.messages[0]?.number ?? room.number + 1
    return this.#do(game => this.#fetch(game, room, Math.max(1, first - PAGE), Math.min(PAGE, first - 1)))
  }

  /** Asks who is there now: large rooms do not tell who comes and goes. */
  lookAround(room: JoinedRoom): Promise<void> {
    return this.#do(game => this.#members(game, room))
  }

  /** A new game is listened to, a player who has logged in (again) goes back into the rooms. */
  #look(): void {
    const game = this.connection.game as unknown as PanelGame | undefined
    if (game && game !== this.#game) this.#listen(game)
    const player = this.connection.state === 'open' ? this.connection.player : undefined
    if (player === this.#player) return
    const isAgain = player !== undefined && this.joined.size > 0
    this.#player = player
    if (isAgain) void this.#comeBack()
    if (player !== undefined) void this.refresh()
    this.changed()
  }

  #listen(game: PanelGame): void {
    this.#game = game
    game.on.room_message(message => this.#heard(message.room, { ...message, is_removed: false }))
    game.on.room_joined(({ room, member }) => this.#change(room, each => each.members.push(member)))
    game.on.room_left(({ room, uid }) =>
      this.#change(room, each => {
        each.members = each.members.filter(member => member.uid !== uid)
      }),
    )
    game.on.room_closed(({ room, reason }) =>
      this.#change(room, each => {
        each.closed = reason
      }),
    )
    game.on.room_removed(({ room, number }) =>
      this.#change(room, each => {
        each.messages = each.messages.map(m =>
          m.number === number ? { ...m, text: '', is_removed: true } : m,
        )
      }),
    )
  }

  async #comeBack(): Promise<void> {
    for (const room of [...this.joined.values()])
      await this.#do(async game => {
        const { room: info, number } = await game.request.room_join({ id: room.id })
        room.info = info
        delete room.closed
        if (number > room.number) await this.#fetch(game, room, room.number + 1, number - room.number)
        await this.#members(game, room)
      })
  }

  async #enter(game: PanelGame, info: RoomInfo, number: number): Promise<void> {
    const { id } = info
    const room: JoinedRoom = { id, info, messages: [], members: [], number, unread: 0 }
    this.joined.set(id, room)
    this.select(id)
    await this.#members(game, room)
    if (number > 0) await this.#fetch(game, room, Math.max(1, number - PAGE + 1), PAGE)
  }

  async #members(game: PanelGame, room: JoinedRoom): Promise<void> {
    room.members = (await game.request.room_members({ id: room.id, start: 0, limit: 100 })).members
    this.changed()
  }

  async #fetch(game: PanelGame, room: JoinedRoom, from: number, limit: number): Promise<void> {
    if (limit < 1) return
    const { messages } = await game.request.room_history({
      id: room.id,
      from,
      limit: Math.min(100, limit),
    })
    this.#merge(room, messages)
    this.changed()
  }

  #heard(id: string, message: RoomMessage): void {
    const room = this.joined.get(id)
    if (!room) return
    const missing = message.number - room.number - 1
    if (missing > 0) void this.#do(game => this.#fetch(game, room, room.number + 1, missing))
    this.#merge(room, [message])
    const { uid, acc, is_hidden } = message
    if (!is_hidden && !room.members.some(member => member.uid === uid))
      room.members.push({ uid, acc, is_moderator: false, muted_until: 0 })
    if (this.#active !== id) room.unread += 1
    this.changed()
  }

  /** In number order, each once, the newest that are kept. */
  #merge(room: JoinedRoom, messages: readonly RoomMessage[]): void {
    const byNumber = new Map([...room.messages, ...messages].map(message => [message.number, message]))
    room.messages = [...byNumber.values()].sort((a, b) => a.number - b.number).slice(-KEPT)
    room.number = Math.max(room.number, room.messages.at(-1)?.number ?? 0)
  }

  #change(id: string, change: (room: JoinedRoom) => void): void {
    const room = this.joined.get(id)
    if (room) change(room)
    this.changed()
  }

  /** What fails is shown in the panel. */
  async #do(work: (game: PanelGame) => Promise<void>): Promise<void> {
    try {
      this.problem = undefined
      if (this.#game) await work(this.#game)
    } catch (error) {
      this.problem = (error as Error).message
    }
    this.changed()
  }
}
