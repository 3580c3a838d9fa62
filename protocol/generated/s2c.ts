// Made by `npm run protocol` from protocol/s2c.sproto. Change that, not this.

import type { Shape as $Shape } from '../sproto/value/codec.ts'
import { arrayOf, dataEnd, isStruct, malformed, NO_FIELDS, putSkip, putUint32, refuse, SAFE } from '../sproto/wire/wire.ts'
import { writeInteger, writeString, writeStrings } from '../sproto/wire/write.ts'
import { readInteger, readString, readStrings } from '../sproto/wire/read.ts'
import { integerOf, textOf } from '../sproto/value/scalars.ts'
import { arrayJson, closeObject, integerJson, putAscii, textJson } from '../sproto/value/write-json.ts'
import { type Patch, writePatch, readPatch, parsePatch, jsonPatch } from './kit.ts'
import { type ArenaHero, writeArenaHero, readArenaHero, parseArenaHero, jsonArenaHero } from './types.ts'
import { type ArenaShot, writeArenaShot, readArenaShot, parseArenaShot, jsonArenaShot } from './types.ts'
import { type CardSeat, writeCardSeat, readCardSeat, parseCardSeat, jsonCardSeat } from './types.ts'
import { type Card, writeCard, readCard, parseCard, jsonCard } from './types.ts'

export interface WhisperedRequest {
  uid: string
  acc: string
  text: string
  time: number
}
export function writeWhisperedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, acc: f1, text: f2, time: f3 } = isStruct(value) ? value : refuse()
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
export function readWhisperedRequest(bytes: Uint8Array, start: number, end: number, depth: number): WhisperedRequest {
  if (end - start < 2) malformed('whispered.request', 'its header is cut off')
  let f0: string = '', f1: string = '', f2: string = '', f3: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('whispered.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('whispered.request.uid', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('whispered.request.acc', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: if (word !== 0) malformed('whispered.request.text', 'it has no data'); f2 = readString(bytes, at, data); break
      case 3: f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('whispered.request', 'bytes follow it')
  return { uid: f0, acc: f1, text: f2, time: f3 }
}
export function parseWhisperedRequest(json: unknown, _depth: number): WhisperedRequest {
  const { uid: f0, acc: f1, text: f2, time: f3 } = isStruct(json) ? json : refuse()
  return {
    uid: f0 === undefined ? '' : textOf(f0),
    acc: f1 === undefined ? '' : textOf(f1),
    text: f2 === undefined ? '' : textOf(f2),
    time: f3 === undefined ? 0 : integerOf(f3),
  }
}
export function jsonWhisperedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { uid: f0, acc: f1, text: f2, time: f3 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"uid":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"acc":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"text":'); pos = textJson(f2, bytes, pos) }
  if (f3 !== undefined) { pos = putAscii(bytes, pos, ',"time":'); pos = integerJson(f3, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface DuelBegunRequest {
  room: string
  /** accounts of both */
  names: string[]
}
export function writeDuelBegunRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, names: f1 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) { last = 0; bytes[h++] = 0; bytes[h++] = 0; p = writeString(bytes, p, f0) }
  if (f1 !== undefined) { if (f0 === undefined) h = putSkip(bytes, h, 1 - last); bytes[h++] = 0; bytes[h++] = 0; p = writeStrings(bytes, p, f1) }
  return p
}
export function readDuelBegunRequest(bytes: Uint8Array, start: number, end: number, depth: number): DuelBegunRequest {
  if (end - start < 2) malformed('duel_begun.request', 'its header is cut off')
  let f0: string = '', f1: string[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('duel_begun.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('duel_begun.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('duel_begun.request.names', 'it has no data'); f1 = readStrings(bytes, at, data); break
    }
  }
  if (depth > 0 && data !== end) malformed('duel_begun.request', 'bytes follow it')
  return { room: f0, names: f1 ?? [] }
}
export function parseDuelBegunRequest(json: unknown, _depth: number): DuelBegunRequest {
  const { room: f0, names: f1 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
    names: f1 === undefined ? [] : arrayOf(f1).map(json => textOf(json)),
  }
}
export function jsonDuelBegunRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, names: f1 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"names":'); pos = arrayJson(f1, bytes, pos, textJson, 0) }
  return closeObject(bytes, start, pos)
}

export interface DuelOverRequest {
  room: string
  /** uid; empty for a draw */
  winner: string
  gold: number
}
export function writeDuelOverRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, winner: f1, gold: f2 } = isStruct(value) ? value : refuse()
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
export function readDuelOverRequest(bytes: Uint8Array, start: number, end: number, depth: number): DuelOverRequest {
  if (end - start < 2) malformed('duel_over.request', 'its header is cut off')
  let f0: string = '', f1: string = '', f2: number = 0
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('duel_over.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('duel_over.request.room', 'it has no data'); f0 = readString(bytes, at, data); break
      case 1: if (word !== 0) malformed('duel_over.request.winner', 'it has no data'); f1 = readString(bytes, at, data); break
      case 2: f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number); break
    }
  }
  if (depth > 0 && data !== end) malformed('duel_over.request', 'bytes follow it')
  return { room: f0, winner: f1, gold: f2 }
}
export function parseDuelOverRequest(json: unknown, _depth: number): DuelOverRequest {
  const { room: f0, winner: f1, gold: f2 } = isStruct(json) ? json : refuse()
  return {
    room: f0 === undefined ? '' : textOf(f0),
    winner: f1 === undefined ? '' : textOf(f1),
    gold: f2 === undefined ? 0 : integerOf(f2),
  }
}
export function jsonDuelOverRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  const { room: f0, winner: f1, gold: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"room":'); pos = textJson(f0, bytes, pos) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"winner":'); pos = textJson(f1, bytes, pos) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"gold":'); pos = integerJson(f2, bytes, pos) }
  return closeObject(bytes, start, pos)
}

