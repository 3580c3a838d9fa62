// Kinds of rooms that do on demand what a test needs: refuse, fail, hang, wait, tick, move.

import { AppError, type LeaveReason, type Member } from '../../../server/kit/index.ts'
import { defineRoom, Room } from './rooms-kit.ts'

export class ChatRoom extends Room {}

/** Its hooks fail when they are told to, and it says what has happened to it. */
class ProbeRoom extends Room {
  readonly #seen: string[] = []
  #remembered: Member<undefined> | undefined
  #ticks = 0

  override onCreate(): void {
    if (this.name === 'broken') throw new Error('broken at its creation')
    if (this.name === 'refused') throw new AppError('NOT_ALLOWED', 'no such rooms today')
    this.#seen.push('create')
  }

  override onJoin(member: Member<undefined>): unknown {
    if (member.account === 'sent away') return this.kick(member)
    if (member.account === 'unwanted') throw new AppError('NOT_ALLOWED', 'not you')
    this.#seen.push(`join ${member.account}`)
    this.post({ uid: '', account: 'room' }, `welcome ${member.account}`)
    return undefined
  }

  override async onText(member: Member<undefined>, text: string): Promise<number> {
    if (text === 'fail') throw new Error('a bug of the room')
    if (text === 'close') this.close()
    if (text === 'only me') this.broadcast(WHISPERED, word('for you'), { only: [member] })
    if (text === 'not me') this.broadcast(WHISPERED, word('for the others'), { except: member })
    if (text === 'remember me') this.#remembered = member
    if (text === 'to the one I remember')
      this.broadcast(WHISPERED, word('still there?'), { only: [this.#remembered!] })
    if (text === 'no text') this.post(member, { text } as never)
    if (text === 'slow') await new Promise(resolve => setTimeout(resolve, 20))
    return this.post(member, text === 'seen' ? this.#seen.join(', ') : text)
  }

  override onTick(dt: number): void {
    if (++this.#ticks % 5 === 0) this.post({ uid: '', account: 'room' }, `5 ticks of ${dt}`)
  }

  override onLeave(member: Member<undefined>, reason: LeaveReason): void {
    this.#seen.push(`${reason} ${member.account}`)
  }

  override onDispose(): void {
    this.log.info({ seen: this.#seen.join(', ') }, 'disposed')
  }
}

/** A push of the kit's own game: what is typed by the project's messages does not know it. */
const WHISPERED = 'whispered' as never
const word = (text: string) => ({ uid: '', acc: '', text, time: 0 }) as never

const never = (): Promise<never> => new Promise(() => undefined)

/** Its hooks do not end, or refuse, as its name says. */
class EndlessRoom extends Room {
  override onCreate(): unknown {
    return this.name === 'create' ? never() : undefined
  }

  override onJoin({ account, uid }: Member<undefined>): unknown {
    if (this.name === 'refuses its owner' && uid === this.owner)
      throw new AppError('NOT_ALLOWED', 'not today')
    if (this.name === 'closes at a join' && uid !== this.owner) this.close()
    return account === 'waiter' ? never() : undefined
  }

  override onText(member: Member<undefined>, text: string) {
    return text === 'hang' ? never() : super.onText(member, text)
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

const PADDING = 'x'.repeat(32_000)

/** With each tick it says where it is, in a push of which a slow member needs only the newest. */
class MovingRoom extends Room {
  #n = 0

  /** In turns to all at once and one by one. */
  override onTick(): void {
    const text = `${++this.#n} ${PADDING}`
    if (this.#n % 2 === 0) return this.broadcast(WHISPERED, word(text))
    this.broadcast(WHISPERED, word(text), { only: [...this.members] })
  }
}

const CHANNELS = { hasChannels: true, history: 'stored', announces: false, talks: true } as const
const OPEN = { isOpenToPlayers: true, talks: true } as const

export const rooms = {
  chat: defineRoom({ room: ChatRoom, maxMembers: 100, history: 'stored', ...OPEN }),
  world: defineRoom({ room: ChatRoom, ...CHANNELS, maxMembers: 500 }),
  /** Channels of two. */
  pairs: defineRoom({ room: ChatRoom, ...CHANNELS, maxMembers: 2, isOpenToPlayers: true }),
  probe: defineRoom({ room: ProbeRoom, isKept: false, ...OPEN }),
  ticking: defineRoom({ room: ProbeRoom, tick: 10, ...OPEN }),
  endless: defineRoom({ room: EndlessRoom, ...OPEN }),
  /** Its ticks leave time between them for what the room is asked. */
  endlessTicking: defineRoom({ room: EndlessRoom, tick: 400, ...OPEN }),
  moving: defineRoom({ room: MovingRoom, tick: 10, announces: false, ...OPEN }),
}
