// Made by `npm run protocol` from protocol/types.sproto. Change that, not this.

import type { Shape as $Shape } from '../sproto/value/codec.ts'
import { dataEnd, isStruct, malformed, putSkip, refuse, SAFE } from '../sproto/wire/wire.ts'
import { fixedOf, inlineOf, writeDouble, writeFixed, writeInteger, writeString } from '../sproto/wire/write.ts'
import { readDouble, readFixed, readInteger, readString } from '../sproto/wire/read.ts'
import { booleanOf, doubleOf, fixedNumberOf, integerOf, textOf } from '../sproto/value/scalars.ts'
import { booleanJson, closeObject, doubleJson, fixedJson, integerJson, putAscii, textJson } from '../sproto/value/write-json.ts'

export interface RoomMessage {
  /** its place in the room, from 1, without gaps */
  number: number
  uid: string
  acc: string
  text: string
  /** ms since 1970 */
  time: number
  /** a moderator has taken its text away */
  is_removed: boolean
  /** you have blocked who wrote it: no uid, acc, text and time */
  is_hidden: boolean
}
export function writeRoomMessage(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { number: f0, uid: f1, acc: f2, text: f3, time: f4, is_removed: f5, is_hidden: f6 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : f5 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  if (f3 !== undefined) { if (f2 === undefined) h = putSkip(bytes, h, 3 - last); last = 3; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f3) }
  if (f4 !== undefined) {
    if (f3 === undefined) h = putSkip(bytes, h, 4 - last)
    last = 4
    const inline = typeof f4 === 'number' && f4 >= 0 && f4 < 0x7fff && (f4 | 0) === f4 ? (f4 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f4, SAFE)
  }
  if (f5 !== undefined) { if (f4 === undefined) h = putSkip(bytes, h, 5 - last); last = 5; if (typeof f5 !== 'boolean') return refuse(); bytes[h++] = f5 ? 4 : 2; bytes[h++] = 0 }
  if (f6 !== undefined) { if (f5 === undefined) h = putSkip(bytes, h, 6 - last); if (typeof f6 !== 'boolean') return refuse(); bytes[h++] = f6 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readRoomMessage(bytes: Uint8Array, start: number, end: number, depth: number): RoomMessage {
  if (end - start < 2) malformed('RoomMessage', 'its header is cut off')
  let f0: number = 0, f1: string = '', f2: string = '', f3: string = '', f4: number = 0, f5: boolean = false, f6: boolean = false
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('RoomMessage', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: if (word !== 0) malformed('RoomMessage.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('RoomMessage.acc', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: if (word !== 0) malformed('RoomMessage.text', 'it has no data'); f3 = readString(bytes, at, data); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 5: if (word === 0) malformed('RoomMessage.is_removed', 'a boolean with data'); f5 = word !== 2; break
      case 6: if (word === 0) malformed('RoomMessage.is_hidden', 'a boolean with data'); f6 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('RoomMessage', 'bytes follow it')
  return { number: f0, uid: f1, acc: f2, text: f3, time: f4, is_removed: f5, is_hidden: f6 }
}
export function parseRoomMessage(json: unknown, _depth: number): RoomMessage {
  const { number: f0, uid: f1, acc: f2, text: f3, time: f4, is_removed: f5, is_hidden: f6 } = isStruct(json) ? json : refuse()
  return {
    number: f0 === undefined ? 0 : integerOf(f0),
    uid: f1 === undefined ? '' : textOf(f1),
    acc: f2 === undefined ? '' : textOf(f2),
    text: f3 === undefined ? '' : textOf(f3),
    time: f4 === undefined ? 0 : integerOf(f4),
    is_removed: f5 === undefined ? false : booleanOf(f5),
    is_hidden: f6 === undefined ? false : booleanOf(f6),
  }
}
export function jsonRoomMessage(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { number: f0, uid: f1, acc: f2, text: f3, time: f4, is_removed: f5, is_hidden: f6 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"acc":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"text":'); pos = textJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"time":'); pos = integerJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"is_removed":'); pos = booleanJson(f5, bytes, pos) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"is_hidden":'); pos = booleanJson(f6, bytes, pos) }
  return closeObject(bytes, start, pos)
}

/** An entry of a leaderboard. */
export interface BoardEntry {
  /** from 1 */
  rank: number
  uid: string
  score: number
  /** what was kept with it */
  name?: string | undefined
  level?: number | undefined
  avatar?: string | undefined
}
export function writeBoardEntry(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { rank: f0, uid: f1, score: f2, name: f3, level: f4, avatar: f5 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; bytes[h++] = 0; bytes[h++] = 0; p = writeDouble(bytes, p, f2) }
  if (f3 !== undefined) { if (f2 === undefined) h = putSkip(bytes, h, 3 - last); last = 3; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f3) }
  if (f4 !== undefined) {
    if (f3 === undefined) h = putSkip(bytes, h, 4 - last)
    last = 4
    const inline = typeof f4 === 'number' && f4 >= 0 && f4 < 0x7fff && (f4 | 0) === f4 ? (f4 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f4, SAFE)
  }
  if (f5 !== undefined) { if (f4 === undefined) h = putSkip(bytes, h, 5 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f5) }
  return p
}
export function readBoardEntry(bytes: Uint8Array, start: number, end: number, depth: number): BoardEntry {
  if (end - start < 2) malformed('BoardEntry', 'its header is cut off')
  let f0: number = 0, f1: string = '', f2: number = 0, f3: string | undefined, f4: number | undefined, f5: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('BoardEntry', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: if (word !== 0) malformed('BoardEntry.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('BoardEntry.score', 'it has no data'); f2 = readDouble(bytes, at, data); break
      case 3: if (word !== 0) malformed('BoardEntry.name', 'it has no data'); f3 = readString(bytes, at, data); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 5: if (word !== 0) malformed('BoardEntry.avatar', 'it has no data'); f5 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('BoardEntry', 'bytes follow it')
  return { rank: f0, uid: f1, score: f2, name: f3, level: f4, avatar: f5 }
}
export function parseBoardEntry(json: unknown, _depth: number): BoardEntry {
  const { rank: f0, uid: f1, score: f2, name: f3, level: f4, avatar: f5 } = isStruct(json) ? json : refuse()
  return {
    rank: f0 === undefined ? 0 : integerOf(f0),
    uid: f1 === undefined ? '' : textOf(f1),
    score: f2 === undefined ? 0 : doubleOf(f2),
    name: f3 === undefined ? undefined : textOf(f3),
    level: f4 === undefined ? undefined : integerOf(f4),
    avatar: f5 === undefined ? undefined : textOf(f5),
  }
}
export function jsonBoardEntry(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { rank: f0, uid: f1, score: f2, name: f3, level: f4, avatar: f5 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"rank":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"score":'); pos = doubleJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"name":'); pos = textJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"level":'); pos = integerJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"avatar":'); pos = textJson(f5, bytes, pos) }
  return closeObject(bytes, start, pos)
}

/** In the arena. What a patch leaves out is as it was. */
export interface ArenaHero {
  id?: number | undefined
  uid?: string | undefined
  name?: string | undefined
  x?: number | undefined
  y?: number | undefined
  /** radians */
  angle?: number | undefined
  /** of 100 */
  hp?: number | undefined
  kills?: number | undefined
  is_bot?: boolean | undefined
}
export function writeArenaHero(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, name: f2, x: f3, y: f4, angle: f5, hp: f6, kills: f7, is_bot: f8 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : f5 === undefined ? 2 : 1) + (f7 === undefined ? 0 : f6 === undefined ? 2 : 1) + (f8 === undefined ? 0 : f7 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  if (f3 !== undefined) {
    if (f2 === undefined) h = putSkip(bytes, h, 3 - last)
    last = 3
    const fixed = fixedOf(f3, 10)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f4 !== undefined) {
    if (f3 === undefined) h = putSkip(bytes, h, 4 - last)
    last = 4
    const fixed = fixedOf(f4, 10)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f5 !== undefined) {
    if (f4 === undefined) h = putSkip(bytes, h, 5 - last)
    last = 5
    const fixed = fixedOf(f5, 100)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f6 !== undefined) {
    if (f5 === undefined) h = putSkip(bytes, h, 6 - last)
    last = 6
    const inline = typeof f6 === 'number' && f6 >= 0 && f6 < 0x7fff && (f6 | 0) === f6 ? (f6 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f6, SAFE)
  }
  if (f7 !== undefined) {
    if (f6 === undefined) h = putSkip(bytes, h, 7 - last)
    last = 7
    const inline = typeof f7 === 'number' && f7 >= 0 && f7 < 0x7fff && (f7 | 0) === f7 ? (f7 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f7, SAFE)
  }
  if (f8 !== undefined) { if (f7 === undefined) h = putSkip(bytes, h, 8 - last); if (typeof f8 !== 'boolean') return refuse(); bytes[h++] = f8 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readArenaHero(bytes: Uint8Array, start: number, end: number, depth: number): ArenaHero {
  if (end - start < 2) malformed('ArenaHero', 'its header is cut off')
  let f0: number | undefined, f1: string | undefined, f2: string | undefined, f3: number | undefined, f4: number | undefined, f5: number | undefined, f6: number | undefined, f7: number | undefined, f8: boolean | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('ArenaHero', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: if (word !== 0) malformed('ArenaHero.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('ArenaHero.name', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: f3 = word !== 0 ? ((word >> 1) - 1) / 10 : readFixed(bytes, at, data, 10); break
      case 4: f4 = word !== 0 ? ((word >> 1) - 1) / 10 : readFixed(bytes, at, data, 10); break
      case 5: f5 = word !== 0 ? ((word >> 1) - 1) / 100 : readFixed(bytes, at, data, 100); break
      case 6: f6 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 7: f7 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 8: if (word === 0) malformed('ArenaHero.is_bot', 'a boolean with data'); f8 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('ArenaHero', 'bytes follow it')
  return { id: f0, uid: f1, name: f2, x: f3, y: f4, angle: f5, hp: f6, kills: f7, is_bot: f8 }
}
export function parseArenaHero(json: unknown, _depth: number): ArenaHero {
  const { id: f0, uid: f1, name: f2, x: f3, y: f4, angle: f5, hp: f6, kills: f7, is_bot: f8 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? undefined : integerOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    name: f2 === undefined ? undefined : textOf(f2),
    x: f3 === undefined ? undefined : fixedNumberOf(f3, 10),
    y: f4 === undefined ? undefined : fixedNumberOf(f4, 10),
    angle: f5 === undefined ? undefined : fixedNumberOf(f5, 100),
    hp: f6 === undefined ? undefined : integerOf(f6),
    kills: f7 === undefined ? undefined : integerOf(f7),
    is_bot: f8 === undefined ? undefined : booleanOf(f8),
  }
}
export function jsonArenaHero(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, name: f2, x: f3, y: f4, angle: f5, hp: f6, kills: f7, is_bot: f8 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"name":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"x":'); pos = fixedJson(f3, bytes, pos, 10) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"y":'); pos = fixedJson(f4, bytes, pos, 10) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"angle":'); pos = fixedJson(f5, bytes, pos, 100) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"hp":'); pos = integerJson(f6, bytes, pos) }
  if (f7 !== undefined) { pos = putAscii(bytes, pos, ',"kills":'); pos = integerJson(f7, bytes, pos) }
  if (f8 !== undefined) { pos = putAscii(bytes, pos, ',"is_bot":'); pos = booleanJson(f8, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ArenaShot {
  id?: number | undefined
  x?: number | undefined
  y?: number | undefined
  angle?: number | undefined
}
export function writeArenaShot(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, x: f1, y: f2, angle: f3 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const fixed = fixedOf(f1, 10)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    last = 2
    const fixed = fixedOf(f2, 10)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) h = putSkip(bytes, h, 3 - last)
    const fixed = fixedOf(f3, 100)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  return p
}
export function readArenaShot(bytes: Uint8Array, start: number, end: number, depth: number): ArenaShot {
  if (end - start < 2) malformed('ArenaShot', 'its header is cut off')
  let f0: number | undefined, f1: number | undefined, f2: number | undefined, f3: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('ArenaShot', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: f1 = word !== 0 ? ((word >> 1) - 1) / 10 : readFixed(bytes, at, data, 10); break
      case 2: f2 = word !== 0 ? ((word >> 1) - 1) / 10 : readFixed(bytes, at, data, 10); break
      case 3: f3 = word !== 0 ? ((word >> 1) - 1) / 100 : readFixed(bytes, at, data, 100); break
    }
  }
  if (depth > 0 && data !== end) malformed('ArenaShot', 'bytes follow it')
  return { id: f0, x: f1, y: f2, angle: f3 }
}
export function parseArenaShot(json: unknown, _depth: number): ArenaShot {
  const { id: f0, x: f1, y: f2, angle: f3 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? undefined : integerOf(f0),
    x: f1 === undefined ? undefined : fixedNumberOf(f1, 10),
    y: f2 === undefined ? undefined : fixedNumberOf(f2, 10),
    angle: f3 === undefined ? undefined : fixedNumberOf(f3, 100),
  }
}
export function jsonArenaShot(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, x: f1, y: f2, angle: f3 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"x":'); pos = fixedJson(f1, bytes, pos, 10) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"y":'); pos = fixedJson(f2, bytes, pos, 10) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"angle":'); pos = fixedJson(f3, bytes, pos, 100) }
  return closeObject(bytes, start, pos)
}

/** A player at a table of cards. What a patch leaves out is as it was. */
export interface CardSeat {
  id?: number | undefined
  uid?: string | undefined
  name?: string | undefined
  tricks?: number | undefined
  /** ms left when the turn began */
  clock?: number | undefined
  is_next?: boolean | undefined
  has_won?: boolean | undefined
}
export function writeCardSeat(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, name: f2, tricks: f3, clock: f4, is_next: f5, has_won: f6 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : f5 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  if (f3 !== undefined) {
    if (f2 === undefined) h = putSkip(bytes, h, 3 - last)
    last = 3
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  if (f4 !== undefined) {
    if (f3 === undefined) h = putSkip(bytes, h, 4 - last)
    last = 4
    const inline = typeof f4 === 'number' && f4 >= 0 && f4 < 0x7fff && (f4 | 0) === f4 ? (f4 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f4, SAFE)
  }
  if (f5 !== undefined) { if (f4 === undefined) h = putSkip(bytes, h, 5 - last); last = 5; if (typeof f5 !== 'boolean') return refuse(); bytes[h++] = f5 ? 4 : 2; bytes[h++] = 0 }
  if (f6 !== undefined) { if (f5 === undefined) h = putSkip(bytes, h, 6 - last); if (typeof f6 !== 'boolean') return refuse(); bytes[h++] = f6 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readCardSeat(bytes: Uint8Array, start: number, end: number, depth: number): CardSeat {
  if (end - start < 2) malformed('CardSeat', 'its header is cut off')
  let f0: number | undefined, f1: string | undefined, f2: string | undefined, f3: number | undefined, f4: number | undefined, f5: boolean | undefined, f6: boolean | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('CardSeat', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: if (word !== 0) malformed('CardSeat.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('CardSeat.name', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 5: if (word === 0) malformed('CardSeat.is_next', 'a boolean with data'); f5 = word !== 2; break
      case 6: if (word === 0) malformed('CardSeat.has_won', 'a boolean with data'); f6 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('CardSeat', 'bytes follow it')
  return { id: f0, uid: f1, name: f2, tricks: f3, clock: f4, is_next: f5, has_won: f6 }
}
export function parseCardSeat(json: unknown, _depth: number): CardSeat {
  const { id: f0, uid: f1, name: f2, tricks: f3, clock: f4, is_next: f5, has_won: f6 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? undefined : integerOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    name: f2 === undefined ? undefined : textOf(f2),
    tricks: f3 === undefined ? undefined : integerOf(f3),
    clock: f4 === undefined ? undefined : integerOf(f4),
    is_next: f5 === undefined ? undefined : booleanOf(f5),
    has_won: f6 === undefined ? undefined : booleanOf(f6),
  }
}
export function jsonCardSeat(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, name: f2, tricks: f3, clock: f4, is_next: f5, has_won: f6 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"name":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"tricks":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"clock":'); pos = integerJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"is_next":'); pos = booleanJson(f5, bytes, pos) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"has_won":'); pos = booleanJson(f6, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface Card {
  id?: number | undefined
  /** whose it is */
  uid?: string | undefined
  rank?: number | undefined
  is_laid?: boolean | undefined
}
export function writeCard(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, rank: f2, is_laid: f3 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    last = 2
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  if (f3 !== undefined) { if (f2 === undefined) h = putSkip(bytes, h, 3 - last); if (typeof f3 !== 'boolean') return refuse(); bytes[h++] = f3 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readCard(bytes: Uint8Array, start: number, end: number, depth: number): Card {
  if (end - start < 2) malformed('Card', 'its header is cut off')
  let f0: number | undefined, f1: string | undefined, f2: number | undefined, f3: boolean | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('Card', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: if (word !== 0) malformed('Card.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 3: if (word === 0) malformed('Card.is_laid', 'a boolean with data'); f3 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('Card', 'bytes follow it')
  return { id: f0, uid: f1, rank: f2, is_laid: f3 }
}
export function parseCard(json: unknown, _depth: number): Card {
  const { id: f0, uid: f1, rank: f2, is_laid: f3 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? undefined : integerOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    rank: f2 === undefined ? undefined : integerOf(f2),
    is_laid: f3 === undefined ? undefined : booleanOf(f3),
  }
}
export function jsonCard(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, rank: f2, is_laid: f3 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"rank":'); pos = integerJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"is_laid":'); pos = booleanJson(f3, bytes, pos) }
  return closeObject(bytes, start, pos)
}

/** What clients ask: the body they send and the reply they get. */
export interface TypesRequests {
}

/** What the server tells unasked: the body of each push. */
export interface TypesPushes {
}

export const shapesTypes: Record<string, $Shape> = {
  'RoomMessage': { write: writeRoomMessage, read: readRoomMessage, fromJson: parseRoomMessage, writeJson: jsonRoomMessage },
  'BoardEntry': { write: writeBoardEntry, read: readBoardEntry, fromJson: parseBoardEntry, writeJson: jsonBoardEntry },
  'ArenaHero': { write: writeArenaHero, read: readArenaHero, fromJson: parseArenaHero, writeJson: jsonArenaHero },
  'ArenaShot': { write: writeArenaShot, read: readArenaShot, fromJson: parseArenaShot, writeJson: jsonArenaShot },
  'CardSeat': { write: writeCardSeat, read: readCardSeat, fromJson: parseCardSeat, writeJson: jsonCardSeat },
  'Card': { write: writeCard, read: readCard, fromJson: parseCard, writeJson: jsonCard },
}