export interface ArenaViewRequest {
  patch: Patch
  heroes?: ArenaHero[] | undefined
  shots?: ArenaShot[] | undefined
}
export function writeArenaViewRequest(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { patch: f0, heroes: f1, shots: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    const end = writePatch(f0, bytes, p + 4, depth + 1)
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
      const end = writeArenaHero(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f2)
    for (let i = 0; i < items.length; i++) {
      const end = writeArenaShot(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  return p
}
export function readArenaViewRequest(bytes: Uint8Array, start: number, end: number, depth: number): ArenaViewRequest {
  if (end - start < 2) malformed('arena_view.request', 'its header is cut off')
  let f0: Patch | undefined, f1: ArenaHero[] | undefined, f2: ArenaShot[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('arena_view.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('arena_view.request.patch', 'it has no data'); f0 = readPatch(bytes, at, data, depth + 1); break
      case 1:
        if (word !== 0) malformed('arena_view.request.heroes', 'it has no data')
        f1 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readArenaHero(bytes, q + 4, next, depth + 1)
          f1.push(item)
          q = next
        }
        break
      case 2:
        if (word !== 0) malformed('arena_view.request.shots', 'it has no data')
        f2 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readArenaShot(bytes, q + 4, next, depth + 1)
          f2.push(item)
          q = next
        }
        break
    }
  }
  if (depth > 0 && data !== end) malformed('arena_view.request', 'bytes follow it')
  return { patch: f0 ?? readPatch(NO_FIELDS, 0, 2, 0), heroes: f1, shots: f2 }
}
export function parseArenaViewRequest(json: unknown, depth: number): ArenaViewRequest {
  const { patch: f0, heroes: f1, shots: f2 } = isStruct(json) ? json : refuse()
  return {
    patch: f0 === undefined ? parsePatch({}, 0) : parsePatch(f0, depth + 1),
    heroes: f1 === undefined ? undefined : arrayOf(f1).map(json => parseArenaHero(json, depth + 1)),
    shots: f2 === undefined ? undefined : arrayOf(f2).map(json => parseArenaShot(json, depth + 1)),
  }
}
export function jsonArenaViewRequest(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { patch: f0, heroes: f1, shots: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"patch":'); pos = jsonPatch(f0, bytes, pos, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"heroes":'); pos = arrayJson(f1, bytes, pos, jsonArenaHero, depth + 1) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"shots":'); pos = arrayJson(f2, bytes, pos, jsonArenaShot, depth + 1) }
  return closeObject(bytes, start, pos)
}

export interface CardsViewRequest {
  patch: Patch
  seats?: CardSeat[] | undefined
  cards?: Card[] | undefined
}
export function writeCardsViewRequest(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { patch: f0, seats: f1, cards: f2 } = isStruct(value) ? value : refuse()
  const words = (f0 === undefined ? 0 : 1) + (f1 === undefined ? 0 : f0 === undefined ? 2 : 1) + (f2 === undefined ? 0 : f1 === undefined ? 2 : 1)
  bytes[start] = words; bytes[start + 1] = words >> 8
  let h = start + 2, p = h + words * 2, last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h++] = 0; bytes[h++] = 0
    const end = writePatch(f0, bytes, p + 4, depth + 1)
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
      const end = writeCardSeat(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  if (f2 !== undefined) {
    if (f1 === undefined) h = putSkip(bytes, h, 2 - last)
    bytes[h++] = 0; bytes[h++] = 0
    let q = p + 4
    const items = arrayOf(f2)
    for (let i = 0; i < items.length; i++) {
      const end = writeCard(items[i], bytes, q + 4, depth + 1)
      putUint32(bytes, q, end - q - 4)
      q = end
    }
    putUint32(bytes, p, q - p - 4)
    p = q
  }
  return p
}
export function readCardsViewRequest(bytes: Uint8Array, start: number, end: number, depth: number): CardsViewRequest {
  if (end - start < 2) malformed('cards_view.request', 'its header is cut off')
  let f0: Patch | undefined, f1: CardSeat[] | undefined, f2: Card[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('cards_view.request', 'its fields are cut off')
  let data = stop, tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) { tag += word >> 1; continue }
    const at = data + 4; if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0: if (word !== 0) malformed('cards_view.request.patch', 'it has no data'); f0 = readPatch(bytes, at, data, depth + 1); break
      case 1:
        if (word !== 0) malformed('cards_view.request.seats', 'it has no data')
        f1 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readCardSeat(bytes, q + 4, next, depth + 1)
          f1.push(item)
          q = next
        }
        break
      case 2:
        if (word !== 0) malformed('cards_view.request.cards', 'it has no data')
        f2 = []
        for (let q = at; q < data; ) {
          const next = dataEnd(bytes, q, data)
          const item = readCard(bytes, q + 4, next, depth + 1)
          f2.push(item)
          q = next
        }
        break
    }
  }
  if (depth > 0 && data !== end) malformed('cards_view.request', 'bytes follow it')
  return { patch: f0 ?? readPatch(NO_FIELDS, 0, 2, 0), seats: f1, cards: f2 }
}
export function parseCardsViewRequest(json: unknown, depth: number): CardsViewRequest {
  const { patch: f0, seats: f1, cards: f2 } = isStruct(json) ? json : refuse()
  return {
    patch: f0 === undefined ? parsePatch({}, 0) : parsePatch(f0, depth + 1),
    seats: f1 === undefined ? undefined : arrayOf(f1).map(json => parseCardSeat(json, depth + 1)),
    cards: f2 === undefined ? undefined : arrayOf(f2).map(json => parseCard(json, depth + 1)),
  }
}
export function jsonCardsViewRequest(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  const { patch: f0, seats: f1, cards: f2 } = isStruct(value) ? value : refuse()
  let pos = start
  if (f0 !== undefined) { pos = putAscii(bytes, pos, ',"patch":'); pos = jsonPatch(f0, bytes, pos, depth + 1) }
  if (f1 !== undefined) { pos = putAscii(bytes, pos, ',"seats":'); pos = arrayJson(f1, bytes, pos, jsonCardSeat, depth + 1) }
  if (f2 !== undefined) { pos = putAscii(bytes, pos, ',"cards":'); pos = arrayJson(f2, bytes, pos, jsonCard, depth + 1) }
  return closeObject(bytes, start, pos)
}

