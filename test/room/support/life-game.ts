// The demo game with a kind of room whose hooks can be told to fail, and that says what has happened to it.

import { AppError } from '../../../server/core/errors.ts'
import game from '../../../server/game/index.ts'
import { defineRoom } from '../../../server/room/define-room.ts'
import { type LeaveReason, type Member, Room } from '../../../server/room/room.ts'

class ProbeRoom extends Room<undefined, undefined, { text: string }, { number: number }> {
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

  override async onMessage(
    member: Member<undefined>,
    { text }: { text: string },
  ): Promise<{ number: number }> {
    if (text === 'fail') throw new Error('a bug of the room')
    if (text === 'close') this.close()
    if (text === 'only me') this.broadcast('whispered', { text: 'for you' }, { only: [member] })
    if (text === 'not me') this.broadcast('whispered', { text: 'for the others' }, { except: member })
    if (text === 'remember me') this.#remembered = member
    if (text === 'to the one I remember')
      this.broadcast('whispered', { text: 'still there?' }, { only: [this.#remembered!] })
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

const probe = defineRoom(ProbeRoom, { isKept: false })
const ticking = defineRoom(ProbeRoom, { tick: 10 })

export default { ...game, rooms: { ...game.rooms, probe, ticking } }
