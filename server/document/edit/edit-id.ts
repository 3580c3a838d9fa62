// What makes an edit happen once: who sends it, and a number that the sender counts up. A text alone is a sender of one edit.

/** An edit whose number is not above the last one of its sender is not made again. */
export type EditId = string | { readonly sender: string; readonly number: number }

/** An edit id as documents remember it. */
export interface EditMark {
  /** The sender, as the name of a stored field. */
  key: string
  number: number
}

const LONGEST_SENDER = 256
/** What a path in an update gives a meaning, and half characters, which databases replace. */
const SPECIAL = /[%.$\0]|\p{Surrogate}/gu

/** Throws TypeError for what is no edit id. */
export function markOf(id: EditId): EditMark {
  const { sender, number } = typeof id === 'string' ? { sender: id, number: 1 } : id
  if (typeof sender !== 'string' || sender.length === 0 || sender.length > LONGEST_SENDER)
    throw new TypeError(
      `sender of an edit: expected a text of 1 to ${LONGEST_SENDER} characters, got ${show(sender)}`,
    )
  if (!Number.isSafeInteger(number) || number < 0)
    throw new TypeError(`number of an edit: expected a whole number from 0 to 2^53 − 1, got ${show(number)}`)
  return { key: keyOf(sender), number }
}

/** Different for different senders. */
export const keyOf = (sender: string): string =>
  sender === '__proto__' ? '%5f_proto__' : sender.replace(SPECIAL, escaped)

const escaped = (character: string): string => `%${character.codePointAt(0)!.toString(16).padStart(2, '0')}`

const show = (value: unknown): string =>
  typeof value === 'string' ? `one of ${value.length} characters` : String(value)
