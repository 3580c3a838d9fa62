// The kit's own small worlds: heroes that are steered and shoot, in an arena where one sees what is near, and in one where all see
// all. Tests name it by the config key `game`.

import { z } from 'zod'
import {
  AppError,
  defineGameOf,
  defineRole,
  type Guest,
  gameKit,
  type Member,
  type RoleOf,
} from '../../../server/kit/index.ts'
import { seenBy } from '../world/seen.ts'
import {
  ARENA_SIDE,
  type ArenaView,
  arenaProtocol,
  HERO_WIDTH,
  type KINDS,
  type SteerInput,
  steer,
} from './arena-messages.ts'

export const ARENA = 'test/support/games/arena.ts'

export const role = defineRole({ schema: z.object({ shots: z.int().default(0) }) })

export interface Arenas {
  role: RoleOf<typeof role>
  rooms: typeof rooms
}

const { World, defineWorld } = gameKit<Arenas>()

const { types } = arenaProtocol.schema
const TYPES = { heroes: types.get('Hero')!, shots: types.get('Shot')! }

type Hero = ReturnType<ArenaRoom['lists']['heroes']['spawn']>

interface Player {
  hero: Hero
  /** Ticks until it may shoot again. */
  loads: number
}

interface Options {
  bots?: number | undefined
}

const RELOAD = 5
const SHOT_SPEED = 60
const SHOT_LASTS = 30

export class ArenaRoom extends World<ArenaView, SteerInput, Player | undefined, Options | undefined> {
  readonly bots: Hero[] = []
  isFrozen = false

  override onCreate(options: Options | undefined): void {
    for (let i = 0; i < (options?.bots ?? 0); i++) this.bots.push(this.#hero('', true))
  }

  override onJoin(member: Member<Player | undefined>): void {
    const hero = this.#hero(member.uid, false)
    member.data = { hero, loads: 0 }
    this.follow(member, hero)
  }

  override onSpectate(spectator: Member<Player | undefined>): void {
    this.follow(spectator, { x: ARENA_SIDE / 2, y: ARENA_SIDE / 2 })
  }

  override onInput({ data }: Member<Player | undefined>, input: SteerInput, dt: number): void {
    if (!data || this.isFrozen) return
    steer(data.hero, input, dt)
    data.loads--
    if (input.fire && data.loads <= 0) this.#shoot(data)
  }

  override onTick(dt: number): void {
    if (this.isFrozen) return
    for (const bot of this.bots) steer(bot, { turn: (this.random() - 0.5) * 4, go: true }, dt)
    for (const shot of this.lists.shots) {
      shot.x += Math.cos(shot.angle) * shot.speed * dt
      shot.y += Math.sin(shot.angle) * shot.speed * dt
      for (const hero of this.near('heroes', shot.x, shot.y, HERO_WIDTH / 2)) this.#hit(hero)
    }
  }

  override onLeave({ data }: Member<Player | undefined>): void {
    data?.hero.remove()
  }

  /** What the view says of it all, as it is rounded there. */
  truth(): { tick: number; text: string } {
    const heroes = [...this.lists.heroes].map(({ id, uid, x, y, angle, hp, is_bot }) => ({
      ...{ id, uid, x: rounded(x, 10), y: rounded(y, 10), angle: rounded(angle, 100), hp, is_bot },
    }))
    const shots = [...this.lists.shots].map(({ id, x, y, angle, speed }) => ({
      ...{ id, x: rounded(x, 10), y: rounded(y, 10), angle: rounded(angle, 100), speed },
    }))
    return { tick: this.tick, text: JSON.stringify({ heroes, shots }) }
  }

  seen(member: Member<Player | undefined>): { tick: number; is_clean: boolean; text: string } {
    return seenBy(this.simulation as object, member, TYPES)
  }

  #hero(uid: string, is_bot: boolean): Hero {
    const [x, y] = [this.random() * ARENA_SIDE, this.random() * ARENA_SIDE]
    return this.lists.heroes.spawn({ uid, x, y, hp: 100, is_bot })
  }

