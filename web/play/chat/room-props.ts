// A room as one player sees it.

import type { ChatSession } from './chat-session.ts'
import type { JoinedRoom } from './joined-room.ts'

export interface RoomProps {
  session: ChatSession
  room: JoinedRoom
}

/** Whether this player may kick, mute and lock there. */
export const isModerator = ({ session, room }: RoomProps): boolean =>
  room.members.some(member => session.connection.isPlayer(member) && member.is_moderator)
