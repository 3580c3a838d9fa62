// A card game of two, a world without ticks: each lays a card of a hidden hand, the higher one takes the trick. Whose clock runs
// out, or who leaves, has lost.

import { randomInt } from 'node:crypto'
import { AppError, type EntityIn, type Member } from '../../kit/index.ts'
import { defineWorld, World } from '../kit.ts'

type Seat = EntityIn<'cards_view', 'seats'>
type Card = EntityIn<'cards_view', 'cards'>
type Player = Member<Seat | undefined>

const HAND = 5
const RANKS = 13
/** ms that each player has for the whole game. */
const CLOCK = 60_000

class CardRoom extends World<'cards_view', never, Seat | undefined> {
  /** Clients know the seed of random(): hands are dealt by other numbers. */
  private readonly deck = Array.from({ length: RANKS }, (_, i) => i + 1)
  /** When the turn began, and what ends it. */
  private since = 0
  private stopClock = (): void => undefined

  override onJoin(player: Player): void {
    player.data = this.lists.seats.spawn({ uid: player.uid, name: player.account, clock: CLOCK })
    for (let i = 0; i < HAND; i++) this.deal(player)
    if (this.size < 2) return
    this.lock(true)
    this.turn([...this.lists.seats][0]!)
  }

  override onLeave({ data: seat }: Player): void {
    const other = [...this.lists.seats].find(each => each !== seat)
    if (other && (seat?.is_next || other.is_next)) this.end(other)
    seat?.remove()
    if (!other) this.close()
  }

  lay({ uid, data: seat }: Player, id: number): Record<string, never> {
    const card = this.lists.cards.get(id)
    if (!seat?.is_next) throw new AppError('NOT_ALLOWED', 'it is not your turn')
    if (card?.uid !== uid || card.is_laid) throw new AppError('NOT_ALLOWED', 'this is no card of your hand')
    this.pause(seat)
    if (seat.clock === 0) {
      this.end(this.other(seat))
      return {}
    }
    card.is_laid = true
    this.show(card, undefined)
    const laid = [...this.lists.cards].filter(({ is_laid }) => is_laid)
    if (laid.length === 2) this.take(laid)
    else this.turn(this.other(seat))
    return {}
  }

  deal({ uid }: Player): void {
    const [rank] = this.deck.splice(randomInt(this.deck.length), 1)
    this.lists.cards.spawn({ uid, rank: rank! }, { only: [{ uid }] })
  }

  take(laid: Card[]): void {
    const best = laid.reduce((a, b) => (a.rank > b.rank ? a : b))
    const winner = [...this.lists.seats].find(({ uid }) => uid === best.uid)!
    winner.tricks += 1
    for (const card of laid) card.remove()
    if (this.lists.cards.size > 0) this.turn(winner)
    else this.end(winner.tricks > HAND / 2 ? winner : this.other(winner))
  }

  /** From now on this one's clock runs. */
  turn(seat: Seat): void {
    seat.is_next = true
    this.since = this.now()
    this.stopClock = this.after(seat.clock, () => {
      this.pause(seat)
      this.end(this.other(seat))
    })
  }

  pause(seat: Seat): void {
    this.stopClock()
    seat.is_next = false
    seat.clock = Math.max(0, seat.clock - (this.now() - this.since))
  }

  end(winner: Seat): void {
    this.stopClock()
    for (const seat of this.lists.seats) seat.is_next = false
    winner.has_won = true
  }

  other(seat: Seat): Seat {
    return [...this.lists.seats].find(each => each !== seat)!
  }
}

export const cards = defineWorld(CardRoom, {
  view: 'cards_view',
  maxMembers: 2,
  maxSpectators: 10,
  announces: false,
  messages: { cards_lay: (room, player, { card }) => room.lay(player, card) },
})
