import type { Member } from '../../../../server/kit/index.ts'
import { defineRoom, Room } from './kit.ts'

class Hall extends Room {
  private count = 0
  private ticks = 0

  play(_member: Member): { text: string; count: number } {
    this.count += 1
    return { text: this.word(), count: this.count }
  }

  override onTick(): void {
    this.ticks += 1
  }

  private word(): string {
    return Number.isInteger(this.ticks) ? 'one' : 'broken'
  }
}

export const hall = defineRoom({
  room: Hall as never,
  tick: 20,
  history: 'none',
  messages: { play: (room: never, member: never) => (room as Hall).play(member) } as never,
} as never)
