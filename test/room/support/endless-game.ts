// The demo game with kinds of rooms whose hooks do not end, or refuse, as the room's name says.

import { AppError } from '../../../server/core/errors.ts'
import game from '../../../server/game/index.ts'
import { defineRoom } from '../../../server/room/define-room.ts'
import { type Member, Room } from '../../../server/room/room.ts'

const never = (): Promise<never> => new Promise(() => undefined)

class EndlessRoom extends Room<undefined, undefined, { text: string }, { number: number }> {
  override onCreate(): unknown {
    return this.name === 'create' ? never() : undefined
  }

  override onJoin({ account, uid }: Member<undefined>): unknown {
    if (this.name === 'refuses its owner' && uid === this.owner)
      throw new AppError('NOT_ALLOWED', 'not today')
    if (this.name === 'closes at a join' && uid !== this.owner) this.close()
    return account === 'waiter' ? never() : undefined
  }

  override onMessage(
    member: Member<undefined>,
    { text }: { text: string },
  ): { number: number } | Promise<never> {
    return text === 'hang' ? never() : { number: this.post(member, text) }
  }

  override onLeave(): unknown {
    return this.name === 'leave' ? never() : undefined
  }

  override onTick(): unknown {
    return this.name === 'tick' ? never() : undefined
  }

  override onDispose(): unknown {
    return this.name === 'dispose' ? never() : undefined
  }
}

const endless = defineRoom(EndlessRoom as never, {})
const ticking = defineRoom(EndlessRoom as never, { tick: 20 })

export default {
  ...game,
  rooms: { ...game.rooms, endless, ticking },
  textFilter: (text: string) => (text === 'filter' ? never() : text),
}
