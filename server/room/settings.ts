// The settings of rooms.

import { z } from 'zod'
import { count, ms, optionalUrl, rate, section } from '../lib/setting-types.ts'

export const roomSettings = section({
  maxRooms: count(100_000).describe('rooms in the whole node'),
  maxMembers: count(500, 100_000).describe('members of a room, unless its kind says otherwise'),
  maxPerPlayer: count(20).describe('rooms that one player may be in at a time'),
  maxOwned: count(5).describe('rooms opened by one player that may exist at a time'),
  emptyGrace: ms(60_000, 0, 86_400_000).describe('ms before an empty room is disposed'),
  history: count(100, 10_000).describe('messages kept for each room'),
  textLength: count(500, 4000).describe('characters in one message'),
  nameLength: count(40, 200).describe('characters in the name of a room'),
  messageRate: z.number().min(0.01).max(1e9).default(1).describe('texts a second of one player'),
  messageBurst: count(5).describe('texts of one player that may come at once'),
  roomRate: z.number().min(0.01).max(1e9).default(20).describe('texts a second in one room'),
  roomBurst: count(20).describe('texts in one room that may come at once'),
  createRate: rate(0.5).describe('rooms a second that one player, or one connection, may open'),
  createBurst: count(20).describe('rooms that one player, or one connection, may open at once'),
  historyRate: count(131_072).describe(
    'bytes of history a second that one player may read; four times as many at once',
  ),
  strangerRate: rate(1).describe(
    'whispers a second to one player from everybody whom that player has not whispered to',
  ),
  strangerBurst: count(10).describe('such whispers at once'),
  hookTimeout: ms(4000, 50, 60_000).describe(
    'ms that a room hook or a text filter of the game may take before it is given up',
  ),
  kickTime: ms(600_000, 0, 86_400_000).describe('ms before a kicked member may come back'),
  moderators: z
    .array(z.string().regex(/^\d{1,20}$/))
    .default([])
    .describe("uids of players who moderate every room, the server's own included"),
  filterUrl: optionalUrl('http', 'https').describe(
    'HTTP checker of texts: POST { text, uid } answers { allowed, text? } with status 200; empty for none',
  ),
  filterTimeout: ms(500, 10, 10_000).describe('ms that the HTTP checker may take'),
  filterOnError: z
    .enum(['open', 'closed'])
    .default('open')
    .describe('a text that could not be checked: open lets it through, closed refuses it with TRY_AGAIN'),
})

export type RoomConfig = z.output<typeof roomSettings>
