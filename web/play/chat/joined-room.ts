// A room that a player is in, as it is known here. It keeps true: messages are in number order, each once, the newest that
// are kept.

import type { RoomInfo, RoomMember, RoomMessage } from '../model/panel-messages.ts'

export interface JoinedRoom {
  id: string
  info: RoomInfo
  messages: RoomMessage[]
  members: RoomMember[]
  /** Number of the last message that is here. */
  number: number
  unread: number
  /** Why it is over. */
  closed?: string
  /** When its members were asked for last, ms since 1970. */
  lookedAt: number
  /** They will be asked for. */
  willLook: boolean
}

/** Messages that are kept on the page for each room. */
const KEPT = 500

/** `number`: of the last message that was said before. */
export const blankRoom = (info: RoomInfo, number: number): JoinedRoom => ({
  id: info.id,
  info,
  messages: [],
  members: [],
  number,
  unread: 0,
  lookedAt: 0,
  willLook: false,
})

export function addMessages(room: JoinedRoom, messages: readonly RoomMessage[]): void {
  const byNumber = new Map([...room.messages, ...messages].map(message => [message.number, message]))
  room.messages = [...byNumber.values()].sort((a, b) => a.number - b.number).slice(-KEPT)
  room.number = Math.max(room.number, room.messages.at(-1)?.number ?? 0)
}

/** Large rooms do not tell who comes. Returns whether nobody had told of who speaks here. */
export function meetSpeaker({ members }: JoinedRoom, { uid, acc, is_hidden }: RoomMessage): boolean {
  if (is_hidden || members.some(member => member.uid === uid)) return false
  members.push({ uid, acc, is_moderator: false, muted_until: 0 })
  return true
}

export function removeText(room: JoinedRoom, number: number): void {
  room.messages = room.messages.map(each =>
    each.number === number ? { ...each, text: '', is_removed: true } : each,
  )
}
