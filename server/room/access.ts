// Who may enter and speak in one room: lock, password, members who were removed, mutes, moderators. What lasts of it is
// the room's record.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { AppError } from '../core/errors.ts'
import type { RoomRecord } from '../store/history-store.ts'

/** salt$hash. A room's password is a door sign, not a secret of the player's: one round is enough. */
export function hashPassword(password: string, salt = randomBytes(8).toString('hex')): string {
  if (password === '') return ''
  return `${salt}$${createHash('sha256').update(salt).update(password).digest('hex')}`
}

export class Access {
  isLocked: boolean
  password: string
  readonly owner: string
  readonly #moderators: Set<string>
  readonly #mutes: Map<string, number>
  /** uid -> when it may come back. */
  readonly #kicked = new Map<string, number>()

  constructor({ isLocked, password, owner, moderators, mutes }: RoomRecord) {
    this.isLocked = isLocked
    this.password = password
    this.owner = owner
    this.#moderators = new Set(moderators)
    this.#mutes = new Map(Object.entries(mutes))
  }

  /** Throws when this player may not come in. The owner and moderators need no password. */
  admit(uid: string, password: string, now: number): void {
    if ((this.#kicked.get(uid) ?? 0) > now)
      throw new AppError('NOT_ALLOWED', 'you were removed from this room, come back later')
    if (this.isModerator(uid)) return
    if (this.isLocked) throw new AppError('ROOM_LOCKED')
    if (this.password !== '' && !isPassword(this.password, password)) throw new AppError('WRONG_PASSWORD')
  }

  isModerator(uid: string): boolean {
    return uid === this.owner || this.#moderators.has(uid)
  }

  setModerator(uid: string, is: boolean): void {
    if (is) this.#moderators.add(uid)
    else this.#moderators.delete(uid)
  }

  /** `until`: 0 ends it. */
  mute(uid: string, until: number): void {
    if (until === 0) this.#mutes.delete(uid)
    else this.#mutes.set(uid, until)
  }

  /** ms since 1970; 0 when the player may speak. */
  mutedUntil(uid: string, now: number): number {
    const until = this.#mutes.get(uid) ?? 0
    if (until > now) return until
    this.#mutes.delete(uid)
    return 0
  }

  keepOut(uid: string, until: number): void {
    this.#kicked.set(uid, until)
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

function isPassword(stored: string, given: string): boolean {
  const [salt] = stored.split('$')
  const hash = hashPassword(given, salt)
  return hash.length === stored.length && timingSafeEqual(Buffer.from(hash), Buffer.from(stored))
}
