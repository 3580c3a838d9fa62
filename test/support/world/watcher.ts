// A player of the arena who mirrors what it sees and says what it has, by what the messages say and nothing of the kit's client for
// worlds.

import { Player } from '../client/player.ts'
import {
  type ArenaMessages,
  arenaProtocol,
  type JoinedWorld,
  type Looking,
  type SteerInput,
} from '../games/arena-messages.ts'
import { until } from '../until.ts'
import { Mirror } from './mirror.ts'

export const ARENA_FIELDS = {
  heroes: ['id', 'uid', 'x', 'y', 'angle', 'hp', 'is_bot'],
  shots: ['id', 'x', 'y', 'angle', 'speed'],
} as const

interface Body {
  patch: { view: number }
}

export interface WatcherOptions {
  format?: 'binary' | 'text'
  comesBack?: boolean
}

export class Watcher {
  readonly player: Player<ArenaMessages>
  readonly mirror = new Mirror(ARENA_FIELDS)
  joined: JoinedWorld | undefined
  /** What was wrong with a patch. */
  error: unknown
  /** While false it says nothing of what it has. */
  tells = true
  #number = 0
  #isJoining = false
  /** Patches that were heard before whoever awaited the reply to the join. */
  #early: Body[] = []

  constructor(player: Player<ArenaMessages>) {
    this.player = player
    player.game.on.arena(body => this.#hear(body as never))
  }

  #hear(body: Body): void {
    if (this.#isJoining) return void this.#early.push(body)
    if (body.patch.view !== this.joined?.view) return
    try {
      this.mirror.apply(body as never)
    } catch (error) {
      const { patches, fulls } = this.mirror
      const where = `${this.player.acc}, patch ${patches}, of which ${fulls} were full`
      this.error ??= new Error(`${where}: ${(error as Error).message}`, { cause: body.patch })
    }
    if (this.tells) this.tell()
  }

  async #enter(reply: Promise<unknown>): Promise<JoinedWorld> {
    this.#isJoining = true
    try {
      this.joined = (await reply) as JoinedWorld
    } finally {
      this.#isJoining = false
      for (const body of this.#early.splice(0)) this.#hear(body)
    }
    return this.joined
  }

  static async open(url: string, acc: string, options: WatcherOptions = {}): Promise<Watcher> {
    const player = await Player.open<ArenaMessages>(url, acc, { protocol: arenaProtocol, ...options })
    return new Watcher(player)
  }

  get id(): string {
    return this.joined!.room.id
  }

  async create(kind: string, bots = 0): Promise<JoinedWorld> {
    return this.#enter(this.player.request.room_create({ kind, name: 'arena', bots }))
  }

  async join(id: string, more: object = {}): Promise<JoinedWorld> {
    return this.#enter(this.player.request.room_join({ id, ...more }))
  }

  /** It has lost its session, and keeps what it has. */
  async joinAgain(): Promise<void> {
    const { life } = this.joined!
    await this.#enter(this.player.request.room_join({ id: this.id, since: this.mirror.tick, life }))
    this.#number = 0
    this.tell()
  }

  tell(applied = this.mirror.tick): void {
    const { game } = this.player
    if (game.state === 'open') game.send.view_seen({ view: this.joined!.view!, applied }, { droppable: true })
  }

  /** An input; its number. */
  steer(input: Omit<SteerInput, 'head'>, more: { seen?: number; number?: number } = {}): number {
    const { number = ++this.#number, ...rest } = more
    const head = { view: this.joined!.view!, number, applied: this.mirror.tick, ...rest }
    const { game } = this.player
    if (game.state === 'open') game.send.steer({ head, ...input }, { droppable: true })
    return number
  }

  /** Inputs are numbered anew. */
  renumber(): void {
    this.#number = 0
  }

  /** Its own hero, as it sees it. */
  get hero(): Record<string, number> {
    for (const entity of this.mirror.entities.values())
      if (entity.$list === 'heroes' && entity.uid === this.player.uid) return entity as never
    throw new Error('there is no hero of its own')
  }

  async until(holds: (mirror: Mirror) => boolean): Promise<void> {
    await until(
      () => {
        if (this.error) throw this.error
        const { tick, input, patches, fulls } = this.mirror
        return { tick, input, patches, fulls, entities: this.mirror.entities.size }
      },
      () => holds(this.mirror),
    )
  }

  /** What it has, by lists, as `truth` says it. */
  lists(): Record<string, unknown[]> {
    const lists: Record<string, unknown[]> = { heroes: [], shots: [] }
    for (const { $list, ...entity } of [...this.mirror.entities.values()].sort((a, b) => a.id - b.id))
      lists[$list as string]!.push(entity)
    return lists
  }

  /** Asks what tests may of a world. */
  look<N extends keyof Looking & string>(name: N, more: object = {}): Promise<Looking[N]['reply']> {
    const { id, kind } = this.joined!.room
    const request = this.player.request as unknown as Record<
      string,
      (body: object) => Promise<Looking[N]['reply']>
    >
    return request[`${kind}_${name}`]!({ room: id, ...more })
  }

  async truth(): Promise<{ tick: number; lists: Record<string, unknown[]> }> {
    const { tick, text } = await this.look('truth')
    return { tick, lists: JSON.parse(text) as Record<string, unknown[]> }
  }
}
