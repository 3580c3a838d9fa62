// The messages of the kit's own game (rooms.ts): what the kit's suites ask and hear. They have nothing to do with those of
// protocol/c2s.sproto and s2c.sproto, which are the demo's or your game's and may change as you like.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { KitPushes, KitRequests, RoomInfo, RoomMember } from '../../../protocol/generated/kit.ts'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'

const KIT = resolve(import.meta.dirname, '../../../protocol/kit.sproto')

export const SCHEMA = [
  { name: 'kit.sproto', text: readFileSync(KIT, 'utf8') },
  {
    name: 'types.sproto',
    text: `
      .RoomMessage { #!
        number 0 : integer  uid 1 : string  acc 2 : string  text 3 : string  time 4 : integer
        is_removed 5 : boolean  is_hidden 6 : boolean
      }
      .BoardEntry { #!
        rank 0 : integer  uid 1 : string  score 2 : double  name 3 : string
      }
    `,
  },
  {
    name: 'c2s.sproto',
    text: `
      login 1 {
        request {
          acc 0 : string #!
          token 1 : string
        }
        response { #!
          sign_cnt 0 : integer  uid 1 : string  gold 2 : integer
        }
      }
      echo 3 { request { text 0 : string } response { text 0 : string } } #!
      logout 4 { response {} }
      sign 5 { response { sign_cnt 0 : integer } } #!
      room_create 20 {
        request {
          kind 0 : string
          name 1 : string #!
          password 2 : string  max_members 3 : integer
        }
        response { room 0 : RoomInfo  number 1 : integer } #!
      }
      room_join 21 {
        request { id 0 : string  password 1 : string  kind 2 : string }
        response { room 0 : RoomInfo  number 1 : integer } #!
      }
      room_leave 22 { request { id 0 : string } response {} } #!
      room_say 23 { request { id 0 : string  text 1 : string } response { number 0 : integer } } #!
      room_list 24 {
        request { kind 0 : string  name 1 : string  has_place 2 : boolean  start 3 : integer  limit 4 : integer }
        response { rooms 0 : *RoomInfo  total 1 : integer } #!
      }
      room_members 25 {
        request {
          id 0 : string #!
          start 1 : integer  limit 2 : integer
        }
        response { members 0 : *RoomMember  total 1 : integer } #!
      }
      room_history 26 {
        request {
          id 0 : string #!
          from 1 : integer  limit 2 : integer
        }
        response { messages 0 : *RoomMessage  number 1 : integer } #!
      }
      room_kick 27 { request { id 0 : string  uid 1 : string } response {} } #!
      room_mute 28 { request { id 0 : string  uid 1 : string  seconds 2 : integer } response {} } #!
      room_remove 29 { request { id 0 : string  number 1 : integer } response {} } #!
      room_lock 30 {
        request {
          id 0 : string #!
          is_locked 1 : boolean #!
          password 2 : string
        }
        response {}
      }
      room_moderator 31 { request { id 0 : string  uid 1 : string  is_moderator 2 : boolean } response {} } #!
      whisper 35 {
        request {
          uid 0 : string  acc 1 : string
          text 2 : string #!
        }
        response {}
      }
      block 36 { request { uid 0 : string  is_blocked 1 : boolean } response {} } #!
      presence 37 {
        request { uid 0 : string  acc 1 : string }
        response {
          is_online 0 : boolean #!
          uid 1 : string  acc 2 : string  rooms 3 : *string
        }
      }
      board_top 60 {
        request {
          board 0 : string #!
          count 1 : integer
        }
        response { entries 0 : *BoardEntry  size 1 : integer } #!
      }
      board_around 61 {
        request {
          board 0 : string #!
          count 1 : integer
        }
        response { entries 0 : *BoardEntry } #!
      }
      board_mine 62 { request { board 0 : string } response { entry 0 : BoardEntry } }
    `,
  },
  {
    name: 's2c.sproto',
    text: 'whispered 110 { request { uid 0 : string  acc 1 : string  text 2 : string  time 3 : integer } } #!',
  },
]

export const protocol = protocolOf(parseSchema(SCHEMA))

export interface RoomMessage {
  number: number
  uid: string
  acc: string
  text: string
  time: number
  is_removed: boolean
  is_hidden: boolean
}

interface BoardEntry {
  rank: number
  uid: string
  score: number
  name: string
}

/** A request: what its body always has, what it may have, and the reply. */
export interface Asks<B, O, R> {
  body: B & { [K in keyof O]?: O[K] | undefined }
  reply: R
}

export type Nothing = Record<never, never>
type Joined = { room: RoomInfo; number: number }
type Page = { start: number; limit: number }
type In<T = Nothing> = { id: string } & T

export interface Requests extends KitRequests {
  login: Asks<{ acc: string }, { token: string }, { sign_cnt: number; uid: string; gold: number }>
  echo: Asks<{ text: string }, Nothing, { text: string }>
  logout: { body: undefined; reply: Nothing }
  sign: { body: undefined; reply: { sign_cnt: number } }
  room_create: Asks<{ name: string }, { kind: string; password: string; max_members: number }, Joined>
  room_join: Asks<Nothing, In<{ password: string; kind: string }>, Joined>
  room_leave: Asks<In, Nothing, Nothing>
  room_say: Asks<In<{ text: string }>, Nothing, { number: number }>
  room_list: Asks<
    Nothing,
    { kind: string; name: string; has_place: boolean } & Page,
    { rooms: RoomInfo[]; total: number }
  >
  room_members: Asks<In, Page, { members: RoomMember[]; total: number }>
  room_history: Asks<In, { from: number; limit: number }, { messages: RoomMessage[]; number: number }>
  room_kick: Asks<In<{ uid: string }>, Nothing, Nothing>
  room_mute: Asks<In<{ uid: string; seconds: number }>, Nothing, Nothing>
  room_remove: Asks<In<{ number: number }>, Nothing, Nothing>
  room_lock: Asks<In<{ is_locked: boolean }>, { password: string }, Nothing>
  room_moderator: Asks<In<{ uid: string; is_moderator: boolean }>, Nothing, Nothing>
  whisper: Asks<{ text: string }, { uid: string; acc: string }, Nothing>
  block: Asks<{ uid: string; is_blocked: boolean }, Nothing, Nothing>
  presence: Asks<
    Nothing,
    { uid: string; acc: string },
    { is_online: boolean; uid?: string; acc?: string; rooms?: string[] }
  >
  board_top: Asks<{ board: string }, { count: number }, { entries: BoardEntry[]; size: number }>
  board_around: Asks<{ board: string }, { count: number }, { entries: BoardEntry[] }>
  board_mine: Asks<Nothing, { board: string }, { entry?: BoardEntry }>
}

export interface Pushes extends KitPushes {
  whispered: { uid: string; acc: string; text: string; time: number }
}

export interface RoomsMessages {
  requests: Requests
  pushes: Pushes
}
