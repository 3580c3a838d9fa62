// Made by `npm run protocol` from protocol/c2s.sproto. Change that, not this.

import type { Shape as $Shape } from '../sproto/value/codec.ts'
import { arrayOf, dataEnd, isStruct, malformed, NO_FIELDS, putSkip, putUint32, refuse, SAFE } from '../sproto/wire/wire.ts'
import { fixedOf, inlineOf, writeFixed, writeInteger, writeIntegers, writeString, writeStrings } from '../sproto/wire/write.ts'
import { readFixed, readInteger, readIntegers, readString, readStrings } from '../sproto/wire/read.ts'
import { readUtf8 } from '../sproto/wire/utf8.ts'
import { jsonEmpty, parseEmpty, readEmpty, writeEmpty } from '../sproto/value/empty.ts'
import { booleanOf, fixedNumberOf, integerOf, textOf } from '../sproto/value/scalars.ts'
import { booleanIn, endOfBoolean, endOfInteger, endOfText, hasAscii, integerIn } from '../sproto/value/scan-json.ts'
import { arrayJson, booleanJson, closeObject, fixedJson, integerJson, putAscii, textJson } from '../sproto/value/write-json.ts'
import { type RoomInfo, writeRoomInfo, readRoomInfo, parseRoomInfo, jsonRoomInfo } from './kit.ts'
import { type RoomMember, writeRoomMember, readRoomMember, parseRoomMember, jsonRoomMember } from './kit.ts'
import { type InputHead, writeInputHead, readInputHead, parseInputHead, jsonInputHead } from './kit.ts'
import { type RoomMessage, writeRoomMessage, readRoomMessage, parseRoomMessage, jsonRoomMessage } from './types.ts'
import { type BoardEntry, writeBoardEntry, readBoardEntry, parseBoardEntry, jsonBoardEntry } from './types.ts'
import { type ArenaHero, writeArenaHero, readArenaHero, parseArenaHero, jsonArenaHero } from './types.ts'

