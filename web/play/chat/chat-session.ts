// One connection's chat, written with the typed client as a game would: rooms that it is in, their members and
// messages in number order, what has not been read. A gap in the numbers is asked for; after a lost connection the
// rooms are joined again and what was missed is fetched. What is here stays while the server is away.

import type { Game } from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import type { Failure } from '../model/log.ts'
import type { PanelMessages, RoomInfo, RoomMember, RoomMessage } from '../model/panel-messages.ts'
import { failureOf } from '../model/panel-state.ts'

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
/** How often rooms are looked for, in ms. */
const EVERY = 2000

export class ChatSession extends Store {
  readonly connection: Connection
  /** undefined: not asked yet. */
  rooms: readonly RoomInfo[] | undefined
  readonly joined = new Map<string, JoinedRoom>()
  /** What was whispered to this player last. */
  whispered: { uid: string; acc: string; text: string } | undefined
  /** uids whose words do not reach this player. */
  blocked: ReadonlySet<string> = new Set()
  problem: Failure | undefined
  #active: string | undefined
  #game: PanelGame | undefined
  #player: string | undefined
  /** By the login that the rooms were joined with: who goes on with its session is still in them. */
  #told: object | undefined
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(connection: Connection) {
    super()
    this.connection = connection
    connection.subscribe(() => this.#look())
    this.#look()
  }

  /** Whether something has come that can be shown. */
  get hasContent(): boolean {
    return this.rooms !== undefined || this.joined.size > 0
  }

  get active(): JoinedRoom | undefined {
    return this.#active === undefined ? undefined : this.joined.get(this.#active)
  }

  /** Looks for rooms now and then, until `stop`. */
  start(): void {
    this.#timer = setInterval(() => void this.refresh(), EVERY)
    void this.refresh()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** undefined: the list of all rooms. */
  select(id: string | undefined): void {
    this.#active = id
    const room = this.active
    if (room) room.unread = 0
    this.changed()
  }

  async refresh(): Promise<void> {
    if (this.#player === undefined || this.connection.state !== 'open') return
    try {
      const asked = this.#ask(game => game.request.room_list({ start: 0, limit: 100 }))
      this.rooms = (await asked).rooms
    } catch {
      return // what is here stays; the next look may do better
    }
    this.changed()
  }

  /** Into a room by its id, or by a kind that finds a channel. */
  join(wanted: { id?: string; kind?: string; password?: string }): Promise<boolean> {
    return this.#do(async () => {
      const { room, number } = await this.#ask(game => game.request.room_join(wanted))
      await this.#enter(room, number)
    })
  }

  create(name: string, password: string): Promise<boolean> {
    return this.#do(async () => {
      const wanted = { kind: 'chat', name, password }
      const { room, number } = await this.#ask(game => game.request.room_create(wanted))
      await this.#enter(room, number)
    })
  }

  leave(id: string): Promise<boolean> {
    return this.#do(async () => {
      await this.#ask(game => game.request.room_leave({ id }))
      this.joined.delete(id)
      await this.refresh()
    })
  }

  /** False where it was refused. */
  say(id: string, text: string): Promise<boolean> {
    return this.#do(() => this.#ask(game => game.request.room_say({ id, text })))
  }

  kick(id: string, uid: string): Promise<boolean> {
    return this.#do(() => this.#ask(game => game.request.room_kick({ id, uid })))
  }

  /** `seconds` 0: may speak again. */
  mute(room: JoinedRoom, uid: string, seconds: number): Promise<boolean> {
    return this.#do(async () => {
      await this.#ask(game => game.request.room_mute({ id: room.id, uid, seconds }))
      await this.#members(room)
    })
  }

  lock(room: JoinedRoom, isLocked: boolean): Promise<boolean> {
    return this.#do(async () => {
      await this.#ask(game => game.request.room_lock({ id: room.id, is_locked: isLocked }))
      room.info = { ...room.info, is_locked: isLocked }
    })
  }

  removeMessage(id: string, number: number): Promise<boolean> {
    return this.#do(() => this.#ask(game => game.request.room_remove({ id, number })))
  }

  whisper(uid: string, text: string): Promise<boolean> {
    return this.#do(() => this.#ask(game => game.request.whisper({ uid, text })))
  }

  block(uid: string, isBlocked: boolean): Promise<boolean> {
    return this.#do(async () => {
      const { uids } = await this.#ask(game => game.request.block({ uid, is_blocked: isBlocked }))
      this.blocked = new Set(uids)
    })
  }

  /** A page of messages before the first that is here. */
  older(room: JoinedRoom): Promise<boolean> {
    const first = room.messages[0]?.number ?? room.number + 1
    return this.#do(() => this.#fetch(room, Math.max(1, first - PAGE), Math.min(PAGE, first - 1)))
  }

  /** Asks who is there now: large rooms do not tell who comes and goes. */
  lookAround(room: JoinedRoom): Promise<boolean> {
    return this.#do(() => this.#members(room))
  }

  /** Forgets what was refused. */
  dismiss(): void {
    this.problem = undefined
    this.whispered = undefined
    this.changed()
  }

  /** A new game is listened to, a player who has logged in (again) goes back into the rooms. */
  #look(): void {
    const game = this.connection.game as unknown as PanelGame | undefined
    if (game && game !== this.#game) this.#listen(game)
    const { state, login } = this.connection
    const player = state === 'open' ? this.connection.player : undefined
    if (player === this.#player) return
    this.#player = player
    if (player !== undefined) {
      const isSame = login.told === this.#told
      this.#told = login.told
      if (!isSame) void this.#comeBack()
      void this.refresh()
    }
    this.changed()
  }

  #listen(game: PanelGame): void {
    this.#game = game
    game.on.room_message?.(message => this.#heard(message.room, { ...message, is_removed: false }))
    game.on.room_joined?.(({ room, member }) => this.#change(room, each => each.members.push(member)))
    game.on.room_left?.(({ room, uid }) =>
      this.#change(room, each => {
        each.members = each.members.filter(member => member.uid !== uid)
      }),
    )
    game.on.room_closed?.(({ room, reason }) =>
      this.#change(room, each => {
        each.closed = reason
      }),
    )
    game.on.room_removed?.(({ room, number }) =>
      this.#change(room, each => {
        each.messages = each.messages.map(m =>
          m.number === number ? { ...m, text: '', is_removed: true } : m,
        )
      }),
    )
    game.on.whispered?.(whispered => {
      this.whispered = whispered
      this.changed()
    })
  }

  async #comeBack(): Promise<void> {
    for (const room of [...this.joined.values()])
      await this.#do(async () => {
        const { room: info, number } = await this.#ask(game => game.request.room_join({ id: room.id }))
        room.info = info
        delete room.closed
        if (number > room.number) await this.#fetch(room, room.number + 1, number - room.number)
        await this.#members(room)
      })
  }

  async #enter(info: RoomInfo, number: number): Promise<void> {
    const { id } = info
    const room: JoinedRoom = { id, info, messages: [], members: [], number, unread: 0 }
    this.joined.set(id, room)
    this.select(id)
    await this.#members(room)
    if (number > 0) await this.#fetch(room, Math.max(1, number - PAGE + 1), PAGE)
  }

  async #members(room: JoinedRoom): Promise<void> {
    const wanted = { id: room.id, start: 0, limit: 100 }
    room.members = (await this.#ask(game => game.request.room_members(wanted))).members
    this.changed()
  }

  async #fetch(room: JoinedRoom, from: number, limit: number): Promise<void> {
    if (limit < 1) return
    const wanted = { id: room.id, from, limit: Math.min(100, limit) }
    const { messages } = await this.#ask(game => game.request.room_history(wanted))
    this.#merge(room, messages)
    this.changed()
  }

  #heard(id: string, message: RoomMessage): void {
    const room = this.joined.get(id)
    if (!room) return
    const missing = message.number - room.number - 1
    if (missing > 0) void this.#do(() => this.#fetch(room, room.number + 1, missing))
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

  #ask<T>(ask: (game: PanelGame) => Promise<T>): Promise<T> {
    const game = this.#game
    if (!game) return Promise.reject(new Error('not connected'))
    return this.connection.asPanel(() => ask(game))
  }

  /** What fails is shown in the panel; whether it did not. */
  async #do(work: () => Promise<unknown>): Promise<boolean> {
    try {
      this.problem = undefined
      await work()
    } catch (error) {
      this.problem = failureOf(error as Error)
    }
    this.changed()
    return this.problem === undefined
  }
}
