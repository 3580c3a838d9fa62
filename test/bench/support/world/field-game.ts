// The game of the field: movers that all move in every tick, and a hero for each player. A service collects garbage in its thread.

import { z } from 'zod'
import {
  AppError,
  defineGameOf,
  defineRole,
  type EntityIn,
  type Guest,
  gameKit,
  type Member,
  type RoleOf,
} from '../../../../server/kit/index.ts'
import { Collector } from '../collector.ts'
import { FIELD, type FieldView, fieldProtocol, moveHero, moveMovers, type SteerInput, Ways } from './field.ts'

const role = defineRole({ schema: z.object({}) })

interface Field {
  role: RoleOf<typeof role>
  rooms: typeof rooms
}

const { World, defineWorld } = gameKit<Field>()

type Hero = EntityIn<FieldView, 'movers'>

class FieldRoom extends World<FieldView, SteerInput, Hero | undefined> {
  readonly #ways = new Ways()
  readonly #movers: Hero[] = []

  override onCreate(): void {
    for (let i = 0; i < FIELD.movers; i++) this.#movers.push(this.lists.movers.spawn(startOf(i)))
  }

  override onJoin(member: Member<Hero | undefined>): void {
    const [x, y] = [this.random() * FIELD.side, this.random() * FIELD.side]
    const start = startOf(FIELD.movers + this.lists.movers.size)
    const hero = this.lists.movers.spawn({ ...start, owner: member.account, x, y })
    member.data = hero
    this.follow(member, hero)
  }

  override onInput({ data: hero }: Member<Hero | undefined>, input: SteerInput): void {
    if (hero) moveHero(hero, input)
  }

  override onTick(): void {
    moveMovers(this.#movers, this.#ways, this.tick)
  }

  override onLeave({ data: hero }: Member<Hero | undefined>): void {
    hero?.remove()
  }
}

const startOf = (i: number) => ({
  ...{
    name: `hero${10_000 + i}`,
    owner: String(100_000 + i),
    kind: i % 5,
    speed: 3,
    level: i % 60,
    hp: 100 + (i % 900),
  },
})

const { tick, sight } = FIELD

export const rooms = {
  field: defineWorld(FieldRoom, {
    ...{
      view: 'field',
      input: 'steer',
      tick,
      sight,
      maxMembers: 1000,
      isOpenToPlayers: true,
      announces: false,
    },
  }),
}

type Body = Record<string, unknown>

export default defineGameOf<Field>({
  role,
  rooms,
  protocol: fieldProtocol,
  latestWins: new Set(),
  services: { collector: Collector },
  guest: {
    async login(guest: Guest<Field>, { acc }: { acc: string }) {
      return { uid: (await guest.login({ acc, token: '' })).uid }
    },
  } as never,
  handlers: {
    room_create(agent: never, { name }: Body) {
      const { rooms } = agent as { rooms: { open(kind: string, request: object): Promise<object> } }
      return rooms.open('field', { name })
    },
    room_join(agent: never, { id }: Body) {
      const { rooms } = agent as { rooms: { join(id: string, entry: object): Promise<object> } }
      if (typeof id !== 'string' || id === '') throw new AppError('BAD_MESSAGE')
      return rooms.join(id, {})
    },
  } as never,
})
