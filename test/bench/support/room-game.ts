// The demo game with a room that says so many messages per turn of the loop, as long as its members keep up.

import game from '../../../server/game/index.ts'
import { defineRoom, Room } from '../../../server/game/kit.ts'
import type { LeaveReason, Member } from '../../../server/kit/index.ts'
import { Fountain } from './fountain.ts'

/** Words: `start BATCH WINDOW KIND LENGTH`, `ack N`, `stop`; others are posted. KIND: `post` is a message with number and
 * history, `push` is not. */
class FountainRoom extends Room {
  readonly #fountain = new Fountain()

  override onText(member: Member<undefined>, text: string): number {
    const [word, ...rest] = text.split(' ')
    if (word === 'ack') this.#fountain.acknowledge(Number(rest[0]))
    else if (word === 'stop') this.#fountain.stop()
    else if (word === 'start') this.#start(member, rest)
    else return this.post(member, text)
    return 0
  }

  /** Tells the benchmark, of which this is a child process. */
  override onLeave({ account }: Member<undefined>, reason: LeaveReason): void {
    if (reason === 'gone' && process.connected) process.send?.({ left: account })
  }

  override onDispose(): void {
    this.#fountain.stop()
  }

  #start(member: Member<undefined>, [batch, window, kind, length]: string[]): void {
    const author = { uid: member.uid, account: member.account }
    const text = 'x'.repeat(Number(length))
    const say =
      kind === 'post'
        ? () => this.post(author, text)
        : () => this.broadcast('whispered' as never, { text: 'x'.repeat(38) } as never)
    this.#fountain.start({ batch: Number(batch), window: Number(window), say })
  }
}

const FREE = { rate: 1e9, burst: 1e9 }
const fountain = defineRoom({
  room: FountainRoom,
  isOpenToPlayers: true,
  maxMembers: 10_000,
  announces: false,
  talks: { ...FREE, inRoom: FREE },
})

export default { ...game, rooms: { ...game.rooms, fountain } }
