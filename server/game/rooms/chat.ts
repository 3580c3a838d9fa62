// Chat: a room whose members talk. Texts are cleaned and filtered before they come to a room, and posted as they are.

import { Room } from '../kit.ts'

export class ChatRoom extends Room {}
