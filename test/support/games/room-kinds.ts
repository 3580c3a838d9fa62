// Kinds of rooms that do on demand what a test needs: refuse, fail, hang, wait, tick, move.

import { AppError, defineRoom, type LeaveReason, type Member, Room } from '../../../server/kit/index.ts'

export interface Saying {
  text: string
}

abstract class TalkingRoom extends Room<undefined, undefined, Saying, { number: number }> {
  override onMessage(
    member: Member<undefined>,
    { text }: Saying,
  ): { number: number } | Promise<{ number: number }> {
    return { number: this.post(member, text) }
  }
}

export class ChatRoom extends TalkingRoom {}

/** Its hooks fail when they are told to, and it says what has happened to it. */
class ProbeRoom extends TalkingRoom {
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

  override async onMessage(member: Member<undefined>, { text }: Saying): Promise<{ number: number }> {
    if (text === 'fail') throw new Error('a bug of the room')
    if (text === 'close') this.close()
    if (text === 'only me') this.broadcast(WHISPERED, word('for you'), { only: [member] })
    if (text === 'not me') this.broadcast(WHISPERED, word('for the others'), { except: member })
    if (text === 'remember me') this.#remembered = member
    if (text === 'to the one I remember')
      this.broadcast(WHISPERED, word('still there?'), { only: [this.#remembered!] })
    if (text === 'no text') this.post(member, { text } as never)
    if (text === 'slow') await new Promise(resolve => setTimeout(resolve, 20))
    return { number: this.post(member, text === 'seen' ? this.#seen.join(', ') : text) }
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
class EndlessRoom extends TalkingRoom {
  override onCreate(): unknown {
    return this.name === 'create' ? never() : undefined
  }

  override onJoin({ account, uid }: Member<undefined>): unknown {
    if (this.name === 'refuses its owner' && uid === this.owner)
      throw new AppError('NOT_ALLOWED', 'not today')
    if (this.name === 'closes at a join' && uid !== this.owner) this.close()
    return account === 'waiter' ? never() : undefined
  }

  override onMessage(member: Member<undefined>, saying: Saying) {
    return saying.text === 'hang' ? never() : super.onMessage(member, saying)
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
class MovingRoom extends TalkingRoom {
  #n = 0

  /** In turns to all at once and one by one. */
  override onTick(): void {
    const text = `${++this.#n} ${PADDING}`
    if (this.#n % 2 === 0) return this.broadcast(WHISPERED, word(text))
    this.broadcast(WHISPERED, word(text), { only: [...this.members] })
  }
}

const CHANNELS = { hasChannels: true, history: 'stored', announces: false } as const

export const rooms = {
  chat: defineRoom(ChatRoom, { maxMembers: 100, history: 'stored' }),
  world: defineRoom(ChatRoom, { ...CHANNELS, maxMembers: 500, isOpenToPlayers: false }),
  /** Channels of two. */
  pairs: defineRoom(ChatRoom, { ...CHANNELS, maxMembers: 2 }),
  probe: defineRoom(ProbeRoom, { isKept: false }),
  ticking: defineRoom(ProbeRoom, { tick: 10 }),
  endless: defineRoom(EndlessRoom, {}),
  endlessTicking: defineRoom(EndlessRoom, { tick: 20 }),
  moving: defineRoom(MovingRoom, { tick: 10, announces: false }),
}
