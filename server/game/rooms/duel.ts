// A duel of two: rock, paper, scissors. The winner is paid before anybody is told, so that a result that was seen is a reward
// that is kept.

import { AppError, type Member } from '../../kit/index.ts'
import { defineRoom, Room } from '../kit.ts'

/** Each hand beats the one that it names. */
const BEATS: Record<string, string> = { rock: 'scissors', paper: 'rock', scissors: 'paper' }

interface Duel {
  data: { hand: string }
  pays: { win: { gold: number } }
}
type Fighter = Member<Duel['data']>

class DuelRoom extends Room<Duel> {
  private isOver = false

  override onJoin(): void {
    if (this.size < 2) return
    this.lock(true)
    this.broadcast('duel_begun', { room: this.id, names: [...this.members].map(({ account }) => account) })
  }

  async show(fighter: Fighter, hand: string): Promise<void> {
    if (!Object.hasOwn(BEATS, hand))
      throw new AppError('BAD_MESSAGE', 'hand: expected rock, paper or scissors')
    if (this.size < 2) throw new AppError('NOT_ALLOWED', 'there is no opponent yet')
    if (fighter.data.hand !== '') throw new AppError('NOT_ALLOWED', 'you have shown your hand')
    fighter.data.hand = hand
    const [one, two] = [...this.members] as [Fighter, Fighter]
    if (one.data.hand === '' || two.data.hand === '') return
    if (one.data.hand === two.data.hand) await this.end(undefined)
    else await this.end(BEATS[one.data.hand] === two.data.hand ? one : two)
  }

  /** Whoever stays has won, unless the duel is over. */
  override async onLeave(): Promise<void> {
    const [winner] = this.members
    if (winner) await this.end(winner)
  }

  /** Once: players still leave while the room closes. */
  async end(winner: Fighter | undefined): Promise<void> {
    if (this.isOver) return
    this.isOver = true
    const { gold } = this.tables.settings.duel
    if (winner) await this.pay(winner.uid, 'win', { gold })
    this.broadcast('duel_over', { room: this.id, winner: winner?.uid ?? '', gold: winner ? gold : 0 })
    this.close()
  }
}

export const duel = defineRoom({
  room: DuelRoom,
  messages: {
    async duel_show(room, fighter, { hand }) {
      await room.show(fighter, hand)
      return {}
    },
  },
  pays: {
    win(role, { gold }, { boards }) {
      role.gold += gold
      boards.duel.increase(1, { name: role.name, level: 1, avatar: '' })
    },
  },
  maxMembers: 2,
  history: 'none',
})
