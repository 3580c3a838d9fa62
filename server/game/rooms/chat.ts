// Chat: a room whose members talk. What they say has been cleaned and filtered before it comes here (handlers/room.ts).

import { type Member, Room } from '../../kit/index.ts'

export interface Saying {
  text: string
}

export class ChatRoom extends Room<undefined, undefined, Saying, { number: number }> {
  override onMessage(member: Member<undefined>, { text }: Saying): { number: number } {
    return { number: this.post(member, text) }
  }
}