export interface GuildInfo {
  /** its name */
  id: string
  level: number
  /** given by members, in all */
  gold: number
  /** how many there are */
  members: number
}
export function writeGuildInfo(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, level: f1, gold: f2, members: f3 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    last = 2
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) h = putSkip(bytes, h, 3 - last)
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  return p
}
export function readGuildInfo(bytes: Uint8Array, start: number, end: number, depth: number): GuildInfo {
  if (end - start < 2) malformed('GuildInfo', 'its header is cut off')
  let f0: string = '', f1: number = 0, f2: number = 0, f3: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('GuildInfo', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('GuildInfo.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('GuildInfo', 'bytes follow it')
  return { id: f0, level: f1, gold: f2, members: f3 }
}
export function parseGuildInfo(json: unknown, _depth: number): GuildInfo {
  const { id: f0, level: f1, gold: f2, members: f3 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    level: f1 === undefined ? 0 : integerOf(f1),
    gold: f2 === undefined ? 0 : integerOf(f2),
    members: f3 === undefined ? 0 : integerOf(f3),
  }
}
export function jsonGuildInfo(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, level: f1, gold: f2, members: f3 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"level":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"gold":'); pos = integerJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"members":'); pos = integerJson(f3, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface GuildMember {
  uid: string
  name: string
  /** gold, this week */
  given: number
}
export function writeGuildMember(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, name: f1, given: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readGuildMember(bytes: Uint8Array, start: number, end: number, depth: number): GuildMember {
  if (end - start < 2) malformed('GuildMember', 'its header is cut off')
  let f0: string = '', f1: string = '', f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('GuildMember', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('GuildMember.uid', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('GuildMember.name', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('GuildMember', 'bytes follow it')
  return { uid: f0, name: f1, given: f2 }
}
export function parseGuildMember(json: unknown, _depth: number): GuildMember {
  const { uid: f0, name: f1, given: f2 } = isStruct(json) ? json : refuse()
  return {
    uid: f0 === undefined ? '' : textOf(f0),
    name: f1 === undefined ? '' : textOf(f1),
    given: f2 === undefined ? 0 : integerOf(f2),
  }
}
export function jsonGuildMember(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, name: f1, given: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"name":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"given":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface MarketOrder {
  id: number
  /** sell, buy */
  side: string
  /** gold for one */
  price: number
  /** what is left of it */
  count: number
  is_own: boolean
}
export function writeMarketOrder(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, side: f1, price: f2, count: f3, is_own: f4 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1)
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
  if (f3 !== undefined) {
    if (f2 === undefined) h = putSkip(bytes, h, 3 - last)
    last = 3
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  if (f4 !== undefined) { if (f3 === undefined) h = putSkip(bytes, h, 4 - last); if (typeof f4 !== 'boolean') return refuse(); bytes[h++] = f4 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readMarketOrder(bytes: Uint8Array, start: number, end: number, depth: number): MarketOrder {
  if (end - start < 2) malformed('MarketOrder', 'its header is cut off')
  let f0: number = 0, f1: string = '', f2: number = 0, f3: number = 0, f4: boolean = false
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('MarketOrder', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: if (word !== 0) malformed('MarketOrder.side', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: if (word === 0) malformed('MarketOrder.is_own', 'a boolean with data'); f4 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('MarketOrder', 'bytes follow it')
  return { id: f0, side: f1, price: f2, count: f3, is_own: f4 }
}
export function parseMarketOrder(json: unknown, _depth: number): MarketOrder {
  const { id: f0, side: f1, price: f2, count: f3, is_own: f4 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? 0 : integerOf(f0),
    side: f1 === undefined ? '' : textOf(f1),
    price: f2 === undefined ? 0 : integerOf(f2),
    count: f3 === undefined ? 0 : integerOf(f3),
    is_own: f4 === undefined ? false : booleanOf(f4),
  }
}
export function jsonMarketOrder(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, side: f1, price: f2, count: f3, is_own: f4 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"side":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"price":'); pos = integerJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"is_own":'); pos = booleanJson(f4, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface LoginRequest {
  /** a name; ignored where a token is asked for */
  acc: string
  /** what `auth.kind` or `authenticate` asks for; nothing with open logins */
  token?: string | undefined
}
export function writeLoginRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { acc: f0, token: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  return p
}
export function readLoginRequest(bytes: Uint8Array, start: number, end: number, depth: number): LoginRequest {
  if (end - start < 2) malformed('login.request', 'its header is cut off')
  let f0: string = '', f1: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('login.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('login.request.acc', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('login.request.token', 'it has no data'); f1 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('login.request', 'bytes follow it')
  return { acc: f0, token: f1 }
}
export function parseLoginRequest(json: unknown, _depth: number): LoginRequest {
  const { acc: f0, token: f1 } = isStruct(json) ? json : refuse()
  return {
    acc: f0 === undefined ? '' : textOf(f0),
    token: f1 === undefined ? undefined : textOf(f1),
  }
}
export function jsonLoginRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { acc: f0, token: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"acc":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"token":'); pos = textJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanLoginRequest(bytes: Uint8Array, start: number, end: number): LoginRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"acc":"')) { const from = at + 7, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"token":"')) { const from = at + 9, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { acc: f0 ?? '', token: f1 }
}

export interface LoginResponse {
  /** how often this role has signed */
  sign_cnt: number
  /** the role's id, decimal */
  uid: string
  gold: number
}
export function writeLoginResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { sign_cnt: f0, uid: f1, gold: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
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
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readLoginResponse(bytes: Uint8Array, start: number, end: number, depth: number): LoginResponse {
  if (end - start < 2) malformed('login.response', 'its header is cut off')
  let f0: number = 0, f1: string = '', f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('login.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: if (word !== 0) malformed('login.response.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('login.response', 'bytes follow it')
  return { sign_cnt: f0, uid: f1, gold: f2 }
}
export function parseLoginResponse(json: unknown, _depth: number): LoginResponse {
  const { sign_cnt: f0, uid: f1, gold: f2 } = isStruct(json) ? json : refuse()
  return {
    sign_cnt: f0 === undefined ? 0 : integerOf(f0),
    uid: f1 === undefined ? '' : textOf(f1),
    gold: f2 === undefined ? 0 : integerOf(f2),
  }
}
export function jsonLoginResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { sign_cnt: f0, uid: f1, gold: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"sign_cnt":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"gold":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface EchoRequest {
  text: string
}
export function writeEchoRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { text: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readEchoRequest(bytes: Uint8Array, start: number, end: number, depth: number): EchoRequest {
  if (end - start < 2) malformed('echo.request', 'its header is cut off')
  let f0: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('echo.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('echo.request.text', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('echo.request', 'bytes follow it')
  return { text: f0 }
}
export function parseEchoRequest(json: unknown, _depth: number): EchoRequest {
  const { text: f0 } = isStruct(json) ? json : refuse()
  return {
    text: f0 === undefined ? '' : textOf(f0),
  }
}
export function jsonEchoRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { text: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"text":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanEchoRequest(bytes: Uint8Array, start: number, end: number): EchoRequest | undefined {
  let at = start, f0: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"text":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { text: f0 ?? '' }
}

export interface EchoResponse {
  text: string
}
export function writeEchoResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { text: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readEchoResponse(bytes: Uint8Array, start: number, end: number, depth: number): EchoResponse {
  if (end - start < 2) malformed('echo.response', 'its header is cut off')
  let f0: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('echo.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('echo.response.text', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('echo.response', 'bytes follow it')
  return { text: f0 }
}
export function parseEchoResponse(json: unknown, _depth: number): EchoResponse {
  const { text: f0 } = isStruct(json) ? json : refuse()
  return {
    text: f0 === undefined ? '' : textOf(f0),
  }
}
export function jsonEchoResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { text: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"text":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export type LogoutResponse = Record<string, never>
export const writeLogoutResponse = writeEmpty
export const readLogoutResponse = readEmpty
export const parseLogoutResponse = parseEmpty
export const jsonLogoutResponse = jsonEmpty

export interface SignResponse {
  /** how often so far, this sign-in included */
  sign_cnt: number
}
export function writeSignResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { sign_cnt: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}
export function readSignResponse(bytes: Uint8Array, start: number, end: number, depth: number): SignResponse {
  if (end - start < 2) malformed('sign.response', 'its header is cut off')
  let f0: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('sign.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('sign.response', 'bytes follow it')
  return { sign_cnt: f0 }
}
export function parseSignResponse(json: unknown, _depth: number): SignResponse {
  const { sign_cnt: f0 } = isStruct(json) ? json : refuse()
  return {
    sign_cnt: f0 === undefined ? 0 : integerOf(f0),
  }
}
export function jsonSignResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { sign_cnt: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"sign_cnt":'); pos = integerJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ShopBuyRequest {
  offer: number
  count: number
}
export function writeShopBuyRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { offer: f0, count: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readShopBuyRequest(bytes: Uint8Array, start: number, end: number, depth: number): ShopBuyRequest {
  if (end - start < 2) malformed('shop_buy.request', 'its header is cut off')
  let f0: number = 0, f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('shop_buy.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('shop_buy.request', 'bytes follow it')
  return { offer: f0, count: f1 }
}
export function parseShopBuyRequest(json: unknown, _depth: number): ShopBuyRequest {
  const { offer: f0, count: f1 } = isStruct(json) ? json : refuse()
  return {
    offer: f0 === undefined ? 0 : integerOf(f0),
    count: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonShopBuyRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { offer: f0, count: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"offer":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanShopBuyRequest(bytes: Uint8Array, start: number, end: number): ShopBuyRequest | undefined {
  let at = start, f0: number | undefined, f1: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"offer":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f0 = integerIn(bytes, from, stop); at = stop; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"count":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { offer: f0 ?? 0, count: f1 ?? 0 }
}

export interface ShopBuyResponse {
  /** what the player has now */
  gold: number
  /** how often this offer can still be bought today */
  left: number
}
export function writeShopBuyResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { gold: f0, left: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readShopBuyResponse(bytes: Uint8Array, start: number, end: number, depth: number): ShopBuyResponse {
  if (end - start < 2) malformed('shop_buy.response', 'its header is cut off')
  let f0: number = 0, f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('shop_buy.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('shop_buy.response', 'bytes follow it')
  return { gold: f0, left: f1 }
}
export function parseShopBuyResponse(json: unknown, _depth: number): ShopBuyResponse {
  const { gold: f0, left: f1 } = isStruct(json) ? json : refuse()
  return {
    gold: f0 === undefined ? 0 : integerOf(f0),
    left: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonShopBuyResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { gold: f0, left: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"gold":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"left":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface PresentResponse {
  /** what was given */
  gold: number
  /** how many days in a row */
  days: number
}
export function writePresentResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { gold: f0, days: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readPresentResponse(bytes: Uint8Array, start: number, end: number, depth: number): PresentResponse {
  if (end - start < 2) malformed('present.response', 'its header is cut off')
  let f0: number = 0, f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('present.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('present.response', 'bytes follow it')
  return { gold: f0, days: f1 }
}
export function parsePresentResponse(json: unknown, _depth: number): PresentResponse {
  const { gold: f0, days: f1 } = isStruct(json) ? json : refuse()
  return {
    gold: f0 === undefined ? 0 : integerOf(f0),
    days: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonPresentResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { gold: f0, days: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"gold":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"days":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomCreateRequest {
  /** chat when it is empty or left out */
  kind?: string | undefined
  name: string
  /** empty for none */
  password?: string | undefined
  /** at most what the kind allows; 0 for that */
  max_members?: number | undefined
}
export function writeRoomCreateRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { kind: f0, name: f1, password: f2, max_members: f3 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  if (f3 !== undefined) {
    if (f2 === undefined) h = putSkip(bytes, h, 3 - last)
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  return p
}
export function readRoomCreateRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomCreateRequest {
  if (end - start < 2) malformed('room_create.request', 'its header is cut off')
  let f0: string | undefined, f1: string = '', f2: string | undefined, f3: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_create.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_create.request.kind', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_create.request.name', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('room_create.request.password', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_create.request', 'bytes follow it')
  return { kind: f0, name: f1, password: f2, max_members: f3 }
}
export function parseRoomCreateRequest(json: unknown, _depth: number): RoomCreateRequest {
  const { kind: f0, name: f1, password: f2, max_members: f3 } = isStruct(json) ? json : refuse()
  return {
    kind: f0 === undefined ? undefined : textOf(f0),
    name: f1 === undefined ? '' : textOf(f1),
    password: f2 === undefined ? undefined : textOf(f2),
    max_members: f3 === undefined ? undefined : integerOf(f3),
  }
}
export function jsonRoomCreateRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { kind: f0, name: f1, password: f2, max_members: f3 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"kind":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"name":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"password":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"max_members":'); pos = integerJson(f3, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomCreateRequest(bytes: Uint8Array, start: number, end: number): RoomCreateRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined, f2: string | undefined, f3: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"kind":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"name":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"password":"')) { const from = at + 12, stop = endOfText(bytes, from); if (stop < 0) return undefined; f2 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f3 === undefined && hasAscii(bytes, at, '"max_members":')) { const from = at + 14, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f3 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { kind: f0, name: f1 ?? '', password: f2, max_members: f3 }
}

export interface RoomCreateResponse {
  room: RoomInfo
  /** of the last message */
  number: number
  /** of a world: its number in patches and inputs */
  view?: number | undefined
  /** with `since` for who comes back */
  life?: number | undefined
  /** the world's, now */
  tick?: number | undefined
  /** ms between two ticks; 0 where there are none */
  tick_ms?: number | undefined
  /** ms between two patches, at least */
  patch_ms?: number | undefined
  /** of the world's random numbers */
  seed?: number | undefined
}
export function writeRoomCreateResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : f5 === undefined ? 2 : 1) + (f7 === undefined ? 0 : f6 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeRoomInfo(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    last = 2
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
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
  if (f5 !== undefined) {
    if (f4 === undefined) h = putSkip(bytes, h, 5 - last)
    last = 5
    const fixed = fixedOf(f5, 1000)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f6 !== undefined) {
    if (f5 === undefined) h = putSkip(bytes, h, 6 - last)
    last = 6
    const fixed = fixedOf(f6, 1000)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f7 !== undefined) {
    if (f6 === undefined) h = putSkip(bytes, h, 7 - last)
    const inline = typeof f7 === 'number' && f7 >= 0 && f7 < 0x7fff && (f7 | 0) === f7 ? (f7 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f7, SAFE)
  }
  return p
}
export function readRoomCreateResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomCreateResponse {
  if (end - start < 2) malformed('room_create.response', 'its header is cut off')
  let f0: RoomInfo | undefined, f1: number = 0, f2: number | undefined, f3: number | undefined, f4: number | undefined, f5: number | undefined, f6: number | undefined, f7: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_create.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_create.response.room', 'it has no data'); f0 = readRoomInfo(bytes, at, data, depth + 1); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 5: f5 = word !== 0 ? ((word >> 1) - 1) / 1000 : readFixed(bytes, at, data, 1000); break
      case 6: f6 = word !== 0 ? ((word >> 1) - 1) / 1000 : readFixed(bytes, at, data, 1000); break
      case 7: f7 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_create.response', 'bytes follow it')
  return { room: f0 ?? readRoomInfo(NO_FIELDS, 0, 2, 0), number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 }
}
export function parseRoomCreateResponse(json: unknown, depth: number): RoomCreateResponse {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? parseRoomInfo({}, 0) : parseRoomInfo(f0, depth + 1),
    number: f1 === undefined ? 0 : integerOf(f1),
    view: f2 === undefined ? undefined : integerOf(f2),
    life: f3 === undefined ? undefined : integerOf(f3),
    tick: f4 === undefined ? undefined : integerOf(f4),
    tick_ms: f5 === undefined ? undefined : fixedNumberOf(f5, 1000),
    patch_ms: f6 === undefined ? undefined : fixedNumberOf(f6, 1000),
    seed: f7 === undefined ? undefined : integerOf(f7),
  }
}
export function jsonRoomCreateResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = jsonRoomInfo(f0, bytes, pos, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"view":'); pos = integerJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"life":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"tick":'); pos = integerJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"tick_ms":'); pos = fixedJson(f5, bytes, pos, 1000) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"patch_ms":'); pos = fixedJson(f6, bytes, pos, 1000) }
  if (f7 !== undefined) { pos = putAscii(bytes, pos, ',"seed":'); pos = integerJson(f7, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomJoinRequest {
  id?: string | undefined
  password?: string | undefined
  kind?: string | undefined
  /** the tick of the last patch that was applied, by who was in */
  since?: number | undefined
  /** as the reply to the last join had it */
  life?: number | undefined
  /** only to watch a world */
  is_spectator?: boolean | undefined
}
export function writeRoomJoinRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, password: f1, kind: f2, since: f3, life: f4, is_spectator: f5 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
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
  if (f5 !== undefined) { if (f4 === undefined) h = putSkip(bytes, h, 5 - last); if (typeof f5 !== 'boolean') return refuse(); bytes[h++] = f5 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readRoomJoinRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomJoinRequest {
  if (end - start < 2) malformed('room_join.request', 'its header is cut off')
  let f0: string | undefined, f1: string | undefined, f2: string | undefined, f3: number | undefined, f4: number | undefined, f5: boolean | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_join.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_join.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_join.request.password', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('room_join.request.kind', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 5: if (word === 0) malformed('room_join.request.is_spectator', 'a boolean with data'); f5 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('room_join.request', 'bytes follow it')
  return { id: f0, password: f1, kind: f2, since: f3, life: f4, is_spectator: f5 }
}
export function parseRoomJoinRequest(json: unknown, _depth: number): RoomJoinRequest {
  const { id: f0, password: f1, kind: f2, since: f3, life: f4, is_spectator: f5 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    password: f1 === undefined ? undefined : textOf(f1),
    kind: f2 === undefined ? undefined : textOf(f2),
    since: f3 === undefined ? undefined : integerOf(f3),
    life: f4 === undefined ? undefined : integerOf(f4),
    is_spectator: f5 === undefined ? undefined : booleanOf(f5),
  }
}
export function jsonRoomJoinRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, password: f1, kind: f2, since: f3, life: f4, is_spectator: f5 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"password":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"kind":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"since":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"life":'); pos = integerJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"is_spectator":'); pos = booleanJson(f5, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomJoinRequest(bytes: Uint8Array, start: number, end: number): RoomJoinRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined, f2: string | undefined, f3: number | undefined, f4: number | undefined, f5: boolean | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"password":"')) { const from = at + 12, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"kind":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f2 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f3 === undefined && hasAscii(bytes, at, '"since":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f3 = integerIn(bytes, from, stop); at = stop; continue }
    if (f4 === undefined && hasAscii(bytes, at, '"life":')) { const from = at + 7, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f4 = integerIn(bytes, from, stop); at = stop; continue }
    if (f5 === undefined && hasAscii(bytes, at, '"is_spectator":')) { const from = at + 15, stop = endOfBoolean(bytes, from); if (stop < 0) return undefined; f5 = booleanIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0, password: f1, kind: f2, since: f3, life: f4, is_spectator: f5 }
}

export interface RoomJoinResponse {
  room: RoomInfo
  /** of the last message; the next that comes is this + 1 */
  number: number
  /** of a world: as in room_create */
  view?: number | undefined
  /** with `since` for who comes back */
  life?: number | undefined
  /** the world's, now */
  tick?: number | undefined
  /** ms between two ticks; 0 where there are none */
  tick_ms?: number | undefined
  /** ms between two patches, at least */
  patch_ms?: number | undefined
  /** of the world's random numbers */
  seed?: number | undefined
}
export function writeRoomJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : f5 === undefined ? 2 : 1) + (f7 === undefined ? 0 : f6 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeRoomInfo(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    last = 2
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
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
  if (f5 !== undefined) {
    if (f4 === undefined) h = putSkip(bytes, h, 5 - last)
    last = 5
    const fixed = fixedOf(f5, 1000)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f6 !== undefined) {
    if (f5 === undefined) h = putSkip(bytes, h, 6 - last)
    last = 6
    const fixed = fixedOf(f6, 1000)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f7 !== undefined) {
    if (f6 === undefined) h = putSkip(bytes, h, 7 - last)
    const inline = typeof f7 === 'number' && f7 >= 0 && f7 < 0x7fff && (f7 | 0) === f7 ? (f7 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f7, SAFE)
  }
  return p
}
export function readRoomJoinResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomJoinResponse {
  if (end - start < 2) malformed('room_join.response', 'its header is cut off')
  let f0: RoomInfo | undefined, f1: number = 0, f2: number | undefined, f3: number | undefined, f4: number | undefined, f5: number | undefined, f6: number | undefined, f7: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_join.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_join.response.room', 'it has no data'); f0 = readRoomInfo(bytes, at, data, depth + 1); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 5: f5 = word !== 0 ? ((word >> 1) - 1) / 1000 : readFixed(bytes, at, data, 1000); break
      case 6: f6 = word !== 0 ? ((word >> 1) - 1) / 1000 : readFixed(bytes, at, data, 1000); break
      case 7: f7 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_join.response', 'bytes follow it')
  return { room: f0 ?? readRoomInfo(NO_FIELDS, 0, 2, 0), number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 }
}
export function parseRoomJoinResponse(json: unknown, depth: number): RoomJoinResponse {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? parseRoomInfo({}, 0) : parseRoomInfo(f0, depth + 1),
    number: f1 === undefined ? 0 : integerOf(f1),
    view: f2 === undefined ? undefined : integerOf(f2),
    life: f3 === undefined ? undefined : integerOf(f3),
    tick: f4 === undefined ? undefined : integerOf(f4),
    tick_ms: f5 === undefined ? undefined : fixedNumberOf(f5, 1000),
    patch_ms: f6 === undefined ? undefined : fixedNumberOf(f6, 1000),
    seed: f7 === undefined ? undefined : integerOf(f7),
  }
}
export function jsonRoomJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = jsonRoomInfo(f0, bytes, pos, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"view":'); pos = integerJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"life":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"tick":'); pos = integerJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"tick_ms":'); pos = fixedJson(f5, bytes, pos, 1000) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"patch_ms":'); pos = fixedJson(f6, bytes, pos, 1000) }
  if (f7 !== undefined) { pos = putAscii(bytes, pos, ',"seed":'); pos = integerJson(f7, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomLeaveRequest {
  id: string
}
export function writeRoomLeaveRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readRoomLeaveRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomLeaveRequest {
  if (end - start < 2) malformed('room_leave.request', 'its header is cut off')
  let f0: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_leave.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_leave.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_leave.request', 'bytes follow it')
  return { id: f0 }
}
export function parseRoomLeaveRequest(json: unknown, _depth: number): RoomLeaveRequest {
  const { id: f0 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
  }
}
export function jsonRoomLeaveRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomLeaveRequest(bytes: Uint8Array, start: number, end: number): RoomLeaveRequest | undefined {
  let at = start, f0: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '' }
}

export type RoomLeaveResponse = Record<string, never>
export const writeRoomLeaveResponse = writeEmpty
export const readRoomLeaveResponse = readEmpty
export const parseRoomLeaveResponse = parseEmpty
export const jsonRoomLeaveResponse = jsonEmpty

export interface RoomSayRequest {
  id: string
  text: string
}
export function writeRoomSayRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, text: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  return p
}
export function readRoomSayRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomSayRequest {
  if (end - start < 2) malformed('room_say.request', 'its header is cut off')
  let f0: string = '', f1: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_say.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_say.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_say.request.text', 'it has no data'); f1 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_say.request', 'bytes follow it')
  return { id: f0, text: f1 }
}
export function parseRoomSayRequest(json: unknown, _depth: number): RoomSayRequest {
  const { id: f0, text: f1 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    text: f1 === undefined ? '' : textOf(f1),
  }
}
export function jsonRoomSayRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, text: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"text":'); pos = textJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomSayRequest(bytes: Uint8Array, start: number, end: number): RoomSayRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"text":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '', text: f1 ?? '' }
}

export interface RoomSayResponse {
  /** the message's place in the room */
  number: number
}
export function writeRoomSayResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { number: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}
export function readRoomSayResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomSayResponse {
  if (end - start < 2) malformed('room_say.response', 'its header is cut off')
  let f0: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_say.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_say.response', 'bytes follow it')
  return { number: f0 }
}
export function parseRoomSayResponse(json: unknown, _depth: number): RoomSayResponse {
  const { number: f0 } = isStruct(json) ? json : refuse()
  return {
    number: f0 === undefined ? 0 : integerOf(f0),
  }
}
export function jsonRoomSayResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { number: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomListRequest {
  /** empty for all */
  kind?: string | undefined
  /** part of it; empty for all */
  name?: string | undefined
  /** only those that can be joined now */
  has_place?: boolean | undefined
  /** of the page, from 0 */
  start?: number | undefined
  /** at most 100, else 20 */
  limit?: number | undefined
}
export function writeRoomListRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { kind: f0, name: f1, has_place: f2, start: f3, limit: f4 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; if (typeof f2 !== 'boolean') return refuse(); bytes[h++] = f2 ? 4 : 2; bytes[h++] = 0 }
  if (f3 !== undefined) {
    if (f2 === undefined) h = putSkip(bytes, h, 3 - last)
    last = 3
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  if (f4 !== undefined) {
    if (f3 === undefined) h = putSkip(bytes, h, 4 - last)
    const inline = typeof f4 === 'number' && f4 >= 0 && f4 < 0x7fff && (f4 | 0) === f4 ? (f4 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f4, SAFE)
  }
  return p
}
export function readRoomListRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomListRequest {
  if (end - start < 2) malformed('room_list.request', 'its header is cut off')
  let f0: string | undefined, f1: string | undefined, f2: boolean | undefined, f3: number | undefined, f4: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_list.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_list.request.kind', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_list.request.name', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word === 0) malformed('room_list.request.has_place', 'a boolean with data'); f2 = word !== 2; break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_list.request', 'bytes follow it')
  return { kind: f0, name: f1, has_place: f2, start: f3, limit: f4 }
}
export function parseRoomListRequest(json: unknown, _depth: number): RoomListRequest {
  const { kind: f0, name: f1, has_place: f2, start: f3, limit: f4 } = isStruct(json) ? json : refuse()
  return {
    kind: f0 === undefined ? undefined : textOf(f0),
    name: f1 === undefined ? undefined : textOf(f1),
    has_place: f2 === undefined ? undefined : booleanOf(f2),
    start: f3 === undefined ? undefined : integerOf(f3),
    limit: f4 === undefined ? undefined : integerOf(f4),
  }
}
export function jsonRoomListRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { kind: f0, name: f1, has_place: f2, start: f3, limit: f4 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"kind":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"name":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"has_place":'); pos = booleanJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"start":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"limit":'); pos = integerJson(f4, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomListRequest(bytes: Uint8Array, start: number, end: number): RoomListRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined, f2: boolean | undefined, f3: number | undefined, f4: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"kind":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"name":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"has_place":')) { const from = at + 12, stop = endOfBoolean(bytes, from); if (stop < 0) return undefined; f2 = booleanIn(bytes, from, stop); at = stop; continue }
    if (f3 === undefined && hasAscii(bytes, at, '"start":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f3 = integerIn(bytes, from, stop); at = stop; continue }
    if (f4 === undefined && hasAscii(bytes, at, '"limit":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f4 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { kind: f0, name: f1, has_place: f2, start: f3, limit: f4 }
}

export interface RoomListResponse {
  rooms: RoomInfo[]
  /** how many there are in all pages */
  total: number
}
export function writeRoomListResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { rooms: f0, total: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f0)
    for (let i = 0; i < items.length; i++) {
      const end = writeRoomInfo(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readRoomListResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomListResponse {
  if (end - start < 2) malformed('room_list.response', 'its header is cut off')
  let f0: RoomInfo[] | undefined, f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_list.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_list.response.rooms', 'it has no data')
        f0 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readRoomInfo(bytes, q + 4, next, depth + 1)
          f0.push(item)
          q = next
        }
        break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_list.response', 'bytes follow it')
  return { rooms: f0 ?? [], total: f1 }
}
export function parseRoomListResponse(json: unknown, depth: number): RoomListResponse {
  const { rooms: f0, total: f1 } = isStruct(json) ? json : refuse()
  return {
    rooms: f0 === undefined ? [] : arrayOf(f0).map(json => parseRoomInfo(json, depth + 1)),
    total: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonRoomListResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { rooms: f0, total: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"rooms":'); pos = arrayJson(f0, bytes, pos, jsonRoomInfo, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"total":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomMembersRequest {
  id: string
  start?: number | undefined
  /** at most 100, else 20 */
  limit?: number | undefined
}
export function writeRoomMembersRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, start: f1, limit: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readRoomMembersRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomMembersRequest {
  if (end - start < 2) malformed('room_members.request', 'its header is cut off')
  let f0: string = '', f1: number | undefined, f2: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_members.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_members.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_members.request', 'bytes follow it')
  return { id: f0, start: f1, limit: f2 }
}
export function parseRoomMembersRequest(json: unknown, _depth: number): RoomMembersRequest {
  const { id: f0, start: f1, limit: f2 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    start: f1 === undefined ? undefined : integerOf(f1),
    limit: f2 === undefined ? undefined : integerOf(f2),
  }
}
export function jsonRoomMembersRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, start: f1, limit: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"start":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"limit":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomMembersRequest(bytes: Uint8Array, start: number, end: number): RoomMembersRequest | undefined {
  let at = start, f0: string | undefined, f1: number | undefined, f2: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"start":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"limit":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f2 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '', start: f1, limit: f2 }
}

export interface RoomMembersResponse {
  members: RoomMember[]
  total: number
}
export function writeRoomMembersResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { members: f0, total: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f0)
    for (let i = 0; i < items.length; i++) {
      const end = writeRoomMember(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readRoomMembersResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomMembersResponse {
  if (end - start < 2) malformed('room_members.response', 'its header is cut off')
  let f0: RoomMember[] | undefined, f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_members.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_members.response.members', 'it has no data')
        f0 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readRoomMember(bytes, q + 4, next, depth + 1)
          f0.push(item)
          q = next
        }
        break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_members.response', 'bytes follow it')
  return { members: f0 ?? [], total: f1 }
}
export function parseRoomMembersResponse(json: unknown, depth: number): RoomMembersResponse {
  const { members: f0, total: f1 } = isStruct(json) ? json : refuse()
  return {
    members: f0 === undefined ? [] : arrayOf(f0).map(json => parseRoomMember(json, depth + 1)),
    total: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonRoomMembersResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { members: f0, total: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"members":'); pos = arrayJson(f0, bytes, pos, jsonRoomMember, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"total":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomHistoryRequest {
  id: string
  from?: number | undefined
  /** at most 100, else 20 */
  limit?: number | undefined
}
export function writeRoomHistoryRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, from: f1, limit: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readRoomHistoryRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomHistoryRequest {
  if (end - start < 2) malformed('room_history.request', 'its header is cut off')
  let f0: string = '', f1: number | undefined, f2: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_history.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_history.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_history.request', 'bytes follow it')
  return { id: f0, from: f1, limit: f2 }
}
export function parseRoomHistoryRequest(json: unknown, _depth: number): RoomHistoryRequest {
  const { id: f0, from: f1, limit: f2 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    from: f1 === undefined ? undefined : integerOf(f1),
    limit: f2 === undefined ? undefined : integerOf(f2),
  }
}
export function jsonRoomHistoryRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, from: f1, limit: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"from":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"limit":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomHistoryRequest(bytes: Uint8Array, start: number, end: number): RoomHistoryRequest | undefined {
  let at = start, f0: string | undefined, f1: number | undefined, f2: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"from":')) { const from = at + 7, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"limit":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f2 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '', from: f1, limit: f2 }
}

export interface RoomHistoryResponse {
  messages: RoomMessage[]
  /** of the last message in the room */
  number: number
}
export function writeRoomHistoryResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { messages: f0, number: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f0)
    for (let i = 0; i < items.length; i++) {
      const end = writeRoomMessage(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readRoomHistoryResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomHistoryResponse {
  if (end - start < 2) malformed('room_history.response', 'its header is cut off')
  let f0: RoomMessage[] | undefined, f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_history.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_history.response.messages', 'it has no data')
        f0 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readRoomMessage(bytes, q + 4, next, depth + 1)
          f0.push(item)
          q = next
        }
        break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_history.response', 'bytes follow it')
  return { messages: f0 ?? [], number: f1 }
}
export function parseRoomHistoryResponse(json: unknown, depth: number): RoomHistoryResponse {
  const { messages: f0, number: f1 } = isStruct(json) ? json : refuse()
  return {
    messages: f0 === undefined ? [] : arrayOf(f0).map(json => parseRoomMessage(json, depth + 1)),
    number: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonRoomHistoryResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { messages: f0, number: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"messages":'); pos = arrayJson(f0, bytes, pos, jsonRoomMessage, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomKickRequest {
  id: string
  uid: string
}
export function writeRoomKickRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  return p
}
export function readRoomKickRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomKickRequest {
  if (end - start < 2) malformed('room_kick.request', 'its header is cut off')
  let f0: string = '', f1: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_kick.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_kick.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_kick.request.uid', 'it has no data'); f1 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_kick.request', 'bytes follow it')
  return { id: f0, uid: f1 }
}
export function parseRoomKickRequest(json: unknown, _depth: number): RoomKickRequest {
  const { id: f0, uid: f1 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    uid: f1 === undefined ? '' : textOf(f1),
  }
}
export function jsonRoomKickRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomKickRequest(bytes: Uint8Array, start: number, end: number): RoomKickRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"uid":"')) { const from = at + 7, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '', uid: f1 ?? '' }
}

export type RoomKickResponse = Record<string, never>
export const writeRoomKickResponse = writeEmpty
export const readRoomKickResponse = readEmpty
export const parseRoomKickResponse = parseEmpty
export const jsonRoomKickResponse = jsonEmpty

export interface RoomMuteRequest {
  id: string
  uid: string
  seconds: number
}
export function writeRoomMuteRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, seconds: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readRoomMuteRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomMuteRequest {
  if (end - start < 2) malformed('room_mute.request', 'its header is cut off')
  let f0: string = '', f1: string = '', f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_mute.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_mute.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_mute.request.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_mute.request', 'bytes follow it')
  return { id: f0, uid: f1, seconds: f2 }
}
export function parseRoomMuteRequest(json: unknown, _depth: number): RoomMuteRequest {
  const { id: f0, uid: f1, seconds: f2 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    uid: f1 === undefined ? '' : textOf(f1),
    seconds: f2 === undefined ? 0 : integerOf(f2),
  }
}
export function jsonRoomMuteRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, seconds: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"seconds":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomMuteRequest(bytes: Uint8Array, start: number, end: number): RoomMuteRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined, f2: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"uid":"')) { const from = at + 7, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"seconds":')) { const from = at + 10, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f2 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '', uid: f1 ?? '', seconds: f2 ?? 0 }
}

export type RoomMuteResponse = Record<string, never>
export const writeRoomMuteResponse = writeEmpty
export const readRoomMuteResponse = readEmpty
export const parseRoomMuteResponse = parseEmpty
export const jsonRoomMuteResponse = jsonEmpty

export interface RoomRemoveRequest {
  id: string
  number: number
}
export function writeRoomRemoveRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, number: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readRoomRemoveRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomRemoveRequest {
  if (end - start < 2) malformed('room_remove.request', 'its header is cut off')
  let f0: string = '', f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_remove.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_remove.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_remove.request', 'bytes follow it')
  return { id: f0, number: f1 }
}
export function parseRoomRemoveRequest(json: unknown, _depth: number): RoomRemoveRequest {
  const { id: f0, number: f1 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    number: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonRoomRemoveRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, number: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomRemoveRequest(bytes: Uint8Array, start: number, end: number): RoomRemoveRequest | undefined {
  let at = start, f0: string | undefined, f1: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"number":')) { const from = at + 9, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '', number: f1 ?? 0 }
}

export type RoomRemoveResponse = Record<string, never>
export const writeRoomRemoveResponse = writeEmpty
export const readRoomRemoveResponse = readEmpty
export const parseRoomRemoveResponse = parseEmpty
export const jsonRoomRemoveResponse = jsonEmpty

export interface RoomLockRequest {
  id: string
  is_locked: boolean
  password?: string | undefined
}
export function writeRoomLockRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, is_locked: f1, password: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; if (typeof f1 !== 'boolean') return refuse(); bytes[h++] = f1 ? 4 : 2; bytes[h++] = 0 }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  return p
}
export function readRoomLockRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomLockRequest {
  if (end - start < 2) malformed('room_lock.request', 'its header is cut off')
  let f0: string = '', f1: boolean = false, f2: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_lock.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_lock.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word === 0) malformed('room_lock.request.is_locked', 'a boolean with data'); f1 = word !== 2; break
      case 2: if (word !== 0) malformed('room_lock.request.password', 'it has no data'); f2 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_lock.request', 'bytes follow it')
  return { id: f0, is_locked: f1, password: f2 }
}
export function parseRoomLockRequest(json: unknown, _depth: number): RoomLockRequest {
  const { id: f0, is_locked: f1, password: f2 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    is_locked: f1 === undefined ? false : booleanOf(f1),
    password: f2 === undefined ? undefined : textOf(f2),
  }
}
export function jsonRoomLockRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, is_locked: f1, password: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"is_locked":'); pos = booleanJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"password":'); pos = textJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomLockRequest(bytes: Uint8Array, start: number, end: number): RoomLockRequest | undefined {
  let at = start, f0: string | undefined, f1: boolean | undefined, f2: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"is_locked":')) { const from = at + 12, stop = endOfBoolean(bytes, from); if (stop < 0) return undefined; f1 = booleanIn(bytes, from, stop); at = stop; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"password":"')) { const from = at + 12, stop = endOfText(bytes, from); if (stop < 0) return undefined; f2 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '', is_locked: f1 ?? false, password: f2 }
}

export type RoomLockResponse = Record<string, never>
export const writeRoomLockResponse = writeEmpty
export const readRoomLockResponse = readEmpty
export const parseRoomLockResponse = parseEmpty
export const jsonRoomLockResponse = jsonEmpty

export interface RoomModeratorRequest {
  id: string
  uid: string
  is_moderator: boolean
}
export function writeRoomModeratorRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, is_moderator: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); if (typeof f2 !== 'boolean') return refuse(); bytes[h++] = f2 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readRoomModeratorRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomModeratorRequest {
  if (end - start < 2) malformed('room_moderator.request', 'its header is cut off')
  let f0: string = '', f1: string = '', f2: boolean = false
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_moderator.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_moderator.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_moderator.request.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word === 0) malformed('room_moderator.request.is_moderator', 'a boolean with data'); f2 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('room_moderator.request', 'bytes follow it')
  return { id: f0, uid: f1, is_moderator: f2 }
}
export function parseRoomModeratorRequest(json: unknown, _depth: number): RoomModeratorRequest {
  const { id: f0, uid: f1, is_moderator: f2 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    uid: f1 === undefined ? '' : textOf(f1),
    is_moderator: f2 === undefined ? false : booleanOf(f2),
  }
}
export function jsonRoomModeratorRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, uid: f1, is_moderator: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"is_moderator":'); pos = booleanJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanRoomModeratorRequest(bytes: Uint8Array, start: number, end: number): RoomModeratorRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined, f2: boolean | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"uid":"')) { const from = at + 7, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"is_moderator":')) { const from = at + 15, stop = endOfBoolean(bytes, from); if (stop < 0) return undefined; f2 = booleanIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '', uid: f1 ?? '', is_moderator: f2 ?? false }
}

export type RoomModeratorResponse = Record<string, never>
export const writeRoomModeratorResponse = writeEmpty
export const readRoomModeratorResponse = readEmpty
export const parseRoomModeratorResponse = parseEmpty
export const jsonRoomModeratorResponse = jsonEmpty

export interface DuelJoinResponse {
  room: string
}
export function writeDuelJoinResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readDuelJoinResponse(bytes: Uint8Array, start: number, end: number, depth: number): DuelJoinResponse {
  if (end - start < 2) malformed('duel_join.response', 'its header is cut off')
  let f0: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('duel_join.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('duel_join.response.room', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('duel_join.response', 'bytes follow it')
  return { room: f0 }
}
export function parseDuelJoinResponse(json: unknown, _depth: number): DuelJoinResponse {
  const { room: f0 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
  }
}
export function jsonDuelJoinResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface DuelShowRequest {
  /** rock, paper, scissors */
  hand: string
}
export function writeDuelShowRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { hand: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readDuelShowRequest(bytes: Uint8Array, start: number, end: number, depth: number): DuelShowRequest {
  if (end - start < 2) malformed('duel_show.request', 'its header is cut off')
  let f0: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('duel_show.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('duel_show.request.hand', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('duel_show.request', 'bytes follow it')
  return { hand: f0 }
}
export function parseDuelShowRequest(json: unknown, _depth: number): DuelShowRequest {
  const { hand: f0 } = isStruct(json) ? json : refuse()
  return {
    hand: f0 === undefined ? '' : textOf(f0),
  }
}
export function jsonDuelShowRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { hand: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"hand":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanDuelShowRequest(bytes: Uint8Array, start: number, end: number): DuelShowRequest | undefined {
  let at = start, f0: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"hand":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { hand: f0 ?? '' }
}

export type DuelShowResponse = Record<string, never>
export const writeDuelShowResponse = writeEmpty
export const readDuelShowResponse = readEmpty
export const parseDuelShowResponse = parseEmpty
export const jsonDuelShowResponse = jsonEmpty

export interface WhisperRequest {
  uid?: string | undefined
  acc?: string | undefined
  text: string
}
export function writeWhisperRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, acc: f1, text: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  return p
}
export function readWhisperRequest(bytes: Uint8Array, start: number, end: number, depth: number): WhisperRequest {
  if (end - start < 2) malformed('whisper.request', 'its header is cut off')
  let f0: string | undefined, f1: string | undefined, f2: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('whisper.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('whisper.request.uid', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('whisper.request.acc', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('whisper.request.text', 'it has no data'); f2 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('whisper.request', 'bytes follow it')
  return { uid: f0, acc: f1, text: f2 }
}
export function parseWhisperRequest(json: unknown, _depth: number): WhisperRequest {
  const { uid: f0, acc: f1, text: f2 } = isStruct(json) ? json : refuse()
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
    text: f2 === undefined ? '' : textOf(f2),
  }
}
export function jsonWhisperRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, acc: f1, text: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"acc":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"text":'); pos = textJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanWhisperRequest(bytes: Uint8Array, start: number, end: number): WhisperRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined, f2: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"uid":"')) { const from = at + 7, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"acc":"')) { const from = at + 7, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"text":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f2 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { uid: f0, acc: f1, text: f2 ?? '' }
}

export type WhisperResponse = Record<string, never>
export const writeWhisperResponse = writeEmpty
export const readWhisperResponse = readEmpty
export const parseWhisperResponse = parseEmpty
export const jsonWhisperResponse = jsonEmpty

export interface BlockRequest {
  uid: string
  is_blocked: boolean
}
export function writeBlockRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, is_blocked: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); if (typeof f1 !== 'boolean') return refuse(); bytes[h++] = f1 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readBlockRequest(bytes: Uint8Array, start: number, end: number, depth: number): BlockRequest {
  if (end - start < 2) malformed('block.request', 'its header is cut off')
  let f0: string = '', f1: boolean = false
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('block.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('block.request.uid', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word === 0) malformed('block.request.is_blocked', 'a boolean with data'); f1 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('block.request', 'bytes follow it')
  return { uid: f0, is_blocked: f1 }
}
export function parseBlockRequest(json: unknown, _depth: number): BlockRequest {
  const { uid: f0, is_blocked: f1 } = isStruct(json) ? json : refuse()
  return {
    uid: f0 === undefined ? '' : textOf(f0),
    is_blocked: f1 === undefined ? false : booleanOf(f1),
  }
}
export function jsonBlockRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, is_blocked: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"is_blocked":'); pos = booleanJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanBlockRequest(bytes: Uint8Array, start: number, end: number): BlockRequest | undefined {
  let at = start, f0: string | undefined, f1: boolean | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"uid":"')) { const from = at + 7, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"is_blocked":')) { const from = at + 13, stop = endOfBoolean(bytes, from); if (stop < 0) return undefined; f1 = booleanIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { uid: f0 ?? '', is_blocked: f1 ?? false }
}

export interface BlockResponse {
  /** all whom you block */
  uids: string[]
}
export function writeBlockResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uids: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeStrings(bytes, p, f0) }
  return p
}
export function readBlockResponse(bytes: Uint8Array, start: number, end: number, depth: number): BlockResponse {
  if (end - start < 2) malformed('block.response', 'its header is cut off')
  let f0: string[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('block.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('block.response.uids', 'it has no data'); f0 = readStrings(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('block.response', 'bytes follow it')
  return { uids: f0 ?? [] }
}
export function parseBlockResponse(json: unknown, _depth: number): BlockResponse {
  const { uids: f0 } = isStruct(json) ? json : refuse()
  return {
    uids: f0 === undefined ? [] : arrayOf(f0).map(json => textOf(json)),
  }
}
export function jsonBlockResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uids: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"uids":'); pos = arrayJson(f0, bytes, pos, textJson, 0) }
  return closeObject(bytes, start, pos)
}

export interface PresenceRequest {
  uid?: string | undefined
  acc?: string | undefined
}
export function writePresenceRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, acc: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  return p
}
export function readPresenceRequest(bytes: Uint8Array, start: number, end: number, depth: number): PresenceRequest {
  if (end - start < 2) malformed('presence.request', 'its header is cut off')
  let f0: string | undefined, f1: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('presence.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('presence.request.uid', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('presence.request.acc', 'it has no data'); f1 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('presence.request', 'bytes follow it')
  return { uid: f0, acc: f1 }
}
export function parsePresenceRequest(json: unknown, _depth: number): PresenceRequest {
  const { uid: f0, acc: f1 } = isStruct(json) ? json : refuse()
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
  }
}
export function jsonPresenceRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, acc: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"acc":'); pos = textJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanPresenceRequest(bytes: Uint8Array, start: number, end: number): PresenceRequest | undefined {
  let at = start, f0: string | undefined, f1: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"uid":"')) { const from = at + 7, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"acc":"')) { const from = at + 7, stop = endOfText(bytes, from); if (stop < 0) return undefined; f1 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { uid: f0, acc: f1 }
}

export interface PresenceResponse {
  is_online: boolean
  uid?: string | undefined
  acc?: string | undefined
  /** ids; rooms with a password are left out */
  rooms?: string[] | undefined
}
export function writePresenceResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { is_online: f0, uid: f1, acc: f2, rooms: f3 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; if (typeof f0 !== 'boolean') return refuse(); bytes[h++] = f0 ? 4 : 2; bytes[h++] = 0 }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  if (f3 !== undefined) { if (f2 === undefined) h = putSkip(bytes, h, 3 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeStrings(bytes, p, f3) }
  return p
}
export function readPresenceResponse(bytes: Uint8Array, start: number, end: number, depth: number): PresenceResponse {
  if (end - start < 2) malformed('presence.response', 'its header is cut off')
  let f0: boolean = false, f1: string | undefined, f2: string | undefined, f3: string[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('presence.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word === 0) malformed('presence.response.is_online', 'a boolean with data'); f0 = word !== 2; break
      case 1: if (word !== 0) malformed('presence.response.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('presence.response.acc', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: if (word !== 0) malformed('presence.response.rooms', 'it has no data'); f3 = readStrings(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('presence.response', 'bytes follow it')
  return { is_online: f0, uid: f1, acc: f2, rooms: f3 }
}
export function parsePresenceResponse(json: unknown, _depth: number): PresenceResponse {
  const { is_online: f0, uid: f1, acc: f2, rooms: f3 } = isStruct(json) ? json : refuse()
  return {
    is_online: f0 === undefined ? false : booleanOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    acc: f2 === undefined ? undefined : textOf(f2),
    rooms: f3 === undefined ? undefined : arrayOf(f3).map(json => textOf(json)),
  }
}
export function jsonPresenceResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { is_online: f0, uid: f1, acc: f2, rooms: f3 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"is_online":'); pos = booleanJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"acc":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"rooms":'); pos = arrayJson(f3, bytes, pos, textJson, 0) }
  return closeObject(bytes, start, pos)
}

export interface WayFindRequest {
  /** of one length; # is a wall */
  rows: string[]
  from: number
  to: number
}
export function writeWayFindRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { rows: f0, from: f1, to: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeStrings(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readWayFindRequest(bytes: Uint8Array, start: number, end: number, depth: number): WayFindRequest {
  if (end - start < 2) malformed('way_find.request', 'its header is cut off')
  let f0: string[] | undefined, f1: number = 0, f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('way_find.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('way_find.request.rows', 'it has no data'); f0 = readStrings(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('way_find.request', 'bytes follow it')
  return { rows: f0 ?? [], from: f1, to: f2 }
}
export function parseWayFindRequest(json: unknown, _depth: number): WayFindRequest {
  const { rows: f0, from: f1, to: f2 } = isStruct(json) ? json : refuse()
  return {
    rows: f0 === undefined ? [] : arrayOf(f0).map(json => textOf(json)),
    from: f1 === undefined ? 0 : integerOf(f1),
    to: f2 === undefined ? 0 : integerOf(f2),
  }
}
export function jsonWayFindRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { rows: f0, from: f1, to: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"rows":'); pos = arrayJson(f0, bytes, pos, textJson, 0) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"from":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"to":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface WayFindResponse {
  /** the cells, from and to with them; none where there is no way */
  steps: number[]
}
export function writeWayFindResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { steps: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeIntegers(bytes, p, f0, SAFE) }
  return p
}
export function readWayFindResponse(bytes: Uint8Array, start: number, end: number, depth: number): WayFindResponse {
  if (end - start < 2) malformed('way_find.response', 'its header is cut off')
  let f0: number[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('way_find.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('way_find.response.steps', 'it has no data'); f0 = readIntegers(bytes, at, data, SAFE) as number[]; break
    }
  }
  if (depth > 0 && data !== end) malformed('way_find.response', 'bytes follow it')
  return { steps: f0 ?? [] }
}
export function parseWayFindResponse(json: unknown, _depth: number): WayFindResponse {
  const { steps: f0 } = isStruct(json) ? json : refuse()
  return {
    steps: f0 === undefined ? [] : arrayOf(f0).map(json => integerOf(json)),
  }
}
export function jsonWayFindResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { steps: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"steps":'); pos = arrayJson(f0, bytes, pos, integerJson, 0) }
  return closeObject(bytes, start, pos)
}

export interface BoardTopRequest {
  /** sign, gold */
  board: string
  /** at most 100; 10 when left out */
  count?: number | undefined
  /** rank of the first one; 1 when left out */
  start?: number | undefined
}
export function writeBoardTopRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { board: f0, count: f1, start: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readBoardTopRequest(bytes: Uint8Array, start: number, end: number, depth: number): BoardTopRequest {
  if (end - start < 2) malformed('board_top.request', 'its header is cut off')
  let f0: string = '', f1: number | undefined, f2: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_top.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('board_top.request.board', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('board_top.request', 'bytes follow it')
  return { board: f0, count: f1, start: f2 }
}
export function parseBoardTopRequest(json: unknown, _depth: number): BoardTopRequest {
  const { board: f0, count: f1, start: f2 } = isStruct(json) ? json : refuse()
  return {
    board: f0 === undefined ? '' : textOf(f0),
    count: f1 === undefined ? undefined : integerOf(f1),
    start: f2 === undefined ? undefined : integerOf(f2),
  }
}
export function jsonBoardTopRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { board: f0, count: f1, start: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"board":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"start":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanBoardTopRequest(bytes: Uint8Array, start: number, end: number): BoardTopRequest | undefined {
  let at = start, f0: string | undefined, f1: number | undefined, f2: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"board":"')) { const from = at + 9, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"count":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"start":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f2 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { board: f0 ?? '', count: f1, start: f2 }
}

export interface BoardTopResponse {
  entries: BoardEntry[]
  /** how many are on the board */
  size: number
}
export function writeBoardTopResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { entries: f0, size: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f0)
    for (let i = 0; i < items.length; i++) {
      const end = writeBoardEntry(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readBoardTopResponse(bytes: Uint8Array, start: number, end: number, depth: number): BoardTopResponse {
  if (end - start < 2) malformed('board_top.response', 'its header is cut off')
  let f0: BoardEntry[] | undefined, f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_top.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('board_top.response.entries', 'it has no data')
        f0 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readBoardEntry(bytes, q + 4, next, depth + 1)
          f0.push(item)
          q = next
        }
        break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('board_top.response', 'bytes follow it')
  return { entries: f0 ?? [], size: f1 }
}
export function parseBoardTopResponse(json: unknown, depth: number): BoardTopResponse {
  const { entries: f0, size: f1 } = isStruct(json) ? json : refuse()
  return {
    entries: f0 === undefined ? [] : arrayOf(f0).map(json => parseBoardEntry(json, depth + 1)),
    size: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonBoardTopResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { entries: f0, size: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"entries":'); pos = arrayJson(f0, bytes, pos, jsonBoardEntry, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"size":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface BoardAroundRequest {
  board: string
  /** at most 49; 5 when left out */
  count?: number | undefined
}
export function writeBoardAroundRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { board: f0, count: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readBoardAroundRequest(bytes: Uint8Array, start: number, end: number, depth: number): BoardAroundRequest {
  if (end - start < 2) malformed('board_around.request', 'its header is cut off')
  let f0: string = '', f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_around.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('board_around.request.board', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('board_around.request', 'bytes follow it')
  return { board: f0, count: f1 }
}
export function parseBoardAroundRequest(json: unknown, _depth: number): BoardAroundRequest {
  const { board: f0, count: f1 } = isStruct(json) ? json : refuse()
  return {
    board: f0 === undefined ? '' : textOf(f0),
    count: f1 === undefined ? undefined : integerOf(f1),
  }
}
export function jsonBoardAroundRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { board: f0, count: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"board":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanBoardAroundRequest(bytes: Uint8Array, start: number, end: number): BoardAroundRequest | undefined {
  let at = start, f0: string | undefined, f1: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"board":"')) { const from = at + 9, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"count":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { board: f0 ?? '', count: f1 }
}

export interface BoardAroundResponse {
  entries: BoardEntry[]
}
export function writeBoardAroundResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { entries: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f0)
    for (let i = 0; i < items.length; i++) {
      const end = writeBoardEntry(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  return p
}
export function readBoardAroundResponse(bytes: Uint8Array, start: number, end: number, depth: number): BoardAroundResponse {
  if (end - start < 2) malformed('board_around.response', 'its header is cut off')
  let f0: BoardEntry[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_around.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('board_around.response.entries', 'it has no data')
        f0 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readBoardEntry(bytes, q + 4, next, depth + 1)
          f0.push(item)
          q = next
        }
        break
    }
  }
  if (depth > 0 && data !== end) malformed('board_around.response', 'bytes follow it')
  return { entries: f0 ?? [] }
}
export function parseBoardAroundResponse(json: unknown, depth: number): BoardAroundResponse {
  const { entries: f0 } = isStruct(json) ? json : refuse()
  return {
    entries: f0 === undefined ? [] : arrayOf(f0).map(json => parseBoardEntry(json, depth + 1)),
  }
}
export function jsonBoardAroundResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { entries: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"entries":'); pos = arrayJson(f0, bytes, pos, jsonBoardEntry, depth + 1) }
  return closeObject(bytes, start, pos)
}

export interface BoardMineRequest {
  board: string
}
export function writeBoardMineRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { board: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readBoardMineRequest(bytes: Uint8Array, start: number, end: number, depth: number): BoardMineRequest {
  if (end - start < 2) malformed('board_mine.request', 'its header is cut off')
  let f0: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_mine.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('board_mine.request.board', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('board_mine.request', 'bytes follow it')
  return { board: f0 }
}
export function parseBoardMineRequest(json: unknown, _depth: number): BoardMineRequest {
  const { board: f0 } = isStruct(json) ? json : refuse()
  return {
    board: f0 === undefined ? '' : textOf(f0),
  }
}
export function jsonBoardMineRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { board: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"board":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanBoardMineRequest(bytes: Uint8Array, start: number, end: number): BoardMineRequest | undefined {
  let at = start, f0: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"board":"')) { const from = at + 9, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { board: f0 ?? '' }
}

export interface BoardMineResponse {
  entry?: BoardEntry | undefined
}
export function writeBoardMineResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { entry: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeBoardEntry(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  return p
}
export function readBoardMineResponse(bytes: Uint8Array, start: number, end: number, depth: number): BoardMineResponse {
  if (end - start < 2) malformed('board_mine.response', 'its header is cut off')
  let f0: BoardEntry | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_mine.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('board_mine.response.entry', 'it has no data'); f0 = readBoardEntry(bytes, at, data, depth + 1); break
    }
  }
  if (depth > 0 && data !== end) malformed('board_mine.response', 'bytes follow it')
  return { entry: f0 }
}
export function parseBoardMineResponse(json: unknown, depth: number): BoardMineResponse {
  const { entry: f0 } = isStruct(json) ? json : refuse()
  return {
    entry: f0 === undefined ? undefined : parseBoardEntry(f0, depth + 1),
  }
}
export function jsonBoardMineResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { entry: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"entry":'); pos = jsonBoardEntry(f0, bytes, pos, depth + 1) }
  return closeObject(bytes, start, pos)
}

export interface GuildCreateRequest {
  name: string
}
export function writeGuildCreateRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { name: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readGuildCreateRequest(bytes: Uint8Array, start: number, end: number, depth: number): GuildCreateRequest {
  if (end - start < 2) malformed('guild_create.request', 'its header is cut off')
  let f0: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('guild_create.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('guild_create.request.name', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('guild_create.request', 'bytes follow it')
  return { name: f0 }
}
export function parseGuildCreateRequest(json: unknown, _depth: number): GuildCreateRequest {
  const { name: f0 } = isStruct(json) ? json : refuse()
  return {
    name: f0 === undefined ? '' : textOf(f0),
  }
}
export function jsonGuildCreateRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { name: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"name":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanGuildCreateRequest(bytes: Uint8Array, start: number, end: number): GuildCreateRequest | undefined {
  let at = start, f0: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"name":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { name: f0 ?? '' }
}

export interface GuildCreateResponse {
  guild: GuildInfo
}
export function writeGuildCreateResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { guild: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeGuildInfo(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  return p
}
export function readGuildCreateResponse(bytes: Uint8Array, start: number, end: number, depth: number): GuildCreateResponse {
  if (end - start < 2) malformed('guild_create.response', 'its header is cut off')
  let f0: GuildInfo | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('guild_create.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('guild_create.response.guild', 'it has no data'); f0 = readGuildInfo(bytes, at, data, depth + 1); break
    }
  }
  if (depth > 0 && data !== end) malformed('guild_create.response', 'bytes follow it')
  return { guild: f0 ?? readGuildInfo(NO_FIELDS, 0, 2, 0) }
}
export function parseGuildCreateResponse(json: unknown, depth: number): GuildCreateResponse {
  const { guild: f0 } = isStruct(json) ? json : refuse()
  return {
    guild: f0 === undefined ? parseGuildInfo({}, 0) : parseGuildInfo(f0, depth + 1),
  }
}
export function jsonGuildCreateResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { guild: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"guild":'); pos = jsonGuildInfo(f0, bytes, pos, depth + 1) }
  return closeObject(bytes, start, pos)
}

export interface GuildJoinRequest {
  id: string
}
export function writeGuildJoinRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readGuildJoinRequest(bytes: Uint8Array, start: number, end: number, depth: number): GuildJoinRequest {
  if (end - start < 2) malformed('guild_join.request', 'its header is cut off')
  let f0: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('guild_join.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('guild_join.request.id', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('guild_join.request', 'bytes follow it')
  return { id: f0 }
}
export function parseGuildJoinRequest(json: unknown, _depth: number): GuildJoinRequest {
  const { id: f0 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
  }
}
export function jsonGuildJoinRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanGuildJoinRequest(bytes: Uint8Array, start: number, end: number): GuildJoinRequest | undefined {
  let at = start, f0: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"id":"')) { const from = at + 6, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { id: f0 ?? '' }
}

export interface GuildJoinResponse {
  guild: GuildInfo
}
export function writeGuildJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { guild: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeGuildInfo(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  return p
}
export function readGuildJoinResponse(bytes: Uint8Array, start: number, end: number, depth: number): GuildJoinResponse {
  if (end - start < 2) malformed('guild_join.response', 'its header is cut off')
  let f0: GuildInfo | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('guild_join.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('guild_join.response.guild', 'it has no data'); f0 = readGuildInfo(bytes, at, data, depth + 1); break
    }
  }
  if (depth > 0 && data !== end) malformed('guild_join.response', 'bytes follow it')
  return { guild: f0 ?? readGuildInfo(NO_FIELDS, 0, 2, 0) }
}
export function parseGuildJoinResponse(json: unknown, depth: number): GuildJoinResponse {
  const { guild: f0 } = isStruct(json) ? json : refuse()
  return {
    guild: f0 === undefined ? parseGuildInfo({}, 0) : parseGuildInfo(f0, depth + 1),
  }
}
export function jsonGuildJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { guild: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"guild":'); pos = jsonGuildInfo(f0, bytes, pos, depth + 1) }
  return closeObject(bytes, start, pos)
}

export type GuildLeaveResponse = Record<string, never>
export const writeGuildLeaveResponse = writeEmpty
export const readGuildLeaveResponse = readEmpty
export const parseGuildLeaveResponse = parseEmpty
export const jsonGuildLeaveResponse = jsonEmpty

export interface GuildDonateRequest {
  gold: number
}
export function writeGuildDonateRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { gold: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}
export function readGuildDonateRequest(bytes: Uint8Array, start: number, end: number, depth: number): GuildDonateRequest {
  if (end - start < 2) malformed('guild_donate.request', 'its header is cut off')
  let f0: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('guild_donate.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('guild_donate.request', 'bytes follow it')
  return { gold: f0 }
}
export function parseGuildDonateRequest(json: unknown, _depth: number): GuildDonateRequest {
  const { gold: f0 } = isStruct(json) ? json : refuse()
  return {
    gold: f0 === undefined ? 0 : integerOf(f0),
  }
}
export function jsonGuildDonateRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { gold: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"gold":'); pos = integerJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanGuildDonateRequest(bytes: Uint8Array, start: number, end: number): GuildDonateRequest | undefined {
  let at = start, f0: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"gold":')) { const from = at + 7, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f0 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { gold: f0 ?? 0 }
}

export interface GuildDonateResponse {
  /** what the player has now */
  gold: number
}
export function writeGuildDonateResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { gold: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}
export function readGuildDonateResponse(bytes: Uint8Array, start: number, end: number, depth: number): GuildDonateResponse {
  if (end - start < 2) malformed('guild_donate.response', 'its header is cut off')
  let f0: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('guild_donate.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('guild_donate.response', 'bytes follow it')
  return { gold: f0 }
}
export function parseGuildDonateResponse(json: unknown, _depth: number): GuildDonateResponse {
  const { gold: f0 } = isStruct(json) ? json : refuse()
  return {
    gold: f0 === undefined ? 0 : integerOf(f0),
  }
}
export function jsonGuildDonateResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { gold: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"gold":'); pos = integerJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface GuildShowResponse {
  guild: GuildInfo
  members: GuildMember[]
  /** the last 100 entries, the oldest first */
  log: string[]
}
export function writeGuildShowResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { guild: f0, members: f1, log: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeGuildInfo(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f1)
    for (let i = 0; i < items.length; i++) {
      const end = writeGuildMember(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeStrings(bytes, p, f2) }
  return p
}
export function readGuildShowResponse(bytes: Uint8Array, start: number, end: number, depth: number): GuildShowResponse {
  if (end - start < 2) malformed('guild_show.response', 'its header is cut off')
  let f0: GuildInfo | undefined, f1: GuildMember[] | undefined, f2: string[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('guild_show.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('guild_show.response.guild', 'it has no data'); f0 = readGuildInfo(bytes, at, data, depth + 1); break
      case 1:
        if (word !== 0) malformed('guild_show.response.members', 'it has no data')
        f1 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readGuildMember(bytes, q + 4, next, depth + 1)
          f1.push(item)
          q = next
        }
        break
      case 2: if (word !== 0) malformed('guild_show.response.log', 'it has no data'); f2 = readStrings(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('guild_show.response', 'bytes follow it')
  return { guild: f0 ?? readGuildInfo(NO_FIELDS, 0, 2, 0), members: f1 ?? [], log: f2 ?? [] }
}
export function parseGuildShowResponse(json: unknown, depth: number): GuildShowResponse {
  const { guild: f0, members: f1, log: f2 } = isStruct(json) ? json : refuse()
  return {
    guild: f0 === undefined ? parseGuildInfo({}, 0) : parseGuildInfo(f0, depth + 1),
    members: f1 === undefined ? [] : arrayOf(f1).map(json => parseGuildMember(json, depth + 1)),
    log: f2 === undefined ? [] : arrayOf(f2).map(json => textOf(json)),
  }
}
export function jsonGuildShowResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { guild: f0, members: f1, log: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"guild":'); pos = jsonGuildInfo(f0, bytes, pos, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"members":'); pos = arrayJson(f1, bytes, pos, jsonGuildMember, depth + 1) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"log":'); pos = arrayJson(f2, bytes, pos, textJson, 0) }
  return closeObject(bytes, start, pos)
}

export interface GuildListRequest {
  /** `next` of the page before; the first page without it */
  after?: string | undefined
}
export function writeGuildListRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { after: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readGuildListRequest(bytes: Uint8Array, start: number, end: number, depth: number): GuildListRequest {
  if (end - start < 2) malformed('guild_list.request', 'its header is cut off')
  let f0: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('guild_list.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('guild_list.request.after', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('guild_list.request', 'bytes follow it')
  return { after: f0 }
}
export function parseGuildListRequest(json: unknown, _depth: number): GuildListRequest {
  const { after: f0 } = isStruct(json) ? json : refuse()
  return {
    after: f0 === undefined ? undefined : textOf(f0),
  }
}
export function jsonGuildListRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { after: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"after":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanGuildListRequest(bytes: Uint8Array, start: number, end: number): GuildListRequest | undefined {
  let at = start, f0: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"after":"')) { const from = at + 9, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { after: f0 }
}

export interface GuildListResponse {
  guilds: GuildInfo[]
  /** there are more */
  next?: string | undefined
}
export function writeGuildListResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { guilds: f0, next: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f0)
    for (let i = 0; i < items.length; i++) {
      const end = writeGuildInfo(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  return p
}
export function readGuildListResponse(bytes: Uint8Array, start: number, end: number, depth: number): GuildListResponse {
  if (end - start < 2) malformed('guild_list.response', 'its header is cut off')
  let f0: GuildInfo[] | undefined, f1: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('guild_list.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('guild_list.response.guilds', 'it has no data')
        f0 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readGuildInfo(bytes, q + 4, next, depth + 1)
          f0.push(item)
          q = next
        }
        break
      case 1: if (word !== 0) malformed('guild_list.response.next', 'it has no data'); f1 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('guild_list.response', 'bytes follow it')
  return { guilds: f0 ?? [], next: f1 }
}
export function parseGuildListResponse(json: unknown, depth: number): GuildListResponse {
  const { guilds: f0, next: f1 } = isStruct(json) ? json : refuse()
  return {
    guilds: f0 === undefined ? [] : arrayOf(f0).map(json => parseGuildInfo(json, depth + 1)),
    next: f1 === undefined ? undefined : textOf(f1),
  }
}
export function jsonGuildListResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { guilds: f0, next: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"guilds":'); pos = arrayJson(f0, bytes, pos, jsonGuildInfo, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"next":'); pos = textJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface MarketSellRequest {
  item: number
  count: number
  price: number
}
export function writeMarketSellRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { item: f0, count: f1, price: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
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
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readMarketSellRequest(bytes: Uint8Array, start: number, end: number, depth: number): MarketSellRequest {
  if (end - start < 2) malformed('market_sell.request', 'its header is cut off')
  let f0: number = 0, f1: number = 0, f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('market_sell.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('market_sell.request', 'bytes follow it')
  return { item: f0, count: f1, price: f2 }
}
export function parseMarketSellRequest(json: unknown, _depth: number): MarketSellRequest {
  const { item: f0, count: f1, price: f2 } = isStruct(json) ? json : refuse()
  return {
    item: f0 === undefined ? 0 : integerOf(f0),
    count: f1 === undefined ? 0 : integerOf(f1),
    price: f2 === undefined ? 0 : integerOf(f2),
  }
}
export function jsonMarketSellRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { item: f0, count: f1, price: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"item":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"price":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanMarketSellRequest(bytes: Uint8Array, start: number, end: number): MarketSellRequest | undefined {
  let at = start, f0: number | undefined, f1: number | undefined, f2: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"item":')) { const from = at + 7, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f0 = integerIn(bytes, from, stop); at = stop; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"count":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"price":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f2 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { item: f0 ?? 0, count: f1 ?? 0, price: f2 ?? 0 }
}

export type MarketSellResponse = Record<string, never>
export const writeMarketSellResponse = writeEmpty
export const readMarketSellResponse = readEmpty
export const parseMarketSellResponse = parseEmpty
export const jsonMarketSellResponse = jsonEmpty

export interface MarketBuyRequest {
  item: number
  count: number
  price: number
}
export function writeMarketBuyRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { item: f0, count: f1, price: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
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
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readMarketBuyRequest(bytes: Uint8Array, start: number, end: number, depth: number): MarketBuyRequest {
  if (end - start < 2) malformed('market_buy.request', 'its header is cut off')
  let f0: number = 0, f1: number = 0, f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('market_buy.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('market_buy.request', 'bytes follow it')
  return { item: f0, count: f1, price: f2 }
}
export function parseMarketBuyRequest(json: unknown, _depth: number): MarketBuyRequest {
  const { item: f0, count: f1, price: f2 } = isStruct(json) ? json : refuse()
  return {
    item: f0 === undefined ? 0 : integerOf(f0),
    count: f1 === undefined ? 0 : integerOf(f1),
    price: f2 === undefined ? 0 : integerOf(f2),
  }
}
export function jsonMarketBuyRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { item: f0, count: f1, price: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"item":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"price":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanMarketBuyRequest(bytes: Uint8Array, start: number, end: number): MarketBuyRequest | undefined {
  let at = start, f0: number | undefined, f1: number | undefined, f2: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"item":')) { const from = at + 7, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f0 = integerIn(bytes, from, stop); at = stop; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"count":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (f2 === undefined && hasAscii(bytes, at, '"price":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f2 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { item: f0 ?? 0, count: f1 ?? 0, price: f2 ?? 0 }
}

export type MarketBuyResponse = Record<string, never>
export const writeMarketBuyResponse = writeEmpty
export const readMarketBuyResponse = readEmpty
export const parseMarketBuyResponse = parseEmpty
export const jsonMarketBuyResponse = jsonEmpty

export interface MarketCancelRequest {
  item: number
  order: number
}
export function writeMarketCancelRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { item: f0, order: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readMarketCancelRequest(bytes: Uint8Array, start: number, end: number, depth: number): MarketCancelRequest {
  if (end - start < 2) malformed('market_cancel.request', 'its header is cut off')
  let f0: number = 0, f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('market_cancel.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('market_cancel.request', 'bytes follow it')
  return { item: f0, order: f1 }
}
export function parseMarketCancelRequest(json: unknown, _depth: number): MarketCancelRequest {
  const { item: f0, order: f1 } = isStruct(json) ? json : refuse()
  return {
    item: f0 === undefined ? 0 : integerOf(f0),
    order: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonMarketCancelRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { item: f0, order: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"item":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"order":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanMarketCancelRequest(bytes: Uint8Array, start: number, end: number): MarketCancelRequest | undefined {
  let at = start, f0: number | undefined, f1: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"item":')) { const from = at + 7, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f0 = integerIn(bytes, from, stop); at = stop; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"order":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { item: f0 ?? 0, order: f1 ?? 0 }
}

export type MarketCancelResponse = Record<string, never>
export const writeMarketCancelResponse = writeEmpty
export const readMarketCancelResponse = readEmpty
export const parseMarketCancelResponse = parseEmpty
export const jsonMarketCancelResponse = jsonEmpty

export interface MarketShowRequest {
  item: number
}
export function writeMarketShowRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { item: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}
export function readMarketShowRequest(bytes: Uint8Array, start: number, end: number, depth: number): MarketShowRequest {
  if (end - start < 2) malformed('market_show.request', 'its header is cut off')
  let f0: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('market_show.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('market_show.request', 'bytes follow it')
  return { item: f0 }
}
export function parseMarketShowRequest(json: unknown, _depth: number): MarketShowRequest {
  const { item: f0 } = isStruct(json) ? json : refuse()
  return {
    item: f0 === undefined ? 0 : integerOf(f0),
  }
}
export function jsonMarketShowRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { item: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"item":'); pos = integerJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanMarketShowRequest(bytes: Uint8Array, start: number, end: number): MarketShowRequest | undefined {
  let at = start, f0: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"item":')) { const from = at + 7, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f0 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { item: f0 ?? 0 }
}

export interface MarketShowResponse {
  orders: MarketOrder[]
  gold: number
  /** of the item, in the bag */
  count: number
}
export function writeMarketShowResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { orders: f0, gold: f1, count: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f0)
    for (let i = 0; i < items.length; i++) {
      const end = writeMarketOrder(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}
export function readMarketShowResponse(bytes: Uint8Array, start: number, end: number, depth: number): MarketShowResponse {
  if (end - start < 2) malformed('market_show.response', 'its header is cut off')
  let f0: MarketOrder[] | undefined, f1: number = 0, f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('market_show.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('market_show.response.orders', 'it has no data')
        f0 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readMarketOrder(bytes, q + 4, next, depth + 1)
          f0.push(item)
          q = next
        }
        break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('market_show.response', 'bytes follow it')
  return { orders: f0 ?? [], gold: f1, count: f2 }
}
export function parseMarketShowResponse(json: unknown, depth: number): MarketShowResponse {
  const { orders: f0, gold: f1, count: f2 } = isStruct(json) ? json : refuse()
  return {
    orders: f0 === undefined ? [] : arrayOf(f0).map(json => parseMarketOrder(json, depth + 1)),
    gold: f1 === undefined ? 0 : integerOf(f1),
    count: f2 === undefined ? 0 : integerOf(f2),
  }
}
export function jsonMarketShowResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { orders: f0, gold: f1, count: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"orders":'); pos = arrayJson(f0, bytes, pos, jsonMarketOrder, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"gold":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ArenaJoinResponse {
  room: RoomInfo
  number: number
  /** its number in patches and inputs */
  view?: number | undefined
  life?: number | undefined
  tick?: number | undefined
  tick_ms?: number | undefined
  patch_ms?: number | undefined
  seed?: number | undefined
}
export function writeArenaJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : f5 === undefined ? 2 : 1) + (f7 === undefined ? 0 : f6 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeRoomInfo(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    last = 2
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
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
  if (f5 !== undefined) {
    if (f4 === undefined) h = putSkip(bytes, h, 5 - last)
    last = 5
    const fixed = fixedOf(f5, 1000)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f6 !== undefined) {
    if (f5 === undefined) h = putSkip(bytes, h, 6 - last)
    last = 6
    const fixed = fixedOf(f6, 1000)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f7 !== undefined) {
    if (f6 === undefined) h = putSkip(bytes, h, 7 - last)
    const inline = typeof f7 === 'number' && f7 >= 0 && f7 < 0x7fff && (f7 | 0) === f7 ? (f7 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f7, SAFE)
  }
  return p
}
export function readArenaJoinResponse(bytes: Uint8Array, start: number, end: number, depth: number): ArenaJoinResponse {
  if (end - start < 2) malformed('arena_join.response', 'its header is cut off')
  let f0: RoomInfo | undefined, f1: number = 0, f2: number | undefined, f3: number | undefined, f4: number | undefined, f5: number | undefined, f6: number | undefined, f7: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('arena_join.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('arena_join.response.room', 'it has no data'); f0 = readRoomInfo(bytes, at, data, depth + 1); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 5: f5 = word !== 0 ? ((word >> 1) - 1) / 1000 : readFixed(bytes, at, data, 1000); break
      case 6: f6 = word !== 0 ? ((word >> 1) - 1) / 1000 : readFixed(bytes, at, data, 1000); break
      case 7: f7 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('arena_join.response', 'bytes follow it')
  return { room: f0 ?? readRoomInfo(NO_FIELDS, 0, 2, 0), number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 }
}
export function parseArenaJoinResponse(json: unknown, depth: number): ArenaJoinResponse {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? parseRoomInfo({}, 0) : parseRoomInfo(f0, depth + 1),
    number: f1 === undefined ? 0 : integerOf(f1),
    view: f2 === undefined ? undefined : integerOf(f2),
    life: f3 === undefined ? undefined : integerOf(f3),
    tick: f4 === undefined ? undefined : integerOf(f4),
    tick_ms: f5 === undefined ? undefined : fixedNumberOf(f5, 1000),
    patch_ms: f6 === undefined ? undefined : fixedNumberOf(f6, 1000),
    seed: f7 === undefined ? undefined : integerOf(f7),
  }
}
export function jsonArenaJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = jsonRoomInfo(f0, bytes, pos, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"view":'); pos = integerJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"life":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"tick":'); pos = integerJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"tick_ms":'); pos = fixedJson(f5, bytes, pos, 1000) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"patch_ms":'); pos = fixedJson(f6, bytes, pos, 1000) }
  if (f7 !== undefined) { pos = putAscii(bytes, pos, ',"seed":'); pos = integerJson(f7, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ArenaSteerRequest {
  head: InputHead
  /** radians a second; below 0 to the left */
  turn: number
  go: boolean
  fire: boolean
}
export function writeArenaSteerRequest(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { head: f0, turn: f1, go: f2, fire: f3 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeInputHead(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const fixed = fixedOf(f1, 100)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; if (typeof f2 !== 'boolean') return refuse(); bytes[h++] = f2 ? 4 : 2; bytes[h++] = 0 }
  if (f3 !== undefined) { if (f2 === undefined) h = putSkip(bytes, h, 3 - last); if (typeof f3 !== 'boolean') return refuse(); bytes[h++] = f3 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readArenaSteerRequest(bytes: Uint8Array, start: number, end: number, depth: number): ArenaSteerRequest {
  if (end - start < 2) malformed('arena_steer.request', 'its header is cut off')
  let f0: InputHead | undefined, f1: number = 0, f2: boolean = false, f3: boolean = false
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('arena_steer.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('arena_steer.request.head', 'it has no data'); f0 = readInputHead(bytes, at, data, depth + 1); break
      case 1: f1 = word !== 0 ? ((word >> 1) - 1) / 100 : readFixed(bytes, at, data, 100); break
      case 2: if (word === 0) malformed('arena_steer.request.go', 'a boolean with data'); f2 = word !== 2; break
      case 3: if (word === 0) malformed('arena_steer.request.fire', 'a boolean with data'); f3 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('arena_steer.request', 'bytes follow it')
  return { head: f0 ?? readInputHead(NO_FIELDS, 0, 2, 0), turn: f1, go: f2, fire: f3 }
}
export function parseArenaSteerRequest(json: unknown, depth: number): ArenaSteerRequest {
  const { head: f0, turn: f1, go: f2, fire: f3 } = isStruct(json) ? json : refuse()
  return {
    head: f0 === undefined ? parseInputHead({}, 0) : parseInputHead(f0, depth + 1),
    turn: f1 === undefined ? 0 : fixedNumberOf(f1, 100),
    go: f2 === undefined ? false : booleanOf(f2),
    fire: f3 === undefined ? false : booleanOf(f3),
  }
}
export function jsonArenaSteerRequest(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { head: f0, turn: f1, go: f2, fire: f3 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"head":'); pos = jsonInputHead(f0, bytes, pos, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"turn":'); pos = fixedJson(f1, bytes, pos, 100) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"go":'); pos = booleanJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"fire":'); pos = booleanJson(f3, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ArenaBotsRequest {
  room: string
  count: number
}
export function writeArenaBotsRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, count: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readArenaBotsRequest(bytes: Uint8Array, start: number, end: number, depth: number): ArenaBotsRequest {
  if (end - start < 2) malformed('arena_bots.request', 'its header is cut off')
  let f0: string = '', f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('arena_bots.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('arena_bots.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('arena_bots.request', 'bytes follow it')
  return { room: f0, count: f1 }
}
export function parseArenaBotsRequest(json: unknown, _depth: number): ArenaBotsRequest {
  const { room: f0, count: f1 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
    count: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonArenaBotsRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, count: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanArenaBotsRequest(bytes: Uint8Array, start: number, end: number): ArenaBotsRequest | undefined {
  let at = start, f0: string | undefined, f1: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"room":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"count":')) { const from = at + 8, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { room: f0 ?? '', count: f1 ?? 0 }
}

export interface ArenaBotsResponse {
  count: number
}
export function writeArenaBotsResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { count: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}
export function readArenaBotsResponse(bytes: Uint8Array, start: number, end: number, depth: number): ArenaBotsResponse {
  if (end - start < 2) malformed('arena_bots.response', 'its header is cut off')
  let f0: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('arena_bots.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('arena_bots.response', 'bytes follow it')
  return { count: f0 }
}
export function parseArenaBotsResponse(json: unknown, _depth: number): ArenaBotsResponse {
  const { count: f0 } = isStruct(json) ? json : refuse()
  return {
    count: f0 === undefined ? 0 : integerOf(f0),
  }
}
export function jsonArenaBotsResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { count: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ArenaTruthRequest {
  room: string
}
export function writeArenaTruthRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) { bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  return p
}
export function readArenaTruthRequest(bytes: Uint8Array, start: number, end: number, depth: number): ArenaTruthRequest {
  if (end - start < 2) malformed('arena_truth.request', 'its header is cut off')
  let f0: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('arena_truth.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('arena_truth.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('arena_truth.request', 'bytes follow it')
  return { room: f0 }
}
export function parseArenaTruthRequest(json: unknown, _depth: number): ArenaTruthRequest {
  const { room: f0 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
  }
}
export function jsonArenaTruthRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanArenaTruthRequest(bytes: Uint8Array, start: number, end: number): ArenaTruthRequest | undefined {
  let at = start, f0: string | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"room":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { room: f0 ?? '' }
}

export interface ArenaTruthResponse {
  tick: number
  heroes: ArenaHero[]
  /** ms that the last tick took */
  tick_ms: number
}
export function writeArenaTruthResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { tick: f0, heroes: f1, tick_ms: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
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
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f1)
    for (let i = 0; i < items.length; i++) {
      const end = writeArenaHero(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    const fixed = fixedOf(f2, 1000)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  return p
}
export function readArenaTruthResponse(bytes: Uint8Array, start: number, end: number, depth: number): ArenaTruthResponse {
  if (end - start < 2) malformed('arena_truth.response', 'its header is cut off')
  let f0: number = 0, f1: ArenaHero[] | undefined, f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('arena_truth.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1:
        if (word !== 0) malformed('arena_truth.response.heroes', 'it has no data')
        f1 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readArenaHero(bytes, q + 4, next, depth + 1)
          f1.push(item)
          q = next
        }
        break
      case 2: f2 = word !== 0 ? ((word >> 1) - 1) / 1000 : readFixed(bytes, at, data, 1000); break
    }
  }
  if (depth > 0 && data !== end) malformed('arena_truth.response', 'bytes follow it')
  return { tick: f0, heroes: f1 ?? [], tick_ms: f2 }
}
export function parseArenaTruthResponse(json: unknown, depth: number): ArenaTruthResponse {
  const { tick: f0, heroes: f1, tick_ms: f2 } = isStruct(json) ? json : refuse()
  return {
    tick: f0 === undefined ? 0 : integerOf(f0),
    heroes: f1 === undefined ? [] : arrayOf(f1).map(json => parseArenaHero(json, depth + 1)),
    tick_ms: f2 === undefined ? 0 : fixedNumberOf(f2, 1000),
  }
}
export function jsonArenaTruthResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { tick: f0, heroes: f1, tick_ms: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"tick":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"heroes":'); pos = arrayJson(f1, bytes, pos, jsonArenaHero, depth + 1) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"tick_ms":'); pos = fixedJson(f2, bytes, pos, 1000) }
  return closeObject(bytes, start, pos)
}

export interface CardsJoinResponse {
  room: RoomInfo
  number: number
  /** its number in patches */
  view?: number | undefined
  life?: number | undefined
  tick?: number | undefined
  tick_ms?: number | undefined
  patch_ms?: number | undefined
  seed?: number | undefined
}
export function writeCardsJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : f5 === undefined ? 2 : 1) + (f7 === undefined ? 0 : f6 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeRoomInfo(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    last = 2
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
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
  if (f5 !== undefined) {
    if (f4 === undefined) h = putSkip(bytes, h, 5 - last)
    last = 5
    const fixed = fixedOf(f5, 1000)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f6 !== undefined) {
    if (f5 === undefined) h = putSkip(bytes, h, 6 - last)
    last = 6
    const fixed = fixedOf(f6, 1000)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f7 !== undefined) {
    if (f6 === undefined) h = putSkip(bytes, h, 7 - last)
    const inline = typeof f7 === 'number' && f7 >= 0 && f7 < 0x7fff && (f7 | 0) === f7 ? (f7 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f7, SAFE)
  }
  return p
}
export function readCardsJoinResponse(bytes: Uint8Array, start: number, end: number, depth: number): CardsJoinResponse {
  if (end - start < 2) malformed('cards_join.response', 'its header is cut off')
  let f0: RoomInfo | undefined, f1: number = 0, f2: number | undefined, f3: number | undefined, f4: number | undefined, f5: number | undefined, f6: number | undefined, f7: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('cards_join.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('cards_join.response.room', 'it has no data'); f0 = readRoomInfo(bytes, at, data, depth + 1); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 5: f5 = word !== 0 ? ((word >> 1) - 1) / 1000 : readFixed(bytes, at, data, 1000); break
      case 6: f6 = word !== 0 ? ((word >> 1) - 1) / 1000 : readFixed(bytes, at, data, 1000); break
      case 7: f7 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('cards_join.response', 'bytes follow it')
  return { room: f0 ?? readRoomInfo(NO_FIELDS, 0, 2, 0), number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 }
}
export function parseCardsJoinResponse(json: unknown, depth: number): CardsJoinResponse {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? parseRoomInfo({}, 0) : parseRoomInfo(f0, depth + 1),
    number: f1 === undefined ? 0 : integerOf(f1),
    view: f2 === undefined ? undefined : integerOf(f2),
    life: f3 === undefined ? undefined : integerOf(f3),
    tick: f4 === undefined ? undefined : integerOf(f4),
    tick_ms: f5 === undefined ? undefined : fixedNumberOf(f5, 1000),
    patch_ms: f6 === undefined ? undefined : fixedNumberOf(f6, 1000),
    seed: f7 === undefined ? undefined : integerOf(f7),
  }
}
export function jsonCardsJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1, view: f2, life: f3, tick: f4, tick_ms: f5, patch_ms: f6, seed: f7 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = jsonRoomInfo(f0, bytes, pos, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"view":'); pos = integerJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"life":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"tick":'); pos = integerJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"tick_ms":'); pos = fixedJson(f5, bytes, pos, 1000) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"patch_ms":'); pos = fixedJson(f6, bytes, pos, 1000) }
  if (f7 !== undefined) { pos = putAscii(bytes, pos, ',"seed":'); pos = integerJson(f7, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface CardsLayRequest {
  room: string
  /** its id in cards_view */
  card: number
}
export function writeCardsLayRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, card: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readCardsLayRequest(bytes: Uint8Array, start: number, end: number, depth: number): CardsLayRequest {
  if (end - start < 2) malformed('cards_lay.request', 'its header is cut off')
  let f0: string = '', f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('cards_lay.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('cards_lay.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('cards_lay.request', 'bytes follow it')
  return { room: f0, card: f1 }
}
export function parseCardsLayRequest(json: unknown, _depth: number): CardsLayRequest {
  const { room: f0, card: f1 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
    card: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonCardsLayRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, card: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"card":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanCardsLayRequest(bytes: Uint8Array, start: number, end: number): CardsLayRequest | undefined {
  let at = start, f0: string | undefined, f1: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"room":"')) { const from = at + 8, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"card":')) { const from = at + 7, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { room: f0 ?? '', card: f1 ?? 0 }
}

export type CardsLayResponse = Record<string, never>
export const writeCardsLayResponse = writeEmpty
export const readCardsLayResponse = readEmpty
export const parseCardsLayResponse = parseEmpty
export const jsonCardsLayResponse = jsonEmpty

/** What clients ask: the body they send and the reply they get. */
export interface C2sRequests {
  /** Logs in, and creates the role at the first time. */
  login: { body: LoginRequest; reply: LoginResponse }
  /** Gives back what it was sent. */
  echo: { body: EchoRequest; reply: EchoResponse }
  /** Leaves the account; the connection stays and is a guest again. */
  logout: { body: undefined; reply: LogoutResponse }
  /** The daily sign-in. */
  sign: { body: undefined; reply: SignResponse }
  /** Buys from the shop: each offer so often a day. */
  shop_buy: { body: ShopBuyRequest; reply: ShopBuyResponse }
  /** The present of the day. */
  present: { body: undefined; reply: PresentResponse }
  /** Opens a room and joins it as its owner. */
  room_create: { body: RoomCreateRequest; reply: RoomCreateResponse }
  /**
   * Joins the room `id`; or, with a kind that has channels (world), the channel that has a place. A world may be joined again
   * by who is in: the next patch is a full one.
   */
  room_join: { body: RoomJoinRequest; reply: RoomJoinResponse }
  room_leave: { body: RoomLeaveRequest; reply: RoomLeaveResponse }
  room_say: { body: RoomSayRequest; reply: RoomSayResponse }
  room_list: { body: RoomListRequest; reply: RoomListResponse }
  room_members: { body: RoomMembersRequest; reply: RoomMembersResponse }
  /** What was said, in order: numbers `from` and up, or without it the last ones. */
  room_history: { body: RoomHistoryRequest; reply: RoomHistoryResponse }
  /** Moderators: a member has to leave, and can't come back for a while. */
  room_kick: { body: RoomKickRequest; reply: RoomKickResponse }
  /** Moderators: a member may not speak for `seconds`; 0 ends it. */
  room_mute: { body: RoomMuteRequest; reply: RoomMuteResponse }
  /** Moderators: takes the text of a message away. */
  room_remove: { body: RoomRemoveRequest; reply: RoomRemoveResponse }
  /** Moderators: nobody may join while it is locked. A password that is sent replaces the old one, empty for none. */
  room_lock: { body: RoomLockRequest; reply: RoomLockResponse }
  /** The owner: makes a member a moderator, or no longer. */
  room_moderator: { body: RoomModeratorRequest; reply: RoomModeratorResponse }
  /** To one player, wherever that one is: by uid or by account. */
  whisper: { body: WhisperRequest; reply: WhisperResponse }
  /** From now on nothing of this player reaches you; with is_blocked false it does again. */
  block: { body: BlockRequest; reply: BlockResponse }
  /** Whether a player is online, and where: by uid or by account. */
  presence: { body: PresenceRequest; reply: PresenceResponse }
  /** Meets an opponent, or waits for one; room_leave gives up. */
  duel_join: { body: undefined; reply: DuelJoinResponse }
  /** Shows a hand, which stays. When both have, the duel is decided. */
  duel_show: { body: DuelShowRequest; reply: DuelShowResponse }
  /** The first places of a leaderboard, or those from another rank on. */
  board_top: { body: BoardTopRequest; reply: BoardTopResponse }
  /** Those around the player: up to `count` in front and as many behind; none when the player is not on the board. */
  board_around: { body: BoardAroundRequest; reply: BoardAroundResponse }
  /** The player's own entry; none when the player is not on the board. */
  board_mine: { body: BoardMineRequest; reply: BoardMineResponse }
  /** Founds a guild, of which the player is the first member. */
  guild_create: { body: GuildCreateRequest; reply: GuildCreateResponse }
  guild_join: { body: GuildJoinRequest; reply: GuildJoinResponse }
  guild_leave: { body: undefined; reply: GuildLeaveResponse }
  /** Gives gold to the player's guild. It counts a moment later; what the guild does not take comes back. */
  guild_donate: { body: GuildDonateRequest; reply: GuildDonateResponse }
  /** The player's guild. */
  guild_show: { body: undefined; reply: GuildShowResponse }
  /** Guilds, the highest level first. */
  guild_list: { body: GuildListRequest; reply: GuildListResponse }
  /** Sells items of the bag for at least `price` each, at once or when somebody buys. */
  market_sell: { body: MarketSellRequest; reply: MarketSellResponse }
  /** Buys items for at most `price` each, which is taken now; what is not needed comes back. */
  market_buy: { body: MarketBuyRequest; reply: MarketBuyResponse }
  /** Takes an own order back: its items or its gold follow. */
  market_cancel: { body: MarketCancelRequest; reply: MarketCancelResponse }
  /** The orders for an item, and what the player has. */
  market_show: { body: MarketShowRequest; reply: MarketShowResponse }
  /** The shortest way over a map, from one cell to another. Cells are counted from 0, row by row. */
  way_find: { body: WayFindRequest; reply: WayFindResponse }
  /** Joins an arena that has a place, or a new one. */
  arena_join: { body: undefined; reply: ArenaJoinResponse }
  /** Steers the own hero, once a tick. */
  arena_steer: { body: ArenaSteerRequest; reply: undefined }
  /** Sets how many bots there are, at most 200. */
  arena_bots: { body: ArenaBotsRequest; reply: ArenaBotsResponse }
  /** For the tester page: all heroes, whether seen or not, as the server has them. */
  arena_truth: { body: ArenaTruthRequest; reply: ArenaTruthResponse }
  /** Sits down at a table of cards where one waits, or at a new one. */
  cards_join: { body: undefined; reply: CardsJoinResponse }
  /** Lays a card of the own hand. */
  cards_lay: { body: CardsLayRequest; reply: CardsLayResponse }
}

/** What the server tells unasked: the body of each push. */
export interface C2sPushes {
}

export const shapesC2s: Record<string, $Shape> = {
  'GuildInfo': { write: writeGuildInfo, read: readGuildInfo, fromJson: parseGuildInfo, writeJson: jsonGuildInfo },
  'GuildMember': { write: writeGuildMember, read: readGuildMember, fromJson: parseGuildMember, writeJson: jsonGuildMember },
  'MarketOrder': { write: writeMarketOrder, read: readMarketOrder, fromJson: parseMarketOrder, writeJson: jsonMarketOrder },
  'login.request': { write: writeLoginRequest, read: readLoginRequest, fromJson: parseLoginRequest, writeJson: jsonLoginRequest, scan: scanLoginRequest },
  'login.response': { write: writeLoginResponse, read: readLoginResponse, fromJson: parseLoginResponse, writeJson: jsonLoginResponse },
  'echo.request': { write: writeEchoRequest, read: readEchoRequest, fromJson: parseEchoRequest, writeJson: jsonEchoRequest, scan: scanEchoRequest },
  'echo.response': { write: writeEchoResponse, read: readEchoResponse, fromJson: parseEchoResponse, writeJson: jsonEchoResponse },
  'logout.response': { write: writeLogoutResponse, read: readLogoutResponse, fromJson: parseLogoutResponse, writeJson: jsonLogoutResponse },
  'sign.response': { write: writeSignResponse, read: readSignResponse, fromJson: parseSignResponse, writeJson: jsonSignResponse },
  'shop_buy.request': { write: writeShopBuyRequest, read: readShopBuyRequest, fromJson: parseShopBuyRequest, writeJson: jsonShopBuyRequest, scan: scanShopBuyRequest },
  'shop_buy.response': { write: writeShopBuyResponse, read: readShopBuyResponse, fromJson: parseShopBuyResponse, writeJson: jsonShopBuyResponse },
  'present.response': { write: writePresentResponse, read: readPresentResponse, fromJson: parsePresentResponse, writeJson: jsonPresentResponse },
  'room_create.request': { write: writeRoomCreateRequest, read: readRoomCreateRequest, fromJson: parseRoomCreateRequest, writeJson: jsonRoomCreateRequest, scan: scanRoomCreateRequest },
  'room_create.response': { write: writeRoomCreateResponse, read: readRoomCreateResponse, fromJson: parseRoomCreateResponse, writeJson: jsonRoomCreateResponse },
  'room_join.request': { write: writeRoomJoinRequest, read: readRoomJoinRequest, fromJson: parseRoomJoinRequest, writeJson: jsonRoomJoinRequest, scan: scanRoomJoinRequest },
  'room_join.response': { write: writeRoomJoinResponse, read: readRoomJoinResponse, fromJson: parseRoomJoinResponse, writeJson: jsonRoomJoinResponse },
  'room_leave.request': { write: writeRoomLeaveRequest, read: readRoomLeaveRequest, fromJson: parseRoomLeaveRequest, writeJson: jsonRoomLeaveRequest, scan: scanRoomLeaveRequest },
  'room_leave.response': { write: writeRoomLeaveResponse, read: readRoomLeaveResponse, fromJson: parseRoomLeaveResponse, writeJson: jsonRoomLeaveResponse },
  'room_say.request': { write: writeRoomSayRequest, read: readRoomSayRequest, fromJson: parseRoomSayRequest, writeJson: jsonRoomSayRequest, scan: scanRoomSayRequest },
  'room_say.response': { write: writeRoomSayResponse, read: readRoomSayResponse, fromJson: parseRoomSayResponse, writeJson: jsonRoomSayResponse },
  'room_list.request': { write: writeRoomListRequest, read: readRoomListRequest, fromJson: parseRoomListRequest, writeJson: jsonRoomListRequest, scan: scanRoomListRequest },
  'room_list.response': { write: writeRoomListResponse, read: readRoomListResponse, fromJson: parseRoomListResponse, writeJson: jsonRoomListResponse },
  'room_members.request': { write: writeRoomMembersRequest, read: readRoomMembersRequest, fromJson: parseRoomMembersRequest, writeJson: jsonRoomMembersRequest, scan: scanRoomMembersRequest },
  'room_members.response': { write: writeRoomMembersResponse, read: readRoomMembersResponse, fromJson: parseRoomMembersResponse, writeJson: jsonRoomMembersResponse },
  'room_history.request': { write: writeRoomHistoryRequest, read: readRoomHistoryRequest, fromJson: parseRoomHistoryRequest, writeJson: jsonRoomHistoryRequest, scan: scanRoomHistoryRequest },
  'room_history.response': { write: writeRoomHistoryResponse, read: readRoomHistoryResponse, fromJson: parseRoomHistoryResponse, writeJson: jsonRoomHistoryResponse },
  'room_kick.request': { write: writeRoomKickRequest, read: readRoomKickRequest, fromJson: parseRoomKickRequest, writeJson: jsonRoomKickRequest, scan: scanRoomKickRequest },
  'room_kick.response': { write: writeRoomKickResponse, read: readRoomKickResponse, fromJson: parseRoomKickResponse, writeJson: jsonRoomKickResponse },
  'room_mute.request': { write: writeRoomMuteRequest, read: readRoomMuteRequest, fromJson: parseRoomMuteRequest, writeJson: jsonRoomMuteRequest, scan: scanRoomMuteRequest },
  'room_mute.response': { write: writeRoomMuteResponse, read: readRoomMuteResponse, fromJson: parseRoomMuteResponse, writeJson: jsonRoomMuteResponse },
  'room_remove.request': { write: writeRoomRemoveRequest, read: readRoomRemoveRequest, fromJson: parseRoomRemoveRequest, writeJson: jsonRoomRemoveRequest, scan: scanRoomRemoveRequest },
  'room_remove.response': { write: writeRoomRemoveResponse, read: readRoomRemoveResponse, fromJson: parseRoomRemoveResponse, writeJson: jsonRoomRemoveResponse },
  'room_lock.request': { write: writeRoomLockRequest, read: readRoomLockRequest, fromJson: parseRoomLockRequest, writeJson: jsonRoomLockRequest, scan: scanRoomLockRequest },
  'room_lock.response': { write: writeRoomLockResponse, read: readRoomLockResponse, fromJson: parseRoomLockResponse, writeJson: jsonRoomLockResponse },
  'room_moderator.request': { write: writeRoomModeratorRequest, read: readRoomModeratorRequest, fromJson: parseRoomModeratorRequest, writeJson: jsonRoomModeratorRequest, scan: scanRoomModeratorRequest },
  'room_moderator.response': { write: writeRoomModeratorResponse, read: readRoomModeratorResponse, fromJson: parseRoomModeratorResponse, writeJson: jsonRoomModeratorResponse },
  'duel_join.response': { write: writeDuelJoinResponse, read: readDuelJoinResponse, fromJson: parseDuelJoinResponse, writeJson: jsonDuelJoinResponse },
  'duel_show.request': { write: writeDuelShowRequest, read: readDuelShowRequest, fromJson: parseDuelShowRequest, writeJson: jsonDuelShowRequest, scan: scanDuelShowRequest },
  'duel_show.response': { write: writeDuelShowResponse, read: readDuelShowResponse, fromJson: parseDuelShowResponse, writeJson: jsonDuelShowResponse },
  'whisper.request': { write: writeWhisperRequest, read: readWhisperRequest, fromJson: parseWhisperRequest, writeJson: jsonWhisperRequest, scan: scanWhisperRequest },
  'whisper.response': { write: writeWhisperResponse, read: readWhisperResponse, fromJson: parseWhisperResponse, writeJson: jsonWhisperResponse },
  'block.request': { write: writeBlockRequest, read: readBlockRequest, fromJson: parseBlockRequest, writeJson: jsonBlockRequest, scan: scanBlockRequest },
  'block.response': { write: writeBlockResponse, read: readBlockResponse, fromJson: parseBlockResponse, writeJson: jsonBlockResponse },
  'presence.request': { write: writePresenceRequest, read: readPresenceRequest, fromJson: parsePresenceRequest, writeJson: jsonPresenceRequest, scan: scanPresenceRequest },
  'presence.response': { write: writePresenceResponse, read: readPresenceResponse, fromJson: parsePresenceResponse, writeJson: jsonPresenceResponse },
  'way_find.request': { write: writeWayFindRequest, read: readWayFindRequest, fromJson: parseWayFindRequest, writeJson: jsonWayFindRequest },
  'way_find.response': { write: writeWayFindResponse, read: readWayFindResponse, fromJson: parseWayFindResponse, writeJson: jsonWayFindResponse },
  'board_top.request': { write: writeBoardTopRequest, read: readBoardTopRequest, fromJson: parseBoardTopRequest, writeJson: jsonBoardTopRequest, scan: scanBoardTopRequest },
  'board_top.response': { write: writeBoardTopResponse, read: readBoardTopResponse, fromJson: parseBoardTopResponse, writeJson: jsonBoardTopResponse },
  'board_around.request': { write: writeBoardAroundRequest, read: readBoardAroundRequest, fromJson: parseBoardAroundRequest, writeJson: jsonBoardAroundRequest, scan: scanBoardAroundRequest },
  'board_around.response': { write: writeBoardAroundResponse, read: readBoardAroundResponse, fromJson: parseBoardAroundResponse, writeJson: jsonBoardAroundResponse },
  'board_mine.request': { write: writeBoardMineRequest, read: readBoardMineRequest, fromJson: parseBoardMineRequest, writeJson: jsonBoardMineRequest, scan: scanBoardMineRequest },
  'board_mine.response': { write: writeBoardMineResponse, read: readBoardMineResponse, fromJson: parseBoardMineResponse, writeJson: jsonBoardMineResponse },
  'guild_create.request': { write: writeGuildCreateRequest, read: readGuildCreateRequest, fromJson: parseGuildCreateRequest, writeJson: jsonGuildCreateRequest, scan: scanGuildCreateRequest },
  'guild_create.response': { write: writeGuildCreateResponse, read: readGuildCreateResponse, fromJson: parseGuildCreateResponse, writeJson: jsonGuildCreateResponse },
  'guild_join.request': { write: writeGuildJoinRequest, read: readGuildJoinRequest, fromJson: parseGuildJoinRequest, writeJson: jsonGuildJoinRequest, scan: scanGuildJoinRequest },
  'guild_join.response': { write: writeGuildJoinResponse, read: readGuildJoinResponse, fromJson: parseGuildJoinResponse, writeJson: jsonGuildJoinResponse },
  'guild_leave.response': { write: writeGuildLeaveResponse, read: readGuildLeaveResponse, fromJson: parseGuildLeaveResponse, writeJson: jsonGuildLeaveResponse },
  'guild_donate.request': { write: writeGuildDonateRequest, read: readGuildDonateRequest, fromJson: parseGuildDonateRequest, writeJson: jsonGuildDonateRequest, scan: scanGuildDonateRequest },
  'guild_donate.response': { write: writeGuildDonateResponse, read: readGuildDonateResponse, fromJson: parseGuildDonateResponse, writeJson: jsonGuildDonateResponse },
  'guild_show.response': { write: writeGuildShowResponse, read: readGuildShowResponse, fromJson: parseGuildShowResponse, writeJson: jsonGuildShowResponse },
  'guild_list.request': { write: writeGuildListRequest, read: readGuildListRequest, fromJson: parseGuildListRequest, writeJson: jsonGuildListRequest, scan: scanGuildListRequest },
  'guild_list.response': { write: writeGuildListResponse, read: readGuildListResponse, fromJson: parseGuildListResponse, writeJson: jsonGuildListResponse },
  'market_sell.request': { write: writeMarketSellRequest, read: readMarketSellRequest, fromJson: parseMarketSellRequest, writeJson: jsonMarketSellRequest, scan: scanMarketSellRequest },
  'market_sell.response': { write: writeMarketSellResponse, read: readMarketSellResponse, fromJson: parseMarketSellResponse, writeJson: jsonMarketSellResponse },
  'market_buy.request': { write: writeMarketBuyRequest, read: readMarketBuyRequest, fromJson: parseMarketBuyRequest, writeJson: jsonMarketBuyRequest, scan: scanMarketBuyRequest },
  'market_buy.response': { write: writeMarketBuyResponse, read: readMarketBuyResponse, fromJson: parseMarketBuyResponse, writeJson: jsonMarketBuyResponse },
  'market_cancel.request': { write: writeMarketCancelRequest, read: readMarketCancelRequest, fromJson: parseMarketCancelRequest, writeJson: jsonMarketCancelRequest, scan: scanMarketCancelRequest },
  'market_cancel.response': { write: writeMarketCancelResponse, read: readMarketCancelResponse, fromJson: parseMarketCancelResponse, writeJson: jsonMarketCancelResponse },
  'market_show.request': { write: writeMarketShowRequest, read: readMarketShowRequest, fromJson: parseMarketShowRequest, writeJson: jsonMarketShowRequest, scan: scanMarketShowRequest },
  'market_show.response': { write: writeMarketShowResponse, read: readMarketShowResponse, fromJson: parseMarketShowResponse, writeJson: jsonMarketShowResponse },
  'arena_join.response': { write: writeArenaJoinResponse, read: readArenaJoinResponse, fromJson: parseArenaJoinResponse, writeJson: jsonArenaJoinResponse },
  'arena_steer.request': { write: writeArenaSteerRequest, read: readArenaSteerRequest, fromJson: parseArenaSteerRequest, writeJson: jsonArenaSteerRequest },
  'arena_bots.request': { write: writeArenaBotsRequest, read: readArenaBotsRequest, fromJson: parseArenaBotsRequest, writeJson: jsonArenaBotsRequest, scan: scanArenaBotsRequest },
  'arena_bots.response': { write: writeArenaBotsResponse, read: readArenaBotsResponse, fromJson: parseArenaBotsResponse, writeJson: jsonArenaBotsResponse },
  'arena_truth.request': { write: writeArenaTruthRequest, read: readArenaTruthRequest, fromJson: parseArenaTruthRequest, writeJson: jsonArenaTruthRequest, scan: scanArenaTruthRequest },
  'arena_truth.response': { write: writeArenaTruthResponse, read: readArenaTruthResponse, fromJson: parseArenaTruthResponse, writeJson: jsonArenaTruthResponse },
  'cards_join.response': { write: writeCardsJoinResponse, read: readCardsJoinResponse, fromJson: parseCardsJoinResponse, writeJson: jsonCardsJoinResponse },
  'cards_lay.request': { write: writeCardsLayRequest, read: readCardsLayRequest, fromJson: parseCardsLayRequest, writeJson: jsonCardsLayRequest, scan: scanCardsLayRequest },
  'cards_lay.response': { write: writeCardsLayResponse, read: readCardsLayResponse, fromJson: parseCardsLayResponse, writeJson: jsonCardsLayResponse },
}
