// The settings of rooms.

import { z } from 'zod'
import { count, ms, optionalUrl, rate, section } from '../lib/setting-types.ts'

export const roomSettings = section({
  maxRooms: count(100_000).describe('rooms of the whole node'),
  maxMembers: count(500, 100_000).describe('members of a room whose kind says nothing else'),
  maxPerPlayer: count(20).describe('rooms that one player is in at a time'),
  maxOwned: count(5).describe('rooms that one player has opened and that are still there'),
  emptyGrace: ms(60_000, 0, 86_400_000).describe('ms that an empty room waits before it is disposed'),
  history: count(100, 10_000).describe('messages of a room that are kept'),
  textLength: count(500, 4000).describe('characters of one message'),
  nameLength: count(40, 200).describe('characters of the name of a room'),
  messageRate: z.number().min(0.01).max(1e9).default(1).describe('messages a second of one player'),
  messageBurst: count(5).describe('messages of one player that may come at once'),
  roomRate: z.number().min(0.01).max(1e9).default(20).describe('messages a second in one room'),
  roomBurst: count(20).describe('messages in one room that may come at once'),
  createRate: rate(0.5).describe('rooms a second that one player, or one connection, may open'),
  createBurst: count(20).describe('rooms that one player, or one connection, may open at once'),
  historyRate: count(131_072).describe(
    'bytes a second of histories that one player may read; four times as many at once',
  ),
  strangerRate: rate(1).describe(
    'whispers a second to one player, of all whom that one has not whispered to',
  ),
  strangerBurst: count(10).describe('such whispers at once'),
  hookTimeout: ms(4000, 50, 60_000).describe(
    'ms that a hook of a room, or a text filter of the game, may take; then it is given up',
  ),
  kickTime: ms(600_000, 0, 86_400_000).describe('ms that a member who was removed can not come back'),
  moderators: z
    .array(z.string().regex(/^\d{1,20}$/))
    .default([])
    .describe('uids of players who moderate every room, also those of the server'),
  filterUrl: optionalUrl('http', 'https').describe(
    'HTTP checker of texts: POST { text, uid } answers { allowed, text? } with status 200; empty for none',
  ),
  filterTimeout: ms(500, 10, 10_000).describe('ms that the HTTP checker has'),
  filterOnError: z
    .enum(['open', 'closed'])
    .default('open')
    .describe('a text that could not be checked: open lets it through, closed refuses it with TRY_AGAIN'),
})

export type RoomConfig = z.output<typeof roomSettings>
