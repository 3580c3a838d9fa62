// The messages that the panels for chat and leaderboards ask and hear: the demo's. A panel is shown only where the server
// has its messages, and a button only where it has that button's, so the page compiles and works whatever messages your
// game has.

import type { KitPushes, RoomInfo, RoomMember } from '../../../protocol/generated/kit.ts'

export type { RoomInfo, RoomMember }

export interface RoomMessage {
  number: number
  uid: string
  acc: string
  text: string
  time: number
  is_removed: boolean
  is_hidden: boolean
}

export interface BoardEntry {
  rank: number
  uid: string
  score: number
  name?: string | undefined
}

interface InRoom {
  id: string
}

interface Joined {
  room: RoomInfo
  number: number
}

type Requests = PanelMessages['requests']

/** What a panel does when something was answered, whoever asked: the panel itself, or the page's user by hand. */
export type Hearing = {
  [K in keyof Requests]?: (body: Requests[K]['body'], reply: Requests[K]['reply']) => void | Promise<void>
}

export interface PanelMessages {
  requests: {
    room_list: { body: { start: number; limit: number }; reply: { rooms: RoomInfo[] } }
    room_join: {
      body: { id?: string | undefined; kind?: string | undefined; password?: string | undefined }
      reply: Joined
    }
    room_create: { body: { kind: string; name: string; password: string }; reply: Joined }
    room_leave: { body: InRoom; reply: object }
    room_say: { body: InRoom & { text: string }; reply: object }
    room_members: { body: InRoom & { start: number; limit: number }; reply: { members: RoomMember[] } }
    room_kick: { body: InRoom & { uid: string }; reply: object }
    room_mute: { body: InRoom & { uid: string; seconds: number }; reply: object }
    room_lock: { body: InRoom & { is_locked: boolean }; reply: object }
    room_remove: { body: InRoom & { number: number }; reply: object }
    whisper: { body: { uid: string; text: string }; reply: object }
    block: { body: { uid: string; is_blocked: boolean }; reply: { uids: string[] } }
    room_history: { body: InRoom & { from?: number; limit: number }; reply: { messages: RoomMessage[] } }
    sign: { body: object; reply: { sign_cnt: number } }
    present: { body: object; reply: { gold: number; days: number } }
    shop_buy: { body: { offer: number; count: number }; reply: { gold: number; left: number } }
    duel_join: { body: object; reply: { room: string } }
    duel_show: { body: { hand: string }; reply: object }
    market_show: { body: { item: number }; reply: { gold: number } }
    board_mine: { body: { board: string }; reply: { entry?: BoardEntry | undefined } }
    board_top: {
      body: { board: string; count: number; start: number }
      reply: { entries: BoardEntry[]; size: number }
    }
    board_around: { body: { board: string; count: number }; reply: { entries: BoardEntry[] } }
  }
  pushes: KitPushes & DemoPushes
}

interface DemoPushes {
  duel_begun: { room: string; names: string[] }
  duel_over: { room: string; winner: string; gold: number }
  whispered: { uid: string; acc: string; text: string; time: number }
}
