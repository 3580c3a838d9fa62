// Checks of what reaches a board, which may come from a client. Each throws BAD_MESSAGE and says why.

import { AppError } from '../core/errors.ts'

const LONGEST_MEMBER = 128
const MOST_ENTRIES = 1000
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\u0000-\u001f\u007f]|\p{Surrogate}/u
/** A comma separates uids in a request; what can't be seen makes two of them look like one. */
const NOT_KEPT = /[,\s\p{Z}\p{Cc}\p{Cf}\p{Surrogate}\p{Default_Ignorable_Code_Point}]/u

const refuse = (message: string): never => {
  throw new AppError('BAD_MESSAGE', message)
}

/** For reading and removing: accepts more than what can be entered now, so that earlier entries stay reachable. */
export function checkMember(member: string): string {
  if (typeof member !== 'string' || member.length === 0 || member.length > LONGEST_MEMBER)
    refuse(`a member has 1 to ${LONGEST_MEMBER} characters`)
  if (CONTROL.test(member)) refuse('member: must not contain control characters')
  return member
}

/** Whether it can be entered, if it is of the right length. */
export const canBeKept = (member: string): boolean => !NOT_KEPT.test(member)

/** For entering. */
export function checkNewMember(member: string): string {
  checkMember(member)
  return canBeKept(member)
    ? member
    : refuse('member: must not contain commas, spaces, control or invisible characters')
}

export function checkScore(score: number): number {
  return Number.isFinite(score) ? score : refuse('score: expected a finite number')
}

export function checkCount(count: number): number {
  const isFine = Number.isSafeInteger(count) && count >= 0 && count <= MOST_ENTRIES
  return isFine ? count : refuse(`at most ${MOST_ENTRIES} entries are given at once`)
}
