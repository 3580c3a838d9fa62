// Who may enter and speak in one room: lock, password, players who were removed, mutes, moderators. The lasting part is in
// the room's record. It keeps true: none of its lists grows beyond MOST, whatever a moderator asks for.

import { AppError } from '../../core/errors.ts'
import type { RoomRecord } from '../../store/room-store.ts'
import { isPassword } from '../password.ts'
import { Guesses } from './guesses.ts'

/** Players in one list of a room. */
const MOST = 1000

/** Moderators can act only on players of a lower rank. */
export const RANK = { MEMBER: 0, MODERATOR: 1, OWNER: 2, SERVER: 3 } as const

export class Access {
  isLocked: boolean
  password: string
  readonly owner: string
  /** uids of those who moderate every room. */
  readonly #everywhere: readonly string[]
  readonly #moderators: Set<string>
  readonly #mutes: Map<string, number>
  /** uid -> ms since 1970 when it may join again. */
  readonly #kicked = new Map<string, number>()
  readonly #guesses = new Guesses()
  readonly #onWrongPassword: (uid: string, wrong: number) => void

  /** `wrong`: how many wrong passwords in a row that is. */
  constructor(
    { isLocked, password, owner, moderators, mutes }: RoomRecord,
    everywhere: readonly string[],
    onWrongPassword: (uid: string, wrong: number) => void = () => undefined,
  ) {
    this.#onWrongPassword = onWrongPassword
    this.isLocked = isLocked
    this.password = password
    this.owner = owner
    this.#everywhere = everywhere
    this.#moderators = new Set(moderators)
    this.#mutes = new Map(Object.entries(mutes))
  }

  /** Throws when this player may not join. The owner and moderators need no password. */
  admit(uid: string, password: string, now: number): void {
    if ((this.#kicked.get(uid) ?? 0) > now)
      throw new AppError('NOT_ALLOWED', 'you were removed from this room; try again later')
    if (this.isModerator(uid)) return
    if (this.isLocked) throw new AppError('ROOM_LOCKED')
    if (this.password !== '') this.#checkPassword(uid, password)
  }

  /** An empty password is not a guess: that is how a client finds out that one is needed. */
  #checkPassword(uid: string, password: string): void {
    if (password === '') throw new AppError('WRONG_PASSWORD')
    const ticks = performance.now()
    if (this.#guesses.mustWait(uid, ticks))
      throw new AppError('RATE_LIMITED', 'too many wrong passwords; try again later')
    if (isPassword(this.password, password)) return this.#guesses.noteRight(uid)
    this.#onWrongPassword(uid, this.#guesses.noteWrong(uid, ticks))
    throw new AppError('WRONG_PASSWORD')
  }

  rankOf(uid: string): number {
    if (this.#everywhere.includes(uid)) return RANK.SERVER
    if (uid === this.owner) return RANK.OWNER
    return this.#moderators.has(uid) ? RANK.MODERATOR : RANK.MEMBER
  }

  isModerator(uid: string): boolean {
    return this.rankOf(uid) > RANK.MEMBER
  }

  /** Throws BAD_MESSAGE, or NOT_ALLOWED when there are too many; so do mute and keepOut. */
  setModerator(uid: string, is: boolean): void {
    if (!is) this.#moderators.delete(uid)
    else {
      checkEntry(this.#moderators, uid)
      this.#moderators.add(uid)
    }
  }

  /** `until`: 0 ends it. */
  mute(uid: string, until: number, now: number): void {
    if (until === 0) this.#mutes.delete(uid)
    else setUntil(this.#mutes, { uid, until, now })
  }

  /** ms since 1970; 0 when the player may speak. */
  mutedUntil(uid: string, now: number): number {
    const until = this.#mutes.get(uid) ?? 0
    if (until > now) return until
    this.#mutes.delete(uid)
    return 0
  }

  keepOut(uid: string, until: number, now: number): void {
    setUntil(this.#kicked, { uid, until, now })
  }

  /** What the record keeps. */
  lasting(now: number): Pick<RoomRecord, 'isLocked' | 'password' | 'moderators' | 'mutes'> {
    for (const uid of this.#mutes.keys()) this.mutedUntil(uid, now)
    return {
      isLocked: this.isLocked,
      password: this.password,
      moderators: [...this.#moderators],
      mutes: Object.fromEntries(this.#mutes),
    }
  }
}

function checkEntry(list: { size: number; has(uid: string): boolean }, uid: string): void {
  if (!/^\d{1,20}$/.test(uid)) throw new AppError('BAD_MESSAGE', 'uid: expected a decimal id')
  if (list.size >= MOST && !list.has(uid)) throw new AppError('NOT_ALLOWED', `at most ${MOST} players`)
}

function setUntil(
  list: Map<string, number>,
  { uid, until, now }: { uid: string; until: number; now: number },
): void {
  if (list.size >= MOST) for (const [each, end] of list) if (end <= now) list.delete(each)
  checkEntry(list, uid)
  list.set(uid, until)
}