  #shoot(player: Player): void {
    const { hero } = player
    const [x, y] = [hero.x + Math.cos(hero.angle) * HERO_WIDTH, hero.y + Math.sin(hero.angle) * HERO_WIDTH]
    const shot = this.lists.shots.spawn({ x, y, angle: hero.angle, speed: SHOT_SPEED })
    player.loads = RELOAD
    this.afterTicks(SHOT_LASTS, () => shot.remove())
  }

  /** Who is beaten begins anew, somewhere else. */
  #hit(hero: Hero): void {
    hero.hp -= 1
    if (hero.hp > 0) return
    const [x, y] = [this.random() * ARENA_SIDE, this.random() * ARENA_SIDE]
    this.moved(hero, { x, y, hp: 100 }, { snap: true })
  }
}

/** Goes on after a restart: who comes again has the hero that was left. */
class LastingRoom extends ArenaRoom {
  override onJoin(member: Member<Player | undefined>): void {
    const hero = [...this.lists.heroes].find(({ uid }) => uid === member.uid)
    if (!hero) return super.onJoin(member)
    member.data = { hero, loads: 0 }
    this.follow(member, hero)
  }

  override onLeave(): void {}

  override exportState(): unknown {
    return { bots: this.bots.map(({ id }) => id) }
  }

  override importState(state: unknown): void {
    const { bots } = state as { bots: number[] }
    for (const id of bots) this.bots.push(this.lists.heroes.get(id)!)
  }
}

const rounded = (value: number, scale: number): number =>
  (value < 0 ? -Math.round(-value * scale) : Math.round(value * scale)) / scale

/** Messages of this game's own protocol, which the demo's types know nothing of. */
const own = <T>(parts: T): never => parts as never

const messages = (kind: (typeof KINDS)[number]) =>
  own({
    [`${kind}_freeze`](room: ArenaRoom, _member: unknown, { is_frozen }: { is_frozen: boolean }) {
      room.isFrozen = is_frozen
      return {}
    },
    [`${kind}_truth`]: (room: ArenaRoom) => room.truth(),
    [`${kind}_seen`]: (room: ArenaRoom, member: Member<Player | undefined>) => room.seen(member),
  })

const options = z.object({ bots: z.int().min(0).max(5000).optional() }).optional()
const SHARED = {
  view: 'arena',
  input: 'steer',
  tick: 1000 / 30,
  patch: 50,
  options,
  isOpenToPlayers: true,
  announces: false,
} as const

export const rooms = {
  arena: defineWorld(ArenaRoom, { ...SHARED, sight: 60, maxMembers: 500, messages: messages('arena') }),
  open: defineWorld(ArenaRoom, { ...SHARED, maxMembers: 50, maxSpectators: 3, messages: messages('open') }),
  lasting: defineWorld(LastingRoom, {
    ...SHARED,
    history: 'stored',
    isKept: true,
    messages: messages('lasting'),
  }),
  /** Few entities, and little for each viewer. */
  tight: defineWorld(ArenaRoom, {
    ...SHARED,
    sight: { enter: 60, leave: 70 },
    budget: 4000,
    far: { beyond: 0.6, every: 4 },
    maxEntities: 300,
    messages: messages('tight'),
  }),
}

type Body = Record<string, unknown>

const joinOf = ({ password, since, life, is_spectator }: Body) => ({
  ...(password === undefined ? {} : { password: password as string }),
  since: since as number | undefined,
  life: life as number | undefined,
  isSpectator: is_spectator === true,
})

export default defineGameOf<Arenas>({
  role,
  rooms,
  protocol: arenaProtocol,
  latestWins: new Set(),
  guest: {
    async login(guest: Guest<Arenas>, { acc }: { acc: string }) {
      return { uid: (await guest.login({ acc, token: '' })).uid }
    },
  } as never,
  handlers: {
    async logout(agent: { logout(): Promise<void> }) {
      await agent.logout()
      return {}
    },
    room_create(agent: never, { kind = 'arena', name = '', bots }: Body) {
      const { rooms } = agent as { rooms: { open(kind: string, request: object): Promise<object> } }
      return rooms.open(kind as string, { name, options: { bots } })
    },
    room_join(agent: never, body: Body) {
      const { rooms } = agent as { rooms: { join(id: string, entry: object): Promise<object> } }
      if (typeof body.id !== 'string' || body.id === '') throw new AppError('BAD_MESSAGE')
      return rooms.join(body.id, joinOf(body))
    },
    async room_leave(agent: never, { id }: Body) {
      await (agent as { rooms: { leave(id: string): Promise<void> } }).rooms.leave(id as string)
      return {}
    },
  } as never,
})
