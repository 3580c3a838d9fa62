// Made by `npm run protocol` from protocol/kit.sproto. Change that, not this.

import type { Shape as $Shape } from '../sproto/value/codec.ts'
import { arrayOf, dataEnd, isStruct, malformed, NO_FIELDS, putSkip, putUint32, refuse, SAFE } from '../sproto/wire/wire.ts'
import { fixedOf, inlineOf, writeFixed, writeInteger, writeIntegers, writeString } from '../sproto/wire/write.ts'
import { readFixed, readInteger, readIntegers, readString } from '../sproto/wire/read.ts'
import { readUtf8 } from '../sproto/wire/utf8.ts'
import { booleanOf, fixedNumberOf, integerOf, textOf } from '../sproto/value/scalars.ts'
import { endOfInteger, endOfText, hasAscii, integerIn } from '../sproto/value/scan-json.ts'
import { arrayJson, booleanJson, closeObject, fixedJson, integerJson, putAscii, textJson } from '../sproto/value/write-json.ts'

/** A room as a list shows it. */
export interface RoomInfo {
  id: string
  kind: string
  name: string
  members: number
  max_members: number
  /** nobody may join */
  is_locked: boolean
  /** needs a password */
  is_private: boolean
}
export function writeRoomInfo(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, kind: f1, name: f2, members: f3, max_members: f4, is_locked: f5, is_private: f6 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : f5 === undefined ? 2 : 1)
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
  if (f5 !== undefined) { if (f4 === undefined) h = putSkip(bytes, h, 5 - last); last = 5; if (typeof f5 !== 'boolean') return refuse(); bytes[h++] = f5 ? 4 : 2; bytes[h++] = 0 }
  if (f6 !== undefined) { if (f5 === undefined) h = putSkip(bytes, h, 6 - last); if (typeof f6 !== 'boolean') return refuse(); bytes[h++] = f6 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readRoomInfo(bytes: Uint8Array, start: number, end: number, depth: number): RoomInfo {
  if (end - start < 2) malformed('RoomInfo', 'its header is cut off')
  let f0: string = '', f1: string = '', f2: string = '', f3: number = 0, f4: number = 0, f5: boolean = false, f6: boolean = false
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('RoomInfo', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('RoomInfo.id', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('RoomInfo.kind', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('RoomInfo.name', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 5: if (word === 0) malformed('RoomInfo.is_locked', 'a boolean with data'); f5 = word !== 2; break
      case 6: if (word === 0) malformed('RoomInfo.is_private', 'a boolean with data'); f6 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('RoomInfo', 'bytes follow it')
  return { id: f0, kind: f1, name: f2, members: f3, max_members: f4, is_locked: f5, is_private: f6 }
}
export function parseRoomInfo(json: unknown, _depth: number): RoomInfo {
  const { id: f0, kind: f1, name: f2, members: f3, max_members: f4, is_locked: f5, is_private: f6 } = isStruct(json) ? json : refuse()
  return {
    id: f0 === undefined ? '' : textOf(f0),
    kind: f1 === undefined ? '' : textOf(f1),
    name: f2 === undefined ? '' : textOf(f2),
    members: f3 === undefined ? 0 : integerOf(f3),
    max_members: f4 === undefined ? 0 : integerOf(f4),
    is_locked: f5 === undefined ? false : booleanOf(f5),
    is_private: f6 === undefined ? false : booleanOf(f6),
  }
}
export function jsonRoomInfo(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { id: f0, kind: f1, name: f2, members: f3, max_members: f4, is_locked: f5, is_private: f6 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"id":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"kind":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"name":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"members":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"max_members":'); pos = integerJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"is_locked":'); pos = booleanJson(f5, bytes, pos) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"is_private":'); pos = booleanJson(f6, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomMember {
  uid: string
  acc: string
  is_moderator: boolean
  /** ms since 1970; 0 for not muted */
  muted_until: number
  /** the connection is lost, the player may come back */
  is_away?: boolean | undefined
  /** what the login calls the player, where that is another than acc */
  name?: string | undefined
}
export function writeRoomMember(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, acc: f1, is_moderator: f2, muted_until: f3, is_away: f4, name: f5 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1)
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
  if (f4 !== undefined) { if (f3 === undefined) h = putSkip(bytes, h, 4 - last); last = 4; if (typeof f4 !== 'boolean') return refuse(); bytes[h++] = f4 ? 4 : 2; bytes[h++] = 0 }
  if (f5 !== undefined) { if (f4 === undefined) h = putSkip(bytes, h, 5 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f5) }
  return p
}
export function readRoomMember(bytes: Uint8Array, start: number, end: number, depth: number): RoomMember {
  if (end - start < 2) malformed('RoomMember', 'its header is cut off')
  let f0: string = '', f1: string = '', f2: boolean = false, f3: number = 0, f4: boolean | undefined, f5: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('RoomMember', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('RoomMember.uid', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('RoomMember.acc', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word === 0) malformed('RoomMember.is_moderator', 'a boolean with data'); f2 = word !== 2; break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 4: if (word === 0) malformed('RoomMember.is_away', 'a boolean with data'); f4 = word !== 2; break
      case 5: if (word !== 0) malformed('RoomMember.name', 'it has no data'); f5 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('RoomMember', 'bytes follow it')
  return { uid: f0, acc: f1, is_moderator: f2, muted_until: f3, is_away: f4, name: f5 }
}
export function parseRoomMember(json: unknown, _depth: number): RoomMember {
  const { uid: f0, acc: f1, is_moderator: f2, muted_until: f3, is_away: f4, name: f5 } = isStruct(json) ? json : refuse()
  return {
    uid: f0 === undefined ? '' : textOf(f0),
    acc: f1 === undefined ? '' : textOf(f1),
    is_moderator: f2 === undefined ? false : booleanOf(f2),
    muted_until: f3 === undefined ? 0 : integerOf(f3),
    is_away: f4 === undefined ? undefined : booleanOf(f4),
    name: f5 === undefined ? undefined : textOf(f5),
  }
}
export function jsonRoomMember(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, acc: f1, is_moderator: f2, muted_until: f3, is_away: f4, name: f5 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"acc":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"is_moderator":'); pos = booleanJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"muted_until":'); pos = integerJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"is_away":'); pos = booleanJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"name":'); pos = textJson(f5, bytes, pos) }
  return closeObject(bytes, start, pos)
}

/**
 * How each push begins that is a view of a world: a push whose first field is a Patch, called `patch`, is one. Do, in this
 * order: forget those in `gone`; where it is full, forget all that are neither in `keep` nor in a list; put each record of the
 * lists over what you have of its id. A field that a record lacks is as it was. 6 and 7 are kept free.
 */
export interface Patch {
  /** of the world that this is of, from the reply to the join */
  view: number
  /** when the world was so: grows from patch to patch */
  tick: number
  /** of your inputs, the number of the last that was used or left out; 0 or missing for none */
  input?: number | undefined
  /** all that you see is in `keep` or in a list */
  is_full?: boolean | undefined
  /** ids of entities that you don't see any more */
  gone?: number[] | undefined
  /** where it is full: ids of entities that you have already */
  keep?: number[] | undefined
  /** ids of entities that have jumped: not to be drawn on the way */
  snapped?: number[] | undefined
}
export function writePatch(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { view: f0, tick: f1, input: f2, is_full: f3, gone: f4, keep: f5, snapped: f6 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : 2)
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
    last = 2
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  if (f3 !== undefined) { if (f2 === undefined) h = putSkip(bytes, h, 3 - last); last = 3; if (typeof f3 !== 'boolean') return refuse(); bytes[h++] = f3 ? 4 : 2; bytes[h++] = 0 }
  if (f4 !== undefined) { if (f3 === undefined) h = putSkip(bytes, h, 4 - last); last = 4; bytes[h++] = 0; bytes[h++] = 0; p = writeIntegers(bytes, p, f4, SAFE) }
  if (f5 !== undefined) { if (f4 === undefined) h = putSkip(bytes, h, 5 - last); last = 5; bytes[h++] = 0; bytes[h++] = 0; p = writeIntegers(bytes, p, f5, SAFE) }
  if (f6 !== undefined) { h = putSkip(bytes, h, 8 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeIntegers(bytes, p, f6, SAFE) }
  return p
}
export function readPatch(bytes: Uint8Array, start: number, end: number, depth: number): Patch {
  if (end - start < 2) malformed('Patch', 'its header is cut off')
  let f0: number = 0, f1: number = 0, f2: number | undefined, f3: boolean | undefined, f4: number[] | undefined, f5: number[] | undefined, f6: number[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('Patch', 'its fields are cut off')
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
      case 3: if (word === 0) malformed('Patch.is_full', 'a boolean with data'); f3 = word !== 2; break
      case 4: if (word !== 0) malformed('Patch.gone', 'it has no data'); f4 = readIntegers(bytes, at, data, SAFE) as number[]; break
      case 5: if (word !== 0) malformed('Patch.keep', 'it has no data'); f5 = readIntegers(bytes, at, data, SAFE) as number[]; break
      case 8: if (word !== 0) malformed('Patch.snapped', 'it has no data'); f6 = readIntegers(bytes, at, data, SAFE) as number[]; break
    }
  }
  if (depth > 0 && data !== end) malformed('Patch', 'bytes follow it')
  return { view: f0, tick: f1, input: f2, is_full: f3, gone: f4, keep: f5, snapped: f6 }
}
export function parsePatch(json: unknown, _depth: number): Patch {
  const { view: f0, tick: f1, input: f2, is_full: f3, gone: f4, keep: f5, snapped: f6 } = isStruct(json) ? json : refuse()
  return {
    view: f0 === undefined ? 0 : integerOf(f0),
    tick: f1 === undefined ? 0 : integerOf(f1),
    input: f2 === undefined ? undefined : integerOf(f2),
    is_full: f3 === undefined ? undefined : booleanOf(f3),
    gone: f4 === undefined ? undefined : arrayOf(f4).map(json => integerOf(json)),
    keep: f5 === undefined ? undefined : arrayOf(f5).map(json => integerOf(json)),
    snapped: f6 === undefined ? undefined : arrayOf(f6).map(json => integerOf(json)),
  }
}
export function jsonPatch(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { view: f0, tick: f1, input: f2, is_full: f3, gone: f4, keep: f5, snapped: f6 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"view":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"tick":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"input":'); pos = integerJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"is_full":'); pos = booleanJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"gone":'); pos = arrayJson(f4, bytes, pos, integerJson, 0) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"keep":'); pos = arrayJson(f5, bytes, pos, integerJson, 0) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"snapped":'); pos = arrayJson(f6, bytes, pos, integerJson, 0) }
  return closeObject(bytes, start, pos)
}

/**
 * How each request begins that is an input for a world: a request whose first field is an InputHead, called `head`, is one. It
 * is not answered. Spectators send view_seen instead.
 */
export interface InputHead {
  /** of the world that it is for */
  view: number
  /** one more with each input, from 1 on; begins anew with a join */
  number: number
  /** the tick that was drawn when this was done */
  seen?: number | undefined
  /** the tick of the last patch that was applied */
  applied?: number | undefined
}
export function writeInputHead(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { view: f0, number: f1, seen: f2, applied: f3 } = isStruct(value) ? value : refuse()
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
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    last = 2
    const fixed = fixedOf(f2, 100)
    const inline = inlineOf(fixed)
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) h = putSkip(bytes, h, 3 - last)
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  return p
}
export function readInputHead(bytes: Uint8Array, start: number, end: number, depth: number): InputHead {
  if (end - start < 2) malformed('InputHead', 'its header is cut off')
  let f0: number = 0, f1: number = 0, f2: number | undefined, f3: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('InputHead', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: f2 = word !== 0 ? ((word >> 1) - 1) / 100 : readFixed(bytes, at, data, 100); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('InputHead', 'bytes follow it')
  return { view: f0, number: f1, seen: f2, applied: f3 }
}
export function parseInputHead(json: unknown, _depth: number): InputHead {
  const { view: f0, number: f1, seen: f2, applied: f3 } = isStruct(json) ? json : refuse()
  return {
    view: f0 === undefined ? 0 : integerOf(f0),
    number: f1 === undefined ? 0 : integerOf(f1),
    seen: f2 === undefined ? undefined : fixedNumberOf(f2, 100),
    applied: f3 === undefined ? undefined : integerOf(f3),
  }
}
export function jsonInputHead(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { view: f0, number: f1, seen: f2, applied: f3 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"view":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"seen":'); pos = fixedJson(f2, bytes, pos, 100) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"applied":'); pos = integerJson(f3, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface HeartbeatResponse {
  /** server time, ms since 1970 */
  time: number
}
export function writeHeartbeatResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { time: f0 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}
export function readHeartbeatResponse(bytes: Uint8Array, start: number, end: number, depth: number): HeartbeatResponse {
  if (end - start < 2) malformed('heartbeat.response', 'its header is cut off')
  let f0: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('heartbeat.response', 'its fields are cut off')
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
  if (depth > 0 && data !== end) malformed('heartbeat.response', 'bytes follow it')
  return { time: f0 }
}
export function parseHeartbeatResponse(json: unknown, _depth: number): HeartbeatResponse {
  const { time: f0 } = isStruct(json) ? json : refuse()
  return {
    time: f0 === undefined ? 0 : integerOf(f0),
  }
}
export function jsonHeartbeatResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { time: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"time":'); pos = integerJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface SessionOpenResponse {
  /** a secret */
  token: string
  /** ms for which the session waits for a connection */
  grace: number
}
export function writeSessionOpenResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { token: f0, grace: f1 } = isStruct(value) ? value : refuse()
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
export function readSessionOpenResponse(bytes: Uint8Array, start: number, end: number, depth: number): SessionOpenResponse {
  if (end - start < 2) malformed('session_open.response', 'its header is cut off')
  let f0: string = '', f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('session_open.response', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('session_open.response.token', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('session_open.response', 'bytes follow it')
  return { token: f0, grace: f1 }
}
export function parseSessionOpenResponse(json: unknown, _depth: number): SessionOpenResponse {
  const { token: f0, grace: f1 } = isStruct(json) ? json : refuse()
  return {
    token: f0 === undefined ? '' : textOf(f0),
    grace: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonSessionOpenResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { token: f0, grace: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"token":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"grace":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ResumeRequest {
  token: string
  /** frames that have come, in all; left out: none is sent again */
  received?: number | undefined
}
export function writeResumeRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { token: f0, received: f1 } = isStruct(value) ? value : refuse()
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
export function readResumeRequest(bytes: Uint8Array, start: number, end: number, depth: number): ResumeRequest {
  if (end - start < 2) malformed('resume.request', 'its header is cut off')
  let f0: string = '', f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('resume.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('resume.request.token', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('resume.request', 'bytes follow it')
  return { token: f0, received: f1 }
}
export function parseResumeRequest(json: unknown, _depth: number): ResumeRequest {
  const { token: f0, received: f1 } = isStruct(json) ? json : refuse()
  return {
    token: f0 === undefined ? '' : textOf(f0),
    received: f1 === undefined ? undefined : integerOf(f1),
  }
}
export function jsonResumeRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { token: f0, received: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"token":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"received":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanResumeRequest(bytes: Uint8Array, start: number, end: number): ResumeRequest | undefined {
  let at = start, f0: string | undefined, f1: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"token":"')) { const from = at + 9, stop = endOfText(bytes, from); if (stop < 0) return undefined; f0 = readUtf8(bytes, from, stop); at = stop + 1; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"received":')) { const from = at + 11, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { token: f0 ?? '', received: f1 }
}

export interface ResumeResponse {
  /** frames of the client that have come, in all: it sends again what follows them */
  received: number
  /** the number of the frame that comes next */
  next: number
  /** how many frames are sent again */
  replayed: number
}
export function writeResumeResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { received: f0, next: f1, replayed: f2 } = isStruct(value) ? value : refuse()
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
export function readResumeResponse(bytes: Uint8Array, start: number, end: number, depth: number): ResumeResponse {
  if (end - start < 2) malformed('resume.response', 'its header is cut off')
  let f0: number = 0, f1: number = 0, f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('resume.response', 'its fields are cut off')
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
  if (depth > 0 && data !== end) malformed('resume.response', 'bytes follow it')
  return { received: f0, next: f1, replayed: f2 }
}
export function parseResumeResponse(json: unknown, _depth: number): ResumeResponse {
  const { received: f0, next: f1, replayed: f2 } = isStruct(json) ? json : refuse()
  return {
    received: f0 === undefined ? 0 : integerOf(f0),
    next: f1 === undefined ? 0 : integerOf(f1),
    replayed: f2 === undefined ? 0 : integerOf(f2),
  }
}
export function jsonResumeResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { received: f0, next: f1, replayed: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"received":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"next":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"replayed":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ReceivedRequest {
  count: number
}
export function writeReceivedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
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
export function readReceivedRequest(bytes: Uint8Array, start: number, end: number, depth: number): ReceivedRequest {
  if (end - start < 2) malformed('received.request', 'its header is cut off')
  let f0: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('received.request', 'its fields are cut off')
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
  if (depth > 0 && data !== end) malformed('received.request', 'bytes follow it')
  return { count: f0 }
}
export function parseReceivedRequest(json: unknown, _depth: number): ReceivedRequest {
  const { count: f0 } = isStruct(json) ? json : refuse()
  return {
    count: f0 === undefined ? 0 : integerOf(f0),
  }
}
export function jsonReceivedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { count: f0 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"count":'); pos = integerJson(f0, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomJoinedRequest {
  room: string
  member: RoomMember
}
export function writeRoomJoinedRequest(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, member: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    bytes[h++] = 0; bytes[h++] = 0
    const end = writeRoomMember(f1, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  return p
}
export function readRoomJoinedRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomJoinedRequest {
  if (end - start < 2) malformed('room_joined.request', 'its header is cut off')
  let f0: string = '', f1: RoomMember | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_joined.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_joined.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_joined.request.member', 'it has no data'); f1 = readRoomMember(bytes, at, data, depth + 1); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_joined.request', 'bytes follow it')
  return { room: f0, member: f1 ?? readRoomMember(NO_FIELDS, 0, 2, 0) }
}
export function parseRoomJoinedRequest(json: unknown, depth: number): RoomJoinedRequest {
  const { room: f0, member: f1 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
    member: f1 === undefined ? parseRoomMember({}, 0) : parseRoomMember(f1, depth + 1),
  }
}
export function jsonRoomJoinedRequest(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { room: f0, member: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"member":'); pos = jsonRoomMember(f1, bytes, pos, depth + 1) }
  return closeObject(bytes, start, pos)
}

export interface RoomLeftRequest {
  room: string
  uid: string
  acc: string
  /** left, gone (the connection), kicked, replaced (by another login) */
  reason: string
}
export function writeRoomLeftRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, uid: f1, acc: f2, reason: f3 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); last = 1; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  if (f3 !== undefined) { if (f2 === undefined) h = putSkip(bytes, h, 3 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f3) }
  return p
}
export function readRoomLeftRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomLeftRequest {
  if (end - start < 2) malformed('room_left.request', 'its header is cut off')
  let f0: string = '', f1: string = '', f2: string = '', f3: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_left.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_left.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_left.request.uid', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('room_left.request.acc', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: if (word !== 0) malformed('room_left.request.reason', 'it has no data'); f3 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_left.request', 'bytes follow it')
  return { room: f0, uid: f1, acc: f2, reason: f3 }
}
export function parseRoomLeftRequest(json: unknown, _depth: number): RoomLeftRequest {
  const { room: f0, uid: f1, acc: f2, reason: f3 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
    uid: f1 === undefined ? '' : textOf(f1),
    acc: f2 === undefined ? '' : textOf(f2),
    reason: f3 === undefined ? '' : textOf(f3),
  }
}
export function jsonRoomLeftRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, uid: f1, acc: f2, reason: f3 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"acc":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"reason":'); pos = textJson(f3, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomMessageRequest {
  room: string
  /** one more than the one before, else ask for what is missing */
  number: number
  uid: string
  acc: string
  text: string
  /** ms since 1970 */
  time: number
  /** you have blocked who wrote it: neither uid, acc, text nor time */
  is_hidden: boolean
}
export function writeRoomMessageRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, number: f1, uid: f2, acc: f3, text: f4, time: f5, is_hidden: f6 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1) + (f3 === undefined ? 0 : f2 === undefined ? 2 : 1) + (f4 === undefined ? 0 : f3 === undefined ? 2 : 1) + (f5 === undefined ? 0 : f4 === undefined ? 2 : 1) + (f6 === undefined ? 0 : f5 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) {
    if (f0 === undefined) h = putSkip(bytes, h, 1 - last)
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) { if (f1 === undefined) h = putSkip(bytes, h, 2 - last); last = 2; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f2) }
  if (f3 !== undefined) { if (f2 === undefined) h = putSkip(bytes, h, 3 - last); last = 3; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f3) }
  if (f4 !== undefined) { if (f3 === undefined) h = putSkip(bytes, h, 4 - last); last = 4; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f4) }
  if (f5 !== undefined) {
    if (f4 === undefined) h = putSkip(bytes, h, 5 - last)
    last = 5
    const inline = typeof f5 === 'number' && f5 >= 0 && f5 < 0x7fff && (f5 | 0) === f5 ? (f5 + 1) * 2 : 0
    bytes[h++] = inline; bytes[h++] = inline >> 8; if (inline === 0) p = writeInteger(bytes, p, f5, SAFE)
  }
  if (f6 !== undefined) { if (f5 === undefined) h = putSkip(bytes, h, 6 - last); if (typeof f6 !== 'boolean') return refuse(); bytes[h++] = f6 ? 4 : 2; bytes[h++] = 0 }
  return p
}
export function readRoomMessageRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomMessageRequest {
  if (end - start < 2) malformed('room_message.request', 'its header is cut off')
  let f0: string = '', f1: number = 0, f2: string = '', f3: string = '', f4: string = '', f5: number = 0, f6: boolean = false
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_message.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_message.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 2: if (word !== 0) malformed('room_message.request.uid', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: if (word !== 0) malformed('room_message.request.acc', 'it has no data'); f3 = readString(bytes, at, data); break
      case 4: if (word !== 0) malformed('room_message.request.text', 'it has no data'); f4 = readString(bytes, at, data); break
      case 5: f5 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
      case 6: if (word === 0) malformed('room_message.request.is_hidden', 'a boolean with data'); f6 = word !== 2; break
    }
  }
  if (depth > 0 && data !== end) malformed('room_message.request', 'bytes follow it')
  return { room: f0, number: f1, uid: f2, acc: f3, text: f4, time: f5, is_hidden: f6 }
}
export function parseRoomMessageRequest(json: unknown, _depth: number): RoomMessageRequest {
  const { room: f0, number: f1, uid: f2, acc: f3, text: f4, time: f5, is_hidden: f6 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
    number: f1 === undefined ? 0 : integerOf(f1),
    uid: f2 === undefined ? '' : textOf(f2),
    acc: f3 === undefined ? '' : textOf(f3),
    text: f4 === undefined ? '' : textOf(f4),
    time: f5 === undefined ? 0 : integerOf(f5),
    is_hidden: f6 === undefined ? false : booleanOf(f6),
  }
}
export function jsonRoomMessageRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, number: f1, uid: f2, acc: f3, text: f4, time: f5, is_hidden: f6 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"acc":'); pos = textJson(f3, bytes, pos) }
  if (f4 !== undefined) { pos = putAscii(bytes, pos, ',"text":'); pos = textJson(f4, bytes, pos) }
  if (f5 !== undefined) { pos = putAscii(bytes, pos, ',"time":'); pos = integerJson(f5, bytes, pos) }
  if (f6 !== undefined) { pos = putAscii(bytes, pos, ',"is_hidden":'); pos = booleanJson(f6, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomClosedRequest {
  room: string
  /** closed, failed, lost (its thread has ended, or an operator has killed it) */
  reason: string
}
export function writeRoomClosedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, reason: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f1) }
  return p
}
export function readRoomClosedRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomClosedRequest {
  if (end - start < 2) malformed('room_closed.request', 'its header is cut off')
  let f0: string = '', f1: string = ''
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_closed.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_closed.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('room_closed.request.reason', 'it has no data'); f1 = readString(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_closed.request', 'bytes follow it')
  return { room: f0, reason: f1 }
}
export function parseRoomClosedRequest(json: unknown, _depth: number): RoomClosedRequest {
  const { room: f0, reason: f1 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
    reason: f1 === undefined ? '' : textOf(f1),
  }
}
export function jsonRoomClosedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, reason: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"reason":'); pos = textJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface RoomRemovedRequest {
  room: string
  number: number
}
export function writeRoomRemovedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, number: f1 } = isStruct(value) ? value : refuse()
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
export function readRoomRemovedRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomRemovedRequest {
  if (end - start < 2) malformed('room_removed.request', 'its header is cut off')
  let f0: string = '', f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_removed.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('room_removed.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('room_removed.request', 'bytes follow it')
  return { room: f0, number: f1 }
}
export function parseRoomRemovedRequest(json: unknown, _depth: number): RoomRemovedRequest {
  const { room: f0, number: f1 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
    number: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonRoomRemovedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, number: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"number":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ViewSeenRequest {
  view: number
  /** the tick of it; 0 for none */
  applied: number
}
export function writeViewSeenRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { view: f0, applied: f1 } = isStruct(value) ? value : refuse()
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
export function readViewSeenRequest(bytes: Uint8Array, start: number, end: number, depth: number): ViewSeenRequest {
  if (end - start < 2) malformed('view_seen.request', 'its header is cut off')
  let f0: number = 0, f1: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('view_seen.request', 'its fields are cut off')
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
  if (depth > 0 && data !== end) malformed('view_seen.request', 'bytes follow it')
  return { view: f0, applied: f1 }
}
export function parseViewSeenRequest(json: unknown, _depth: number): ViewSeenRequest {
  const { view: f0, applied: f1 } = isStruct(json) ? json : refuse()
  return {
    view: f0 === undefined ? 0 : integerOf(f0),
    applied: f1 === undefined ? 0 : integerOf(f1),
  }
}
export function jsonViewSeenRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { view: f0, applied: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"view":'); pos = integerJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"applied":'); pos = integerJson(f1, bytes, pos) }
  return closeObject(bytes, start, pos)
}
export function scanViewSeenRequest(bytes: Uint8Array, start: number, end: number): ViewSeenRequest | undefined {
  let at = start, f0: number | undefined, f1: number | undefined
  for (let mark = 123; bytes[at] === mark; mark = 44) {
    at++
    if (f0 === undefined && hasAscii(bytes, at, '"view":')) { const from = at + 7, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f0 = integerIn(bytes, from, stop); at = stop; continue }
    if (f1 === undefined && hasAscii(bytes, at, '"applied":')) { const from = at + 10, stop = endOfInteger(bytes, from); if (stop < 0) return undefined; f1 = integerIn(bytes, from, stop); at = stop; continue }
    if (mark === 44) return undefined
  }
  if (at !== end - 1 || bytes[at] !== 125) return undefined
  return { view: f0 ?? 0, applied: f1 ?? 0 }
}

/** What clients ask: the body they send and the reply they get. */
export interface KitRequests {
  /** Keeps the connection alive; the reply carries the server's clock. The connection itself answers, before the login too. */
  heartbeat: { body: undefined; reply: HeartbeatResponse }
  /**
   * Asks for a session, by which a player comes back whose connection was lost. For players; the connection itself answers.
   * From here on both sides count frames, the server those behind this one, the client those behind the reply; but not these
   * three messages nor heartbeats.
   */
  session_open: { body: undefined; reply: SessionOpenResponse }
  /** Comes back, in place of a login. Refused with SESSION_LOST, and why. */
  resume: { body: ResumeRequest; reply: ResumeResponse }
  /** The last patch that was applied, for who sends no inputs: without it nothing more comes after a second. Not answered. */
  view_seen: { body: ViewSeenRequest; reply: undefined }
}

/** What the server tells unasked: the body of each push. */
export interface KitPushes {
  /** Somebody has come into a room that you are in; not told in rooms that are too large for it. */
  room_joined: RoomJoinedRequest
  /** Somebody has left; you, when it is your uid. */
  room_left: RoomLeftRequest
  room_message: RoomMessageRequest
  /** The room has ended for you. After `lost` it can be joined again, with its history. */
  room_closed: RoomClosedRequest
  /** A moderator has taken the text of a message away. */
  room_removed: RoomRemovedRequest
  /** How many frames have come, in all; each side tells the other, which needs to keep them no longer. */
  received: ReceivedRequest
}

export const shapesKit: Record<string, $Shape> = {
  'RoomInfo': { write: writeRoomInfo, read: readRoomInfo, fromJson: parseRoomInfo, writeJson: jsonRoomInfo },
  'RoomMember': { write: writeRoomMember, read: readRoomMember, fromJson: parseRoomMember, writeJson: jsonRoomMember },
  'Patch': { write: writePatch, read: readPatch, fromJson: parsePatch, writeJson: jsonPatch },
  'InputHead': { write: writeInputHead, read: readInputHead, fromJson: parseInputHead, writeJson: jsonInputHead },
  'heartbeat.response': { write: writeHeartbeatResponse, read: readHeartbeatResponse, fromJson: parseHeartbeatResponse, writeJson: jsonHeartbeatResponse },
  'session_open.response': { write: writeSessionOpenResponse, read: readSessionOpenResponse, fromJson: parseSessionOpenResponse, writeJson: jsonSessionOpenResponse },
  'resume.request': { write: writeResumeRequest, read: readResumeRequest, fromJson: parseResumeRequest, writeJson: jsonResumeRequest, scan: scanResumeRequest },
  'resume.response': { write: writeResumeResponse, read: readResumeResponse, fromJson: parseResumeResponse, writeJson: jsonResumeResponse },
  'received.request': { write: writeReceivedRequest, read: readReceivedRequest, fromJson: parseReceivedRequest, writeJson: jsonReceivedRequest },
  'room_joined.request': { write: writeRoomJoinedRequest, read: readRoomJoinedRequest, fromJson: parseRoomJoinedRequest, writeJson: jsonRoomJoinedRequest },
  'room_left.request': { write: writeRoomLeftRequest, read: readRoomLeftRequest, fromJson: parseRoomLeftRequest, writeJson: jsonRoomLeftRequest },
  'room_message.request': { write: writeRoomMessageRequest, read: readRoomMessageRequest, fromJson: parseRoomMessageRequest, writeJson: jsonRoomMessageRequest },
  'room_closed.request': { write: writeRoomClosedRequest, read: readRoomClosedRequest, fromJson: parseRoomClosedRequest, writeJson: jsonRoomClosedRequest },
  'room_removed.request': { write: writeRoomRemovedRequest, read: readRoomRemovedRequest, fromJson: parseRoomRemovedRequest, writeJson: jsonRoomRemovedRequest },
  'view_seen.request': { write: writeViewSeenRequest, read: readViewSeenRequest, fromJson: parseViewSeenRequest, writeJson: jsonViewSeenRequest, scan: scanViewSeenRequest },
}
