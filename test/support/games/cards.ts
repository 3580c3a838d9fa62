// A world without ticks: two players with hidden hands lay a card each, the higher one takes the trick. Each has a clock. Tests name it by
// the config key `game`.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { Patch } from '../../../protocol/generated/kit.ts'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  AppError,
  defineGameOf,
  defineRole,
  type EntityIn,
  type Guest,
  gameKit,
  type Member,
  type RoleOf,
} from '../../../server/kit/index.ts'

export const CARDS = 'test/support/games/cards.ts'

const KIT = resolve(import.meta.dirname, '../../../protocol/kit.sproto')
const JOINED = 'room 0 : RoomInfo  number 1 : integer  view 2 : integer  life 3 : integer  tick 4 : integer'

export const cardsProtocol = protocolOf(
  parseSchema([
    { name: 'kit.sproto', text: readFileSync(KIT, 'utf8') },
    {
      name: 'c2s.sproto',
      text: `
        login 1 { request { acc 0 : string } response { uid 0 : string } }
        open 10 { response { ${JOINED} } }
        join 11 { request { id 0 : string  since 1 : integer  life 2 : integer } response { ${JOINED} } }
        lay 12 { request { room 0 : string  card 1 : integer } response {} }
      `,
    },
    {
      name: 's2c.sproto',
      text: `
        .Seat { id 0 : integer  uid 1 : string  tricks 2 : integer  clock 3 : integer  is_next 4 : boolean }
        .Card { id 0 : integer  rank 1 : integer  owner 2 : string  is_laid 3 : boolean }
        table 13 { request { patch 0 : Patch  seats 1 : *Seat  cards 2 : *Card } }
      `,
    },
  ]),
)

export interface TableView {
  patch: Patch
  seats?: { id?: number; uid?: string; tricks?: number; clock?: number; is_next?: boolean }[]
  cards?: { id?: number; rank?: number; owner?: string; is_laid?: boolean }[]
}

const role = defineRole({ schema: z.object({}) })

interface Cards {
  role: RoleOf<typeof role>
  rooms: typeof rooms
}

const { World, defineWorld } = gameKit<Cards>()
type Seat = EntityIn<TableView, 'seats'>
type Card = EntityIn<TableView, 'cards'>

const HAND = 5
const CLOCK = 60

class CardRoom extends World<TableView, never, Seat | undefined> {
  override onJoin(member: Member<Seat | undefined>): void {
    member.data = this.lists.seats.spawn({ uid: member.uid, clock: CLOCK, is_next: this.size === 1 })
    for (let i = 0; i < HAND; i++) this.#deal(member)
  }

  lay(member: Member<Seat | undefined>, id: number): object {
    const [card, seat] = [this.lists.cards.get(id), member.data]
    if (!seat?.is_next || card?.owner !== member.uid || card.is_laid) throw new AppError('NOT_ALLOWED')
    card.is_laid = true
    this.show(card, undefined)
    for (const each of this.lists.seats) each.is_next = each !== seat
    const laid = [...this.lists.cards].filter(({ is_laid }) => is_laid)
    if (laid.length === 2) this.#take(laid)
    return {}
  }

  #deal({ uid }: Member<Seat | undefined>): void {
    const rank = 2 + Math.floor(this.random() * 13)
    this.lists.cards.spawn({ rank, owner: uid }, { only: [{ uid }] })
  }

  #take(laid: Card[]): void {
    const [winner] = laid.sort((a, b) => b.rank - a.rank)
    for (const seat of this.lists.seats) if (seat.uid === winner!.owner) seat.tricks += 1
    for (const card of laid) card.remove()
  }
}

const messages = {
  lay: (room: CardRoom, member: Member<Seat | undefined>, { card }: { card: number }) =>
    room.lay(member, card),
}

const rooms = {
  cards: defineWorld(CardRoom, {
    view: 'table',
    maxMembers: 2,
    isOpenToPlayers: true,
    messages: messages as never,
  }),
}

export default defineGameOf<Cards>({
  role,
  rooms,
  protocol: cardsProtocol,
  latestWins: new Set(),
  guest: {
    login: async (guest: Guest<Cards>, { acc }: { acc: string }) => ({
      uid: (await guest.login({ acc, token: '' })).uid,
    }),
  } as never,
  handlers: {
    open: (agent: { rooms: { open(kind: string, request: object): Promise<object> } }) =>
      agent.rooms.open('cards', { name: 'cards' }),
    join: (
      agent: { rooms: { join(id: string, entry: object): Promise<object> } },
      { id, since, life }: { id: string; since?: number; life?: number },
    ) => agent.rooms.join(id, { since, life }),
  } as never,
})
