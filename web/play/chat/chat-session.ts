// One connection's chat, written with the typed client as a game would: rooms that it is in, their members and
// messages in number order, what has not been read. A gap in the numbers is asked for; after a lost connection the
// rooms are joined again and what was missed is fetched; after a reload that goes on with the session the player is still in
// them. What is here stays while the server is away.

import type { Game } from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import type { Failure } from '../model/log.ts'
import { hear } from '../model/panel-hearing.ts'
import type { Hearing, PanelMessages, RoomInfo, RoomMessage } from '../model/panel-messages.ts'
import { failureOf } from '../model/panel-state.ts'
import { addMessages, blankRoom, type JoinedRoom, meetSpeaker, removeText } from './joined-room.ts'

type PanelGame = Game<PanelMessages>

const PAGE = 20
/** Members of a room that are known here at most. */
const MEMBERS = 100
/** How often rooms are looked for, and members of one who are not known, in ms. */
const EVERY = 2000
/** What it is remembered by over a reload. */
const MEMORY = 'chat'

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

  readonly #hearing: Hearing = {
    room_create: (_, { room, number }) => this.#enter(room, number),
    room_join: (_, { room, number }) => this.#enter(room, number),
    room_leave: ({ id }) => {
      this.joined.delete(id)
      this.#remember()
      return this.refresh()
    },
    room_lock: ({ id, is_locked }) =>
      this.#change(id, room => {
        room.info = { ...room.info, is_locked }
      }),
    block: (_, { uids }) => {
      this.blocked = new Set(uids)
    },
  }

  constructor(connection: Connection) {
    super()
    this.connection = connection
    connection.subscribe(() => this.#look())
    hear(connection, this.#hearing, () => this.changed())
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
      for (const info of this.rooms) this.#change(info.id, room => this.#inform(room, info))
    } catch {
      return // what is here stays; the next look may do better
    }
    this.changed()
  }

  /** Into a room by its id, or by a kind that finds a channel. */
  join(wanted: { id?: string; kind?: string; password?: string }): Promise<boolean> {
    return this.#do(async () => {
      await this.#hearing.room_join!(wanted, await this.#ask(game => game.request.room_join(wanted)))
    })
  }

  create(name: string, password: string): Promise<boolean> {
    return this.#do(async () => {
      const wanted = { kind: 'chat', name, password }
      await this.#hearing.room_create!(wanted, await this.#ask(game => game.request.room_create(wanted)))
    })
  }

  leave(id: string): Promise<boolean> {
    return this.#do(async () =>
      this.#hearing.room_leave!({ id }, await this.#ask(game => game.request.room_leave({ id }))),
    )
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
    const body = { id: room.id, is_locked: isLocked }
    return this.#do(async () =>
      this.#hearing.room_lock!(body, await this.#ask(game => game.request.room_lock(body))),
    )
  }

  removeMessage(id: string, number: number): Promise<boolean> {
    return this.#do(() => this.#ask(game => game.request.room_remove({ id, number })))
  }

  whisper(uid: string, text: string): Promise<boolean> {
    return this.#do(() => this.#ask(game => game.request.whisper({ uid, text })))
  }

  block(uid: string, isBlocked: boolean): Promise<boolean> {
    const body = { uid, is_blocked: isBlocked }
    return this.#do(async () => this.#hearing.block!(body, await this.#ask(game => game.request.block(body))))
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
      if (!isSame) void (this.joined.size > 0 ? this.#comeBack() : this.#goOn())
      void this.refresh()
    }
    this.changed()
  }

  #listen(game: PanelGame): void {
    this.#game = game
    game.on.room_message?.(message => this.#heard(message.room, { ...message, is_removed: false }))
    game.on.room_joined?.(({ room, member }) => {
      this.connection.meet([member])
      this.#change(room, each => each.members.push(member))
    })
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
    game.on.room_removed?.(({ room, number }) => this.#change(room, each => removeText(each, number)))
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
        this.#remember()
      })
  }

  /** The page was loaded again, and the player has not left. A room that it is in no longer is not shown. */
  async #goOn(): Promise<void> {
    for (const info of (this.connection.memory.recalled(MEMORY) ?? []) as RoomInfo[])
      try {
        const room = blankRoom(info, 0)
        await this.#members(room)
        const wanted = { id: room.id, limit: PAGE }
        addMessages(room, (await this.#ask(game => game.request.room_history(wanted))).messages)
        this.joined.set(room.id, room)
        this.#active ??= room.id
      } catch {
        this.joined.delete(info.id)
      }
    this.#remember()
    this.changed()
  }

  #remember(): void {
    const rooms = [...this.joined.values()].map(({ info }) => info)
    this.connection.memory.remember(MEMORY, rooms)
  }

  async #enter(info: RoomInfo, number: number): Promise<void> {
    const room = blankRoom(info, number)
    this.joined.set(room.id, room)
    this.#remember()
    this.select(room.id)
    await this.#members(room)
    if (number > 0) await this.#fetch(room, Math.max(1, number - PAGE + 1), PAGE)
  }

  async #members(room: JoinedRoom): Promise<void> {
    room.lookedAt = Date.now()
    const wanted = { id: room.id, start: 0, limit: MEMBERS }
    room.members = (await this.#ask(game => game.request.room_members(wanted))).members
    this.connection.meet(room.members)
    this.changed()
  }

  /** Large rooms do not tell who comes and goes: how many there are does. */
  #inform(room: JoinedRoom, info: RoomInfo): void {
    room.info = info
    if (Math.min(MEMBERS, info.members) !== room.members.length) this.#lookSoon(room)
  }

  /** Who is there, asked for at most every so often. */
  #lookSoon(room: JoinedRoom): void {
    if (room.willLook) return
    room.willLook = true
    const look = () => {
      room.willLook = false
      this.#members(room).catch(() => undefined)
    }
    setTimeout(look, Math.max(0, room.lookedAt + EVERY - Date.now()))
  }

  async #fetch(room: JoinedRoom, from: number, limit: number): Promise<void> {
    if (limit < 1) return
    const wanted = { id: room.id, from, limit: Math.min(100, limit) }
    const { messages } = await this.#ask(game => game.request.room_history(wanted))
    addMessages(room, messages)
    this.changed()
  }

  #heard(id: string, message: RoomMessage): void {
    const room = this.joined.get(id)
    if (!room) return
    const missing = message.number - room.number - 1
    if (missing > 0) void this.#do(() => this.#fetch(room, room.number + 1, missing))
    addMessages(room, [message])
    // What a stranger is called is asked for.
    if (meetSpeaker(room, message)) this.#lookSoon(room)
    if (this.#active !== id) room.unread += 1
    this.changed()
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