/** What clients ask: the body they send and the reply they get. */
export interface S2cRequests {
}

/** What the server tells unasked: the body of each push. */
export interface S2cPushes {
  /** Somebody whispers to you. */
  whispered: WhisperedRequest
  /** Your duel begins. */
  duel_begun: DuelBegunRequest
  /** Your duel is over; whoever has won has the gold already. */
  duel_over: DuelOverRequest
  /** What one sees of the arena. */
  arena_view: ArenaViewRequest
  /** What one sees of a table of cards: both players, the own hand, and what is laid. */
  cards_view: CardsViewRequest
}

export const shapesS2c: Record<string, $Shape> = {
  'whispered.request': { write: writeWhisperedRequest, read: readWhisperedRequest, fromJson: parseWhisperedRequest, writeJson: jsonWhisperedRequest },
  'duel_begun.request': { write: writeDuelBegunRequest, read: readDuelBegunRequest, fromJson: parseDuelBegunRequest, writeJson: jsonDuelBegunRequest },
  'duel_over.request': { write: writeDuelOverRequest, read: readDuelOverRequest, fromJson: parseDuelOverRequest, writeJson: jsonDuelOverRequest },
  'arena_view.request': { write: writeArenaViewRequest, read: readArenaViewRequest, fromJson: parseArenaViewRequest, writeJson: jsonArenaViewRequest },
  'cards_view.request': { write: writeCardsViewRequest, read: readCardsViewRequest, fromJson: parseCardsViewRequest, writeJson: jsonCardsViewRequest },
}
