// Made by `npm run protocol` from protocol/c2s.sproto. Change that, not this.

import type { Shape as $Shape } from '../sproto/value/codec.ts'
import { arrayOf, dataEnd, isStruct, malformed, NO_FIELDS, putSkip, putUint32, refuse, SAFE } from '../sproto/wire/wire.ts'
import { writeInteger, writeString, writeStrings } from '../sproto/wire/write.ts'
import { readInteger, readString, readStrings } from '../sproto/wire/read.ts'
import { parseEmpty, readEmpty, textEmpty, writeEmpty } from '../sproto/value/empty.ts'
import { booleanOf, integerOf, quote, textOf } from '../sproto/value/scalars.ts'
import { type RoomInfo, parseRoomInfo, readRoomInfo, textRoomInfo, writeRoomInfo } from './kit.ts'
import { type RoomMember, parseRoomMember, readRoomMember, textRoomMember, writeRoomMember } from './kit.ts'
import { type RoomMessage, parseRoomMessage, readRoomMessage, textRoomMessage, writeRoomMessage } from './types.ts'
import { type BoardEntry, parseBoardEntry, readBoardEntry, textBoardEntry, writeBoardEntry } from './types.ts'

export interface LoginRequest {
  /** account name */
  acc: string
  /** what the authenticator asks for; empty with open authentication */
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
export function textLoginRequest(value: unknown, _depth: number): string {
  const { acc: f0, token: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"acc":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"token":' : ',"token":') + quote(f1)
  return text + '}'
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
export function textLoginResponse(value: unknown, _depth: number): string {
  const { sign_cnt: f0, uid: f1, gold: f2 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"sign_cnt":' + String(integerOf(f0))
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"gold":' : ',"gold":') + String(integerOf(f2))
  return text + '}'
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
export function textEchoRequest(value: unknown, _depth: number): string {
  const { text: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"text":' + quote(f0)
  return text + '}'
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
export function textEchoResponse(value: unknown, _depth: number): string {
  const { text: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"text":' + quote(f0)
  return text + '}'
}

export type LogoutResponse = Record<string, never>
export const writeLogoutResponse = writeEmpty
export const readLogoutResponse = readEmpty
export const parseLogoutResponse = parseEmpty
export const textLogoutResponse = textEmpty

export interface SignResponse {
  /** how often, this one counted */
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
export function textSignResponse(value: unknown, _depth: number): string {
  const { sign_cnt: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"sign_cnt":' + String(integerOf(f0))
  return text + '}'
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
export function textShopBuyRequest(value: unknown, _depth: number): string {
  const { offer: f0, count: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"offer":' + String(integerOf(f0))
  if (f1 !== undefined) text += (text === '{' ? '"count":' : ',"count":') + String(integerOf(f1))
  return text + '}'
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
export function textShopBuyResponse(value: unknown, _depth: number): string {
  const { gold: f0, left: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"gold":' + String(integerOf(f0))
  if (f1 !== undefined) text += (text === '{' ? '"left":' : ',"left":') + String(integerOf(f1))
  return text + '}'
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
export function textPresentResponse(value: unknown, _depth: number): string {
  const { gold: f0, days: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"gold":' + String(integerOf(f0))
  if (f1 !== undefined) text += (text === '{' ? '"days":' : ',"days":') + String(integerOf(f1))
  return text + '}'
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
export function textRoomCreateRequest(value: unknown, _depth: number): string {
  const { kind: f0, name: f1, password: f2, max_members: f3 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"kind":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"name":' : ',"name":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"password":' : ',"password":') + quote(f2)
  if (f3 !== undefined) text += (text === '{' ? '"max_members":' : ',"max_members":') + String(integerOf(f3))
  return text + '}'
}

export interface RoomCreateResponse {
  room: RoomInfo
  /** of the last message */
  number: number
}
export function writeRoomCreateResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
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
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readRoomCreateResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomCreateResponse {
  if (end - start < 2) malformed('room_create.response', 'its header is cut off')
  let f0: RoomInfo | undefined, f1: number = 0
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
    }
  }
  if (depth > 0 && data !== end) malformed('room_create.response', 'bytes follow it')
  return { room: f0 ?? readRoomInfo(NO_FIELDS, 0, 2, 0), number: f1 }
}
export function parseRoomCreateResponse(json: unknown, depth: number): RoomCreateResponse {
  const { room: f0, number: f1 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? parseRoomInfo({}, 0) : parseRoomInfo(f0, depth + 1),
    number: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function textRoomCreateResponse(value: unknown, depth: number): string {
  const { room: f0, number: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"room":' + textRoomInfo(f0, depth + 1)
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  return text + '}'
}

export interface RoomJoinRequest {
  id?: string | undefined
  password?: string | undefined
  kind?: string | undefined
}
export function writeRoomJoinRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, password: f1, kind: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  return p
}
export function readRoomJoinRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomJoinRequest {
  if (end - start < 2) malformed('room_join.request', 'its header is cut off')
  let f0: string | undefined, f1: string | undefined, f2: string | undefined
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
    }
  }
  if (depth > 0 && data !== end) malformed('room_join.request', 'bytes follow it')
  return { id: f0, password: f1, kind: f2 }
}
export function parseRoomJoinRequest(json: unknown, _depth: number): RoomJoinRequest {
  const { id: f0, password: f1, kind: f2 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    password: f1 === undefined ? undefined : textOf(f1),
    kind: f2 === undefined ? undefined : textOf(f2),
  }
}
export function textRoomJoinRequest(value: unknown, _depth: number): string {
  const { id: f0, password: f1, kind: f2 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"password":' : ',"password":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"kind":' : ',"kind":') + quote(f2)
  return text + '}'
}

export interface RoomJoinResponse {
  room: RoomInfo
  /** of the last message; the next that comes is this + 1 */
  number: number
}
export function writeRoomJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, number: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
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
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}
export function readRoomJoinResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomJoinResponse {
  if (end - start < 2) malformed('room_join.response', 'its header is cut off')
  let f0: RoomInfo | undefined, f1: number = 0
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
    }
  }
  if (depth > 0 && data !== end) malformed('room_join.response', 'bytes follow it')
  return { room: f0 ?? readRoomInfo(NO_FIELDS, 0, 2, 0), number: f1 }
}
export function parseRoomJoinResponse(json: unknown, depth: number): RoomJoinResponse {
  const { room: f0, number: f1 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? parseRoomInfo({}, 0) : parseRoomInfo(f0, depth + 1),
    number: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function textRoomJoinResponse(value: unknown, depth: number): string {
  const { room: f0, number: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"room":' + textRoomInfo(f0, depth + 1)
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  return text + '}'
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
export function textRoomLeaveRequest(value: unknown, _depth: number): string {
  const { id: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  return text + '}'
}

export type RoomLeaveResponse = Record<string, never>
export const writeRoomLeaveResponse = writeEmpty
export const readRoomLeaveResponse = readEmpty
export const parseRoomLeaveResponse = parseEmpty
export const textRoomLeaveResponse = textEmpty

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
export function textRoomSayRequest(value: unknown, _depth: number): string {
  const { id: f0, text: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"text":' : ',"text":') + quote(f1)
  return text + '}'
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
export function textRoomSayResponse(value: unknown, _depth: number): string {
  const { number: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"number":' + String(integerOf(f0))
  return text + '}'
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
export function textRoomListRequest(value: unknown, _depth: number): string {
  const { kind: f0, name: f1, has_place: f2, start: f3, limit: f4 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"kind":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"name":' : ',"name":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"has_place":' : ',"has_place":') + String(booleanOf(f2))
  if (f3 !== undefined) text += (text === '{' ? '"start":' : ',"start":') + String(integerOf(f3))
  if (f4 !== undefined) text += (text === '{' ? '"limit":' : ',"limit":') + String(integerOf(f4))
  return text + '}'
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
export function textRoomListResponse(value: unknown, depth: number): string {
  const { rooms: f0, total: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"rooms":' + '[' + arrayOf(f0).map(item => textRoomInfo(item, depth + 1)).join(',') + ']'
  if (f1 !== undefined) text += (text === '{' ? '"total":' : ',"total":') + String(integerOf(f1))
  return text + '}'
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
export function textRoomMembersRequest(value: unknown, _depth: number): string {
  const { id: f0, start: f1, limit: f2 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"start":' : ',"start":') + String(integerOf(f1))
  if (f2 !== undefined) text += (text === '{' ? '"limit":' : ',"limit":') + String(integerOf(f2))
  return text + '}'
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
export function textRoomMembersResponse(value: unknown, depth: number): string {
  const { members: f0, total: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"members":' + '[' + arrayOf(f0).map(item => textRoomMember(item, depth + 1)).join(',') + ']'
  if (f1 !== undefined) text += (text === '{' ? '"total":' : ',"total":') + String(integerOf(f1))
  return text + '}'
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
export function textRoomHistoryRequest(value: unknown, _depth: number): string {
  const { id: f0, from: f1, limit: f2 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"from":' : ',"from":') + String(integerOf(f1))
  if (f2 !== undefined) text += (text === '{' ? '"limit":' : ',"limit":') + String(integerOf(f2))
  return text + '}'
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
export function textRoomHistoryResponse(value: unknown, depth: number): string {
  const { messages: f0, number: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"messages":' + '[' + arrayOf(f0).map(item => textRoomMessage(item, depth + 1)).join(',') + ']'
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  return text + '}'
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
export function textRoomKickRequest(value: unknown, _depth: number): string {
  const { id: f0, uid: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  return text + '}'
}

export type RoomKickResponse = Record<string, never>
export const writeRoomKickResponse = writeEmpty
export const readRoomKickResponse = readEmpty
export const parseRoomKickResponse = parseEmpty
export const textRoomKickResponse = textEmpty

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
export function textRoomMuteRequest(value: unknown, _depth: number): string {
  const { id: f0, uid: f1, seconds: f2 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"seconds":' : ',"seconds":') + String(integerOf(f2))
  return text + '}'
}

export type RoomMuteResponse = Record<string, never>
export const writeRoomMuteResponse = writeEmpty
export const readRoomMuteResponse = readEmpty
export const parseRoomMuteResponse = parseEmpty
export const textRoomMuteResponse = textEmpty

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
export function textRoomRemoveRequest(value: unknown, _depth: number): string {
  const { id: f0, number: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  return text + '}'
}

export type RoomRemoveResponse = Record<string, never>
export const writeRoomRemoveResponse = writeEmpty
export const readRoomRemoveResponse = readEmpty
export const parseRoomRemoveResponse = parseEmpty
export const textRoomRemoveResponse = textEmpty

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
export function textRoomLockRequest(value: unknown, _depth: number): string {
  const { id: f0, is_locked: f1, password: f2 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"is_locked":' : ',"is_locked":') + String(booleanOf(f1))
  if (f2 !== undefined) text += (text === '{' ? '"password":' : ',"password":') + quote(f2)
  return text + '}'
}

export type RoomLockResponse = Record<string, never>
export const writeRoomLockResponse = writeEmpty
export const readRoomLockResponse = readEmpty
export const parseRoomLockResponse = parseEmpty
export const textRoomLockResponse = textEmpty

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
export function textRoomModeratorRequest(value: unknown, _depth: number): string {
  const { id: f0, uid: f1, is_moderator: f2 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"is_moderator":' : ',"is_moderator":') + String(booleanOf(f2))
  return text + '}'
}

export type RoomModeratorResponse = Record<string, never>
export const writeRoomModeratorResponse = writeEmpty
export const readRoomModeratorResponse = readEmpty
export const parseRoomModeratorResponse = parseEmpty
export const textRoomModeratorResponse = textEmpty

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
export function textDuelJoinResponse(value: unknown, _depth: number): string {
  const { room: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"room":' + quote(f0)
  return text + '}'
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
export function textDuelShowRequest(value: unknown, _depth: number): string {
  const { hand: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"hand":' + quote(f0)
  return text + '}'
}

export type DuelShowResponse = Record<string, never>
export const writeDuelShowResponse = writeEmpty
export const readDuelShowResponse = readEmpty
export const parseDuelShowResponse = parseEmpty
export const textDuelShowResponse = textEmpty

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
export function textWhisperRequest(value: unknown, _depth: number): string {
  const { uid: f0, acc: f1, text: f2 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"uid":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"text":' : ',"text":') + quote(f2)
  return text + '}'
}

export type WhisperResponse = Record<string, never>
export const writeWhisperResponse = writeEmpty
export const readWhisperResponse = readEmpty
export const parseWhisperResponse = parseEmpty
export const textWhisperResponse = textEmpty

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
export function textBlockRequest(value: unknown, _depth: number): string {
  const { uid: f0, is_blocked: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"uid":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"is_blocked":' : ',"is_blocked":') + String(booleanOf(f1))
  return text + '}'
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
export function textBlockResponse(value: unknown, _depth: number): string {
  const { uids: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"uids":' + '[' + arrayOf(f0).map(item => quote(item)).join(',') + ']'
  return text + '}'
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
export function textPresenceRequest(value: unknown, _depth: number): string {
  const { uid: f0, acc: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"uid":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f1)
  return text + '}'
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
export function textPresenceResponse(value: unknown, _depth: number): string {
  const { is_online: f0, uid: f1, acc: f2, rooms: f3 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"is_online":' + String(booleanOf(f0))
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f2)
  if (f3 !== undefined) text += (text === '{' ? '"rooms":' : ',"rooms":') + '[' + arrayOf(f3).map(item => quote(item)).join(',') + ']'
  return text + '}'
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
export function textBoardTopRequest(value: unknown, _depth: number): string {
  const { board: f0, count: f1, start: f2 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"board":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"count":' : ',"count":') + String(integerOf(f1))
  if (f2 !== undefined) text += (text === '{' ? '"start":' : ',"start":') + String(integerOf(f2))
  return text + '}'
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
export function textBoardTopResponse(value: unknown, depth: number): string {
  const { entries: f0, size: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"entries":' + '[' + arrayOf(f0).map(item => textBoardEntry(item, depth + 1)).join(',') + ']'
  if (f1 !== undefined) text += (text === '{' ? '"size":' : ',"size":') + String(integerOf(f1))
  return text + '}'
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
export function textBoardAroundRequest(value: unknown, _depth: number): string {
  const { board: f0, count: f1 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"board":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"count":' : ',"count":') + String(integerOf(f1))
  return text + '}'
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
export function textBoardAroundResponse(value: unknown, depth: number): string {
  const { entries: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"entries":' + '[' + arrayOf(f0).map(item => textBoardEntry(item, depth + 1)).join(',') + ']'
  return text + '}'
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
export function textBoardMineRequest(value: unknown, _depth: number): string {
  const { board: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"board":' + quote(f0)
  return text + '}'
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
export function textBoardMineResponse(value: unknown, depth: number): string {
  const { entry: f0 } = isStruct(value) ? value : refuse()
  let text = f0 === undefined ? '{' : '{"entry":' + textBoardEntry(f0, depth + 1)
  return text + '}'
}

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
  /** Joins the room `id`; or, with a kind that has channels (world), the channel that has a place. */
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
}

/** What the server tells unasked: the body of each push. */
export interface C2sPushes {
}

export const shapesC2s: Record<string, $Shape> = {
  'login.request': { write: writeLoginRequest, read: readLoginRequest, fromJson: parseLoginRequest, stringify: textLoginRequest },
  'login.response': { write: writeLoginResponse, read: readLoginResponse, fromJson: parseLoginResponse, stringify: textLoginResponse },
  'echo.request': { write: writeEchoRequest, read: readEchoRequest, fromJson: parseEchoRequest, stringify: textEchoRequest },
  'echo.response': { write: writeEchoResponse, read: readEchoResponse, fromJson: parseEchoResponse, stringify: textEchoResponse },
  'logout.response': { write: writeLogoutResponse, read: readLogoutResponse, fromJson: parseLogoutResponse, stringify: textLogoutResponse },
  'sign.response': { write: writeSignResponse, read: readSignResponse, fromJson: parseSignResponse, stringify: textSignResponse },
  'shop_buy.request': { write: writeShopBuyRequest, read: readShopBuyRequest, fromJson: parseShopBuyRequest, stringify: textShopBuyRequest },
  'shop_buy.response': { write: writeShopBuyResponse, read: readShopBuyResponse, fromJson: parseShopBuyResponse, stringify: textShopBuyResponse },
  'present.response': { write: writePresentResponse, read: readPresentResponse, fromJson: parsePresentResponse, stringify: textPresentResponse },
  'room_create.request': { write: writeRoomCreateRequest, read: readRoomCreateRequest, fromJson: parseRoomCreateRequest, stringify: textRoomCreateRequest },
  'room_create.response': { write: writeRoomCreateResponse, read: readRoomCreateResponse, fromJson: parseRoomCreateResponse, stringify: textRoomCreateResponse },
  'room_join.request': { write: writeRoomJoinRequest, read: readRoomJoinRequest, fromJson: parseRoomJoinRequest, stringify: textRoomJoinRequest },
  'room_join.response': { write: writeRoomJoinResponse, read: readRoomJoinResponse, fromJson: parseRoomJoinResponse, stringify: textRoomJoinResponse },
  'room_leave.request': { write: writeRoomLeaveRequest, read: readRoomLeaveRequest, fromJson: parseRoomLeaveRequest, stringify: textRoomLeaveRequest },
  'room_leave.response': { write: writeRoomLeaveResponse, read: readRoomLeaveResponse, fromJson: parseRoomLeaveResponse, stringify: textRoomLeaveResponse },
  'room_say.request': { write: writeRoomSayRequest, read: readRoomSayRequest, fromJson: parseRoomSayRequest, stringify: textRoomSayRequest },
  'room_say.response': { write: writeRoomSayResponse, read: readRoomSayResponse, fromJson: parseRoomSayResponse, stringify: textRoomSayResponse },
  'room_list.request': { write: writeRoomListRequest, read: readRoomListRequest, fromJson: parseRoomListRequest, stringify: textRoomListRequest },
  'room_list.response': { write: writeRoomListResponse, read: readRoomListResponse, fromJson: parseRoomListResponse, stringify: textRoomListResponse },
  'room_members.request': { write: writeRoomMembersRequest, read: readRoomMembersRequest, fromJson: parseRoomMembersRequest, stringify: textRoomMembersRequest },
  'room_members.response': { write: writeRoomMembersResponse, read: readRoomMembersResponse, fromJson: parseRoomMembersResponse, stringify: textRoomMembersResponse },
  'room_history.request': { write: writeRoomHistoryRequest, read: readRoomHistoryRequest, fromJson: parseRoomHistoryRequest, stringify: textRoomHistoryRequest },
  'room_history.response': { write: writeRoomHistoryResponse, read: readRoomHistoryResponse, fromJson: parseRoomHistoryResponse, stringify: textRoomHistoryResponse },
  'room_kick.request': { write: writeRoomKickRequest, read: readRoomKickRequest, fromJson: parseRoomKickRequest, stringify: textRoomKickRequest },
  'room_kick.response': { write: writeRoomKickResponse, read: readRoomKickResponse, fromJson: parseRoomKickResponse, stringify: textRoomKickResponse },
  'room_mute.request': { write: writeRoomMuteRequest, read: readRoomMuteRequest, fromJson: parseRoomMuteRequest, stringify: textRoomMuteRequest },
  'room_mute.response': { write: writeRoomMuteResponse, read: readRoomMuteResponse, fromJson: parseRoomMuteResponse, stringify: textRoomMuteResponse },
  'room_remove.request': { write: writeRoomRemoveRequest, read: readRoomRemoveRequest, fromJson: parseRoomRemoveRequest, stringify: textRoomRemoveRequest },
  'room_remove.response': { write: writeRoomRemoveResponse, read: readRoomRemoveResponse, fromJson: parseRoomRemoveResponse, stringify: textRoomRemoveResponse },
  'room_lock.request': { write: writeRoomLockRequest, read: readRoomLockRequest, fromJson: parseRoomLockRequest, stringify: textRoomLockRequest },
  'room_lock.response': { write: writeRoomLockResponse, read: readRoomLockResponse, fromJson: parseRoomLockResponse, stringify: textRoomLockResponse },
  'room_moderator.request': { write: writeRoomModeratorRequest, read: readRoomModeratorRequest, fromJson: parseRoomModeratorRequest, stringify: textRoomModeratorRequest },
  'room_moderator.response': { write: writeRoomModeratorResponse, read: readRoomModeratorResponse, fromJson: parseRoomModeratorResponse, stringify: textRoomModeratorResponse },
  'duel_join.response': { write: writeDuelJoinResponse, read: readDuelJoinResponse, fromJson: parseDuelJoinResponse, stringify: textDuelJoinResponse },
  'duel_show.request': { write: writeDuelShowRequest, read: readDuelShowRequest, fromJson: parseDuelShowRequest, stringify: textDuelShowRequest },
  'duel_show.response': { write: writeDuelShowResponse, read: readDuelShowResponse, fromJson: parseDuelShowResponse, stringify: textDuelShowResponse },
  'whisper.request': { write: writeWhisperRequest, read: readWhisperRequest, fromJson: parseWhisperRequest, stringify: textWhisperRequest },
  'whisper.response': { write: writeWhisperResponse, read: readWhisperResponse, fromJson: parseWhisperResponse, stringify: textWhisperResponse },
  'block.request': { write: writeBlockRequest, read: readBlockRequest, fromJson: parseBlockRequest, stringify: textBlockRequest },
  'block.response': { write: writeBlockResponse, read: readBlockResponse, fromJson: parseBlockResponse, stringify: textBlockResponse },
  'presence.request': { write: writePresenceRequest, read: readPresenceRequest, fromJson: parsePresenceRequest, stringify: textPresenceRequest },
  'presence.response': { write: writePresenceResponse, read: readPresenceResponse, fromJson: parsePresenceResponse, stringify: textPresenceResponse },
  'board_top.request': { write: writeBoardTopRequest, read: readBoardTopRequest, fromJson: parseBoardTopRequest, stringify: textBoardTopRequest },
  'board_top.response': { write: writeBoardTopResponse, read: readBoardTopResponse, fromJson: parseBoardTopResponse, stringify: textBoardTopResponse },
  'board_around.request': { write: writeBoardAroundRequest, read: readBoardAroundRequest, fromJson: parseBoardAroundRequest, stringify: textBoardAroundRequest },
  'board_around.response': { write: writeBoardAroundResponse, read: readBoardAroundResponse, fromJson: parseBoardAroundResponse, stringify: textBoardAroundResponse },
  'board_mine.request': { write: writeBoardMineRequest, read: readBoardMineRequest, fromJson: parseBoardMineRequest, stringify: textBoardMineRequest },
  'board_mine.response': { write: writeBoardMineResponse, read: readBoardMineResponse, fromJson: parseBoardMineResponse, stringify: textBoardMineResponse },
}
