// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.

import type { Shape } from '../sproto/value/codec.ts'
import { arrayOf, dataEnd, isStruct, malformed, putUint32, refuse, SAFE } from '../sproto/wire/wire.ts'
import { writeDouble, writeInteger, writeString, writeStrings } from '../sproto/wire/write.ts'
import { readDouble, readInteger, readString, readStrings } from '../sproto/wire/read.ts'
import { booleanOf, doubleOf, integerOf, quote, textOf } from '../sproto/value/scalars.ts'
import type { Fields } from '../sproto/wire/wire.ts'
import type { RoomInfo, RoomMember, RoomMessage, BoardEntry, LoginRequest, LoginResponse, HeartbeatResponse, EchoRequest, EchoResponse, LogoutResponse, SignResponse, RoomCreateRequest, RoomCreateResponse, RoomJoinRequest, RoomJoinResponse, RoomLeaveRequest, RoomLeaveResponse, RoomSayRequest, RoomSayResponse, RoomListRequest, RoomListResponse, RoomMembersRequest, RoomMembersResponse, RoomHistoryRequest, RoomHistoryResponse, RoomKickRequest, RoomKickResponse, RoomMuteRequest, RoomMuteResponse, RoomRemoveRequest, RoomRemoveResponse, RoomLockRequest, RoomLockResponse, RoomModeratorRequest, RoomModeratorResponse, WhisperRequest, WhisperResponse, BlockRequest, BlockResponse, PresenceRequest, PresenceResponse, BoardTopRequest, BoardTopResponse, BoardAroundRequest, BoardAroundResponse, BoardMineRequest, BoardMineResponse, RoomJoinedRequest, RoomLeftRequest, RoomMessageRequest, RoomClosedRequest, RoomRemovedRequest, WhisperedRequest } from './types.ts'

function writeRoomInfo(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.kind
  const f2 = value.name
  const f3 = value.members
  const f4 = value.max_members
  const f5 = value.is_locked
  const f6 = value.is_private
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  if (f4 !== undefined) words += f3 === undefined ? 2 : 1
  if (f5 !== undefined) words += f4 === undefined ? 2 : 1
  if (f6 !== undefined) words += f5 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 3
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  if (f4 !== undefined) {
    if (f3 === undefined) {
      const skip = (4 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 4
    const inline = typeof f4 === 'number' && f4 >= 0 && f4 < 0x7fff && (f4 | 0) === f4 ? (f4 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f4, SAFE)
  }
  if (f5 !== undefined) {
    if (f4 === undefined) {
      const skip = (5 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 5
    if (typeof f5 !== 'boolean') return refuse()
    bytes[h] = f5 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  if (f6 !== undefined) {
    if (f5 === undefined) {
      const skip = (6 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    if (typeof f6 !== 'boolean') return refuse()
    bytes[h] = f6 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  return p
}

function readRoomInfo(bytes: Uint8Array, start: number, end: number, depth: number): RoomInfo {
  if (end - start < 2) malformed('RoomInfo', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: string | undefined
  let f3: number | undefined
  let f4: number | undefined
  let f5: boolean | undefined
  let f6: boolean | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('RoomInfo', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('RoomInfo.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('RoomInfo.kind', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word !== 0) malformed('RoomInfo.name', 'it has no data')
        f2 = readString(bytes, at, data)
        break
      case 3:
        f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 4:
        f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 5:
        if (word === 0) malformed('RoomInfo.is_locked', 'a boolean with data')
        f5 = word !== 2
        break
      case 6:
        if (word === 0) malformed('RoomInfo.is_private', 'a boolean with data')
        f6 = word !== 2
        break
    }
  }
  if (depth > 0 && data !== end) malformed('RoomInfo', 'bytes follow it')
  return { id: f0, kind: f1, name: f2, members: f3, max_members: f4, is_locked: f5, is_private: f6 }
}

function parseRoomInfo(json: unknown, _depth: number): RoomInfo {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.kind
  const f2 = json.name
  const f3 = json.members
  const f4 = json.max_members
  const f5 = json.is_locked
  const f6 = json.is_private
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    kind: f1 === undefined ? undefined : textOf(f1),
    name: f2 === undefined ? undefined : textOf(f2),
    members: f3 === undefined ? undefined : integerOf(f3),
    max_members: f4 === undefined ? undefined : integerOf(f4),
    is_locked: f5 === undefined ? undefined : booleanOf(f5),
    is_private: f6 === undefined ? undefined : booleanOf(f6),
  }
}

function plainRoomInfo(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.kind
  const f2 = json.name
  const f3 = json.members
  const f4 = json.max_members
  const f5 = json.is_locked
  const f6 = json.is_private
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    kind: f1 === undefined ? undefined : textOf(f1),
    name: f2 === undefined ? undefined : textOf(f2),
    members: f3 === undefined ? undefined : integerOf(f3),
    max_members: f4 === undefined ? undefined : integerOf(f4),
    is_locked: f5 === undefined ? undefined : booleanOf(f5),
    is_private: f6 === undefined ? undefined : booleanOf(f6),
  }
}

function textRoomInfo(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.kind
  const f2 = value.name
  const f3 = value.members
  const f4 = value.max_members
  const f5 = value.is_locked
  const f6 = value.is_private
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"kind":' : ',"kind":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"name":' : ',"name":') + quote(f2)
  if (f3 !== undefined) text += (text === '{' ? '"members":' : ',"members":') + String(integerOf(f3))
  if (f4 !== undefined) text += (text === '{' ? '"max_members":' : ',"max_members":') + String(integerOf(f4))
  if (f5 !== undefined) text += (text === '{' ? '"is_locked":' : ',"is_locked":') + String(booleanOf(f5))
  if (f6 !== undefined) text += (text === '{' ? '"is_private":' : ',"is_private":') + String(booleanOf(f6))
  return text + '}'
}

function writeRoomMember(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.acc
  const f2 = value.is_moderator
  const f3 = value.muted_until
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    if (typeof f2 !== 'boolean') return refuse()
    bytes[h] = f2 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  return p
}

function readRoomMember(bytes: Uint8Array, start: number, end: number, depth: number): RoomMember {
  if (end - start < 2) malformed('RoomMember', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: boolean | undefined
  let f3: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('RoomMember', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('RoomMember.uid', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('RoomMember.acc', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word === 0) malformed('RoomMember.is_moderator', 'a boolean with data')
        f2 = word !== 2
        break
      case 3:
        f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('RoomMember', 'bytes follow it')
  return { uid: f0, acc: f1, is_moderator: f2, muted_until: f3 }
}

function parseRoomMember(json: unknown, _depth: number): RoomMember {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.acc
  const f2 = json.is_moderator
  const f3 = json.muted_until
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
    is_moderator: f2 === undefined ? undefined : booleanOf(f2),
    muted_until: f3 === undefined ? undefined : integerOf(f3),
  }
}

function plainRoomMember(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.acc
  const f2 = json.is_moderator
  const f3 = json.muted_until
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
    is_moderator: f2 === undefined ? undefined : booleanOf(f2),
    muted_until: f3 === undefined ? undefined : integerOf(f3),
  }
}

function textRoomMember(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.acc
  const f2 = value.is_moderator
  const f3 = value.muted_until
  let text = '{'
  if (f0 !== undefined) text += '"uid":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"is_moderator":' : ',"is_moderator":') + String(booleanOf(f2))
  if (f3 !== undefined) text += (text === '{' ? '"muted_until":' : ',"muted_until":') + String(integerOf(f3))
  return text + '}'
}

function writeRoomMessage(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.number
  const f1 = value.uid
  const f2 = value.acc
  const f3 = value.text
  const f4 = value.time
  const f5 = value.is_removed
  const f6 = value.is_hidden
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  if (f4 !== undefined) words += f3 === undefined ? 2 : 1
  if (f5 !== undefined) words += f4 === undefined ? 2 : 1
  if (f6 !== undefined) words += f5 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 3
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f3)
  }
  if (f4 !== undefined) {
    if (f3 === undefined) {
      const skip = (4 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 4
    const inline = typeof f4 === 'number' && f4 >= 0 && f4 < 0x7fff && (f4 | 0) === f4 ? (f4 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f4, SAFE)
  }
  if (f5 !== undefined) {
    if (f4 === undefined) {
      const skip = (5 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 5
    if (typeof f5 !== 'boolean') return refuse()
    bytes[h] = f5 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  if (f6 !== undefined) {
    if (f5 === undefined) {
      const skip = (6 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    if (typeof f6 !== 'boolean') return refuse()
    bytes[h] = f6 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  return p
}

function readRoomMessage(bytes: Uint8Array, start: number, end: number, depth: number): RoomMessage {
  if (end - start < 2) malformed('RoomMessage', 'its header is cut off')
  let f0: number | undefined
  let f1: string | undefined
  let f2: string | undefined
  let f3: string | undefined
  let f4: number | undefined
  let f5: boolean | undefined
  let f6: boolean | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('RoomMessage', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 1:
        if (word !== 0) malformed('RoomMessage.uid', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word !== 0) malformed('RoomMessage.acc', 'it has no data')
        f2 = readString(bytes, at, data)
        break
      case 3:
        if (word !== 0) malformed('RoomMessage.text', 'it has no data')
        f3 = readString(bytes, at, data)
        break
      case 4:
        f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 5:
        if (word === 0) malformed('RoomMessage.is_removed', 'a boolean with data')
        f5 = word !== 2
        break
      case 6:
        if (word === 0) malformed('RoomMessage.is_hidden', 'a boolean with data')
        f6 = word !== 2
        break
    }
  }
  if (depth > 0 && data !== end) malformed('RoomMessage', 'bytes follow it')
  return { number: f0, uid: f1, acc: f2, text: f3, time: f4, is_removed: f5, is_hidden: f6 }
}

function parseRoomMessage(json: unknown, _depth: number): RoomMessage {
  if (!isStruct(json)) return refuse()
  const f0 = json.number
  const f1 = json.uid
  const f2 = json.acc
  const f3 = json.text
  const f4 = json.time
  const f5 = json.is_removed
  const f6 = json.is_hidden
  return {
    number: f0 === undefined ? undefined : integerOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    acc: f2 === undefined ? undefined : textOf(f2),
    text: f3 === undefined ? undefined : textOf(f3),
    time: f4 === undefined ? undefined : integerOf(f4),
    is_removed: f5 === undefined ? undefined : booleanOf(f5),
    is_hidden: f6 === undefined ? undefined : booleanOf(f6),
  }
}

function plainRoomMessage(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.number
  const f1 = json.uid
  const f2 = json.acc
  const f3 = json.text
  const f4 = json.time
  const f5 = json.is_removed
  const f6 = json.is_hidden
  return {
    number: f0 === undefined ? undefined : integerOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    acc: f2 === undefined ? undefined : textOf(f2),
    text: f3 === undefined ? undefined : textOf(f3),
    time: f4 === undefined ? undefined : integerOf(f4),
    is_removed: f5 === undefined ? undefined : booleanOf(f5),
    is_hidden: f6 === undefined ? undefined : booleanOf(f6),
  }
}

function textRoomMessage(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.number
  const f1 = value.uid
  const f2 = value.acc
  const f3 = value.text
  const f4 = value.time
  const f5 = value.is_removed
  const f6 = value.is_hidden
  let text = '{'
  if (f0 !== undefined) text += '"number":' + String(integerOf(f0))
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f2)
  if (f3 !== undefined) text += (text === '{' ? '"text":' : ',"text":') + quote(f3)
  if (f4 !== undefined) text += (text === '{' ? '"time":' : ',"time":') + String(integerOf(f4))
  if (f5 !== undefined) text += (text === '{' ? '"is_removed":' : ',"is_removed":') + String(booleanOf(f5))
  if (f6 !== undefined) text += (text === '{' ? '"is_hidden":' : ',"is_hidden":') + String(booleanOf(f6))
  return text + '}'
}

function writeBoardEntry(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.rank
  const f1 = value.uid
  const f2 = value.score
  const f3 = value.name
  const f4 = value.level
  const f5 = value.avatar
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  if (f4 !== undefined) words += f3 === undefined ? 2 : 1
  if (f5 !== undefined) words += f4 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeDouble(bytes, p, f2)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 3
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f3)
  }
  if (f4 !== undefined) {
    if (f3 === undefined) {
      const skip = (4 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 4
    const inline = typeof f4 === 'number' && f4 >= 0 && f4 < 0x7fff && (f4 | 0) === f4 ? (f4 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f4, SAFE)
  }
  if (f5 !== undefined) {
    if (f4 === undefined) {
      const skip = (5 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f5)
  }
  return p
}

function readBoardEntry(bytes: Uint8Array, start: number, end: number, depth: number): BoardEntry {
  if (end - start < 2) malformed('BoardEntry', 'its header is cut off')
  let f0: number | undefined
  let f1: string | undefined
  let f2: number | undefined
  let f3: string | undefined
  let f4: number | undefined
  let f5: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('BoardEntry', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 1:
        if (word !== 0) malformed('BoardEntry.uid', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word !== 0) malformed('BoardEntry.score', 'it has no data')
        f2 = readDouble(bytes, at, data)
        break
      case 3:
        if (word !== 0) malformed('BoardEntry.name', 'it has no data')
        f3 = readString(bytes, at, data)
        break
      case 4:
        f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 5:
        if (word !== 0) malformed('BoardEntry.avatar', 'it has no data')
        f5 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('BoardEntry', 'bytes follow it')
  return { rank: f0, uid: f1, score: f2, name: f3, level: f4, avatar: f5 }
}

function parseBoardEntry(json: unknown, _depth: number): BoardEntry {
  if (!isStruct(json)) return refuse()
  const f0 = json.rank
  const f1 = json.uid
  const f2 = json.score
  const f3 = json.name
  const f4 = json.level
  const f5 = json.avatar
  return {
    rank: f0 === undefined ? undefined : integerOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    score: f2 === undefined ? undefined : doubleOf(f2),
    name: f3 === undefined ? undefined : textOf(f3),
    level: f4 === undefined ? undefined : integerOf(f4),
    avatar: f5 === undefined ? undefined : textOf(f5),
  }
}

function plainBoardEntry(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.rank
  const f1 = json.uid
  const f2 = json.score
  const f3 = json.name
  const f4 = json.level
  const f5 = json.avatar
  return {
    rank: f0 === undefined ? undefined : integerOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    score: f2 === undefined ? undefined : doubleOf(f2),
    name: f3 === undefined ? undefined : textOf(f3),
    level: f4 === undefined ? undefined : integerOf(f4),
    avatar: f5 === undefined ? undefined : textOf(f5),
  }
}

function textBoardEntry(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.rank
  const f1 = value.uid
  const f2 = value.score
  const f3 = value.name
  const f4 = value.level
  const f5 = value.avatar
  let text = '{'
  if (f0 !== undefined) text += '"rank":' + String(integerOf(f0))
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"score":' : ',"score":') + String(doubleOf(f2))
  if (f3 !== undefined) text += (text === '{' ? '"name":' : ',"name":') + quote(f3)
  if (f4 !== undefined) text += (text === '{' ? '"level":' : ',"level":') + String(integerOf(f4))
  if (f5 !== undefined) text += (text === '{' ? '"avatar":' : ',"avatar":') + quote(f5)
  return text + '}'
}

function writeLoginRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.acc
  const f1 = value.token
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  return p
}

function readLoginRequest(bytes: Uint8Array, start: number, end: number, depth: number): LoginRequest {
  if (end - start < 2) malformed('login.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('login.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('login.request.acc', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('login.request.token', 'it has no data')
        f1 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('login.request', 'bytes follow it')
  return { acc: f0, token: f1 }
}

function parseLoginRequest(json: unknown, _depth: number): LoginRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.acc
  const f1 = json.token
  return {
    acc: f0 === undefined ? undefined : textOf(f0),
    token: f1 === undefined ? undefined : textOf(f1),
  }
}

function plainLoginRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.acc
  const f1 = json.token
  return {
    acc: f0 === undefined ? undefined : textOf(f0),
    token: f1 === undefined ? undefined : textOf(f1),
  }
}

function textLoginRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.acc
  const f1 = value.token
  let text = '{'
  if (f0 !== undefined) text += '"acc":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"token":' : ',"token":') + quote(f1)
  return text + '}'
}

function writeLoginResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.sign_cnt
  const f1 = value.uid
  const f2 = value.gold
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}

function readLoginResponse(bytes: Uint8Array, start: number, end: number, depth: number): LoginResponse {
  if (end - start < 2) malformed('login.response', 'its header is cut off')
  let f0: number | undefined
  let f1: string | undefined
  let f2: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('login.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 1:
        if (word !== 0) malformed('login.response.uid', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('login.response', 'bytes follow it')
  return { sign_cnt: f0, uid: f1, gold: f2 }
}

function parseLoginResponse(json: unknown, _depth: number): LoginResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.sign_cnt
  const f1 = json.uid
  const f2 = json.gold
  return {
    sign_cnt: f0 === undefined ? undefined : integerOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    gold: f2 === undefined ? undefined : integerOf(f2),
  }
}

function plainLoginResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.sign_cnt
  const f1 = json.uid
  const f2 = json.gold
  return {
    sign_cnt: f0 === undefined ? undefined : integerOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    gold: f2 === undefined ? undefined : integerOf(f2),
  }
}

function textLoginResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.sign_cnt
  const f1 = value.uid
  const f2 = value.gold
  let text = '{'
  if (f0 !== undefined) text += '"sign_cnt":' + String(integerOf(f0))
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"gold":' : ',"gold":') + String(integerOf(f2))
  return text + '}'
}

function writeHeartbeatResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.time
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}

function readHeartbeatResponse(bytes: Uint8Array, start: number, end: number, depth: number): HeartbeatResponse {
  if (end - start < 2) malformed('heartbeat.response', 'its header is cut off')
  let f0: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('heartbeat.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('heartbeat.response', 'bytes follow it')
  return { time: f0 }
}

function parseHeartbeatResponse(json: unknown, _depth: number): HeartbeatResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.time
  return {
    time: f0 === undefined ? undefined : integerOf(f0),
  }
}

function plainHeartbeatResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.time
  return {
    time: f0 === undefined ? undefined : integerOf(f0),
  }
}

function textHeartbeatResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.time
  let text = '{'
  if (f0 !== undefined) text += '"time":' + String(integerOf(f0))
  return text + '}'
}

function writeEchoRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.text
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  return p
}

function readEchoRequest(bytes: Uint8Array, start: number, end: number, depth: number): EchoRequest {
  if (end - start < 2) malformed('echo.request', 'its header is cut off')
  let f0: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('echo.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('echo.request.text', 'it has no data')
        f0 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('echo.request', 'bytes follow it')
  return { text: f0 }
}

function parseEchoRequest(json: unknown, _depth: number): EchoRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.text
  return {
    text: f0 === undefined ? undefined : textOf(f0),
  }
}

function plainEchoRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.text
  return {
    text: f0 === undefined ? undefined : textOf(f0),
  }
}

function textEchoRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.text
  let text = '{'
  if (f0 !== undefined) text += '"text":' + quote(f0)
  return text + '}'
}

function writeEchoResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.text
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  return p
}

function readEchoResponse(bytes: Uint8Array, start: number, end: number, depth: number): EchoResponse {
  if (end - start < 2) malformed('echo.response', 'its header is cut off')
  let f0: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('echo.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('echo.response.text', 'it has no data')
        f0 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('echo.response', 'bytes follow it')
  return { text: f0 }
}

function parseEchoResponse(json: unknown, _depth: number): EchoResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.text
  return {
    text: f0 === undefined ? undefined : textOf(f0),
  }
}

function plainEchoResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.text
  return {
    text: f0 === undefined ? undefined : textOf(f0),
  }
}

function textEchoResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.text
  let text = '{'
  if (f0 !== undefined) text += '"text":' + quote(f0)
  return text + '}'
}

function writeLogoutResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const words = 0
  bytes[start] = words
  bytes[start + 1] = words >> 8
  return start + 2
}

function readLogoutResponse(bytes: Uint8Array, start: number, end: number, depth: number): LogoutResponse {
  if (end - start < 2) malformed('logout.response', 'its header is cut off')
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('logout.response', 'its fields are cut off')
  let data = stop
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    if (word === 0) data = dataEnd(bytes, data, end)
  }
  if (depth > 0 && data !== end) malformed('logout.response', 'bytes follow it')
  return {  }
}

function parseLogoutResponse(json: unknown, _depth: number): LogoutResponse {
  if (!isStruct(json)) return refuse()
  return {}
}

function plainLogoutResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  return {}
}

function textLogoutResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  return '{}'
}

function writeSignResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.sign_cnt
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}

function readSignResponse(bytes: Uint8Array, start: number, end: number, depth: number): SignResponse {
  if (end - start < 2) malformed('sign.response', 'its header is cut off')
  let f0: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('sign.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('sign.response', 'bytes follow it')
  return { sign_cnt: f0 }
}

function parseSignResponse(json: unknown, _depth: number): SignResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.sign_cnt
  return {
    sign_cnt: f0 === undefined ? undefined : integerOf(f0),
  }
}

function plainSignResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.sign_cnt
  return {
    sign_cnt: f0 === undefined ? undefined : integerOf(f0),
  }
}

function textSignResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.sign_cnt
  let text = '{'
  if (f0 !== undefined) text += '"sign_cnt":' + String(integerOf(f0))
  return text + '}'
}

function writeRoomCreateRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.kind
  const f1 = value.name
  const f2 = value.password
  const f3 = value.max_members
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  return p
}

function readRoomCreateRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomCreateRequest {
  if (end - start < 2) malformed('room_create.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: string | undefined
  let f3: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_create.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_create.request.kind', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_create.request.name', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word !== 0) malformed('room_create.request.password', 'it has no data')
        f2 = readString(bytes, at, data)
        break
      case 3:
        f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_create.request', 'bytes follow it')
  return { kind: f0, name: f1, password: f2, max_members: f3 }
}

function parseRoomCreateRequest(json: unknown, _depth: number): RoomCreateRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.kind
  const f1 = json.name
  const f2 = json.password
  const f3 = json.max_members
  return {
    kind: f0 === undefined ? undefined : textOf(f0),
    name: f1 === undefined ? undefined : textOf(f1),
    password: f2 === undefined ? undefined : textOf(f2),
    max_members: f3 === undefined ? undefined : integerOf(f3),
  }
}

function plainRoomCreateRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.kind
  const f1 = json.name
  const f2 = json.password
  const f3 = json.max_members
  return {
    kind: f0 === undefined ? undefined : textOf(f0),
    name: f1 === undefined ? undefined : textOf(f1),
    password: f2 === undefined ? undefined : textOf(f2),
    max_members: f3 === undefined ? undefined : integerOf(f3),
  }
}

function textRoomCreateRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.kind
  const f1 = value.name
  const f2 = value.password
  const f3 = value.max_members
  let text = '{'
  if (f0 !== undefined) text += '"kind":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"name":' : ',"name":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"password":' : ',"password":') + quote(f2)
  if (f3 !== undefined) text += (text === '{' ? '"max_members":' : ',"max_members":') + String(integerOf(f3))
  return text + '}'
}

function writeRoomCreateResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.number
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    const end = writeRoomInfo(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}

function readRoomCreateResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomCreateResponse {
  if (end - start < 2) malformed('room_create.response', 'its header is cut off')
  let f0: RoomInfo | undefined
  let f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_create.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_create.response.room', 'it has no data')
        f0 = readRoomInfo(bytes, at, data, depth + 1)
        break
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_create.response', 'bytes follow it')
  return { room: f0, number: f1 }
}

function parseRoomCreateResponse(json: unknown, depth: number): RoomCreateResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.number
  return {
    room: f0 === undefined ? undefined : parseRoomInfo(f0, depth + 1),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function plainRoomCreateResponse(json: unknown, depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.number
  return {
    room: f0 === undefined ? undefined : plainRoomInfo(f0, depth + 1),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function textRoomCreateResponse(value: unknown, depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.number
  let text = '{'
  if (f0 !== undefined) text += '"room":' + textRoomInfo(f0, depth + 1)
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  return text + '}'
}

function writeRoomJoinRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.password
  const f2 = value.kind
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  return p
}

function readRoomJoinRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomJoinRequest {
  if (end - start < 2) malformed('room_join.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_join.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_join.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_join.request.password', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word !== 0) malformed('room_join.request.kind', 'it has no data')
        f2 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_join.request', 'bytes follow it')
  return { id: f0, password: f1, kind: f2 }
}

function parseRoomJoinRequest(json: unknown, _depth: number): RoomJoinRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.password
  const f2 = json.kind
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    password: f1 === undefined ? undefined : textOf(f1),
    kind: f2 === undefined ? undefined : textOf(f2),
  }
}

function plainRoomJoinRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.password
  const f2 = json.kind
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    password: f1 === undefined ? undefined : textOf(f1),
    kind: f2 === undefined ? undefined : textOf(f2),
  }
}

function textRoomJoinRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.password
  const f2 = value.kind
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"password":' : ',"password":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"kind":' : ',"kind":') + quote(f2)
  return text + '}'
}

function writeRoomJoinResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.number
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    const end = writeRoomInfo(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}

function readRoomJoinResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomJoinResponse {
  if (end - start < 2) malformed('room_join.response', 'its header is cut off')
  let f0: RoomInfo | undefined
  let f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_join.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_join.response.room', 'it has no data')
        f0 = readRoomInfo(bytes, at, data, depth + 1)
        break
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_join.response', 'bytes follow it')
  return { room: f0, number: f1 }
}

function parseRoomJoinResponse(json: unknown, depth: number): RoomJoinResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.number
  return {
    room: f0 === undefined ? undefined : parseRoomInfo(f0, depth + 1),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function plainRoomJoinResponse(json: unknown, depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.number
  return {
    room: f0 === undefined ? undefined : plainRoomInfo(f0, depth + 1),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function textRoomJoinResponse(value: unknown, depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.number
  let text = '{'
  if (f0 !== undefined) text += '"room":' + textRoomInfo(f0, depth + 1)
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  return text + '}'
}

function writeRoomLeaveRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  return p
}

function readRoomLeaveRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomLeaveRequest {
  if (end - start < 2) malformed('room_leave.request', 'its header is cut off')
  let f0: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_leave.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_leave.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_leave.request', 'bytes follow it')
  return { id: f0 }
}

function parseRoomLeaveRequest(json: unknown, _depth: number): RoomLeaveRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  return {
    id: f0 === undefined ? undefined : textOf(f0),
  }
}

function plainRoomLeaveRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  return {
    id: f0 === undefined ? undefined : textOf(f0),
  }
}

function textRoomLeaveRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  return text + '}'
}

function writeRoomLeaveResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const words = 0
  bytes[start] = words
  bytes[start + 1] = words >> 8
  return start + 2
}

function readRoomLeaveResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomLeaveResponse {
  if (end - start < 2) malformed('room_leave.response', 'its header is cut off')
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_leave.response', 'its fields are cut off')
  let data = stop
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    if (word === 0) data = dataEnd(bytes, data, end)
  }
  if (depth > 0 && data !== end) malformed('room_leave.response', 'bytes follow it')
  return {  }
}

function parseRoomLeaveResponse(json: unknown, _depth: number): RoomLeaveResponse {
  if (!isStruct(json)) return refuse()
  return {}
}

function plainRoomLeaveResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  return {}
}

function textRoomLeaveResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  return '{}'
}

function writeRoomSayRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.text
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  return p
}

function readRoomSayRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomSayRequest {
  if (end - start < 2) malformed('room_say.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_say.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_say.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_say.request.text', 'it has no data')
        f1 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_say.request', 'bytes follow it')
  return { id: f0, text: f1 }
}

function parseRoomSayRequest(json: unknown, _depth: number): RoomSayRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.text
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    text: f1 === undefined ? undefined : textOf(f1),
  }
}

function plainRoomSayRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.text
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    text: f1 === undefined ? undefined : textOf(f1),
  }
}

function textRoomSayRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.text
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"text":' : ',"text":') + quote(f1)
  return text + '}'
}

function writeRoomSayResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.number
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    const inline = typeof f0 === 'number' && f0 >= 0 && f0 < 0x7fff && (f0 | 0) === f0 ? (f0 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f0, SAFE)
  }
  return p
}

function readRoomSayResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomSayResponse {
  if (end - start < 2) malformed('room_say.response', 'its header is cut off')
  let f0: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_say.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        f0 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_say.response', 'bytes follow it')
  return { number: f0 }
}

function parseRoomSayResponse(json: unknown, _depth: number): RoomSayResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.number
  return {
    number: f0 === undefined ? undefined : integerOf(f0),
  }
}

function plainRoomSayResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.number
  return {
    number: f0 === undefined ? undefined : integerOf(f0),
  }
}

function textRoomSayResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.number
  let text = '{'
  if (f0 !== undefined) text += '"number":' + String(integerOf(f0))
  return text + '}'
}

function writeRoomListRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.kind
  const f1 = value.name
  const f2 = value.has_place
  const f3 = value.start
  const f4 = value.limit
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  if (f4 !== undefined) words += f3 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    if (typeof f2 !== 'boolean') return refuse()
    bytes[h] = f2 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 3
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  if (f4 !== undefined) {
    if (f3 === undefined) {
      const skip = (4 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f4 === 'number' && f4 >= 0 && f4 < 0x7fff && (f4 | 0) === f4 ? (f4 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f4, SAFE)
  }
  return p
}

function readRoomListRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomListRequest {
  if (end - start < 2) malformed('room_list.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: boolean | undefined
  let f3: number | undefined
  let f4: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_list.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_list.request.kind', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_list.request.name', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word === 0) malformed('room_list.request.has_place', 'a boolean with data')
        f2 = word !== 2
        break
      case 3:
        f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 4:
        f4 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_list.request', 'bytes follow it')
  return { kind: f0, name: f1, has_place: f2, start: f3, limit: f4 }
}

function parseRoomListRequest(json: unknown, _depth: number): RoomListRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.kind
  const f1 = json.name
  const f2 = json.has_place
  const f3 = json.start
  const f4 = json.limit
  return {
    kind: f0 === undefined ? undefined : textOf(f0),
    name: f1 === undefined ? undefined : textOf(f1),
    has_place: f2 === undefined ? undefined : booleanOf(f2),
    start: f3 === undefined ? undefined : integerOf(f3),
    limit: f4 === undefined ? undefined : integerOf(f4),
  }
}

function plainRoomListRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.kind
  const f1 = json.name
  const f2 = json.has_place
  const f3 = json.start
  const f4 = json.limit
  return {
    kind: f0 === undefined ? undefined : textOf(f0),
    name: f1 === undefined ? undefined : textOf(f1),
    has_place: f2 === undefined ? undefined : booleanOf(f2),
    start: f3 === undefined ? undefined : integerOf(f3),
    limit: f4 === undefined ? undefined : integerOf(f4),
  }
}

function textRoomListRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.kind
  const f1 = value.name
  const f2 = value.has_place
  const f3 = value.start
  const f4 = value.limit
  let text = '{'
  if (f0 !== undefined) text += '"kind":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"name":' : ',"name":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"has_place":' : ',"has_place":') + String(booleanOf(f2))
  if (f3 !== undefined) text += (text === '{' ? '"start":' : ',"start":') + String(integerOf(f3))
  if (f4 !== undefined) text += (text === '{' ? '"limit":' : ',"limit":') + String(integerOf(f4))
  return text + '}'
}

function writeRoomListResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.rooms
  const f1 = value.total
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
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
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}

function readRoomListResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomListResponse {
  if (end - start < 2) malformed('room_list.response', 'its header is cut off')
  let f0: RoomInfo[] | undefined
  let f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_list.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
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
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_list.response', 'bytes follow it')
  return { rooms: f0, total: f1 }
}

function parseRoomListResponse(json: unknown, depth: number): RoomListResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.rooms
  const f1 = json.total
  return {
    rooms: f0 === undefined ? undefined : arrayOf(f0).map(json => parseRoomInfo(json, depth + 1)),
    total: f1 === undefined ? undefined : integerOf(f1),
  }
}

function plainRoomListResponse(json: unknown, depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.rooms
  const f1 = json.total
  return {
    rooms: f0 === undefined ? undefined : arrayOf(f0).map(json => plainRoomInfo(json, depth + 1)),
    total: f1 === undefined ? undefined : integerOf(f1),
  }
}

function textRoomListResponse(value: unknown, depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.rooms
  const f1 = value.total
  let text = '{'
  if (f0 !== undefined) text += '"rooms":' + '[' + arrayOf(f0).map(item => textRoomInfo(item, depth + 1)).join(',') + ']'
  if (f1 !== undefined) text += (text === '{' ? '"total":' : ',"total":') + String(integerOf(f1))
  return text + '}'
}

function writeRoomMembersRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.start
  const f2 = value.limit
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}

function readRoomMembersRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomMembersRequest {
  if (end - start < 2) malformed('room_members.request', 'its header is cut off')
  let f0: string | undefined
  let f1: number | undefined
  let f2: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_members.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_members.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 2:
        f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_members.request', 'bytes follow it')
  return { id: f0, start: f1, limit: f2 }
}

function parseRoomMembersRequest(json: unknown, _depth: number): RoomMembersRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.start
  const f2 = json.limit
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    start: f1 === undefined ? undefined : integerOf(f1),
    limit: f2 === undefined ? undefined : integerOf(f2),
  }
}

function plainRoomMembersRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.start
  const f2 = json.limit
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    start: f1 === undefined ? undefined : integerOf(f1),
    limit: f2 === undefined ? undefined : integerOf(f2),
  }
}

function textRoomMembersRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.start
  const f2 = value.limit
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"start":' : ',"start":') + String(integerOf(f1))
  if (f2 !== undefined) text += (text === '{' ? '"limit":' : ',"limit":') + String(integerOf(f2))
  return text + '}'
}

function writeRoomMembersResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.members
  const f1 = value.total
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
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
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}

function readRoomMembersResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomMembersResponse {
  if (end - start < 2) malformed('room_members.response', 'its header is cut off')
  let f0: RoomMember[] | undefined
  let f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_members.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
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
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_members.response', 'bytes follow it')
  return { members: f0, total: f1 }
}

function parseRoomMembersResponse(json: unknown, depth: number): RoomMembersResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.members
  const f1 = json.total
  return {
    members: f0 === undefined ? undefined : arrayOf(f0).map(json => parseRoomMember(json, depth + 1)),
    total: f1 === undefined ? undefined : integerOf(f1),
  }
}

function plainRoomMembersResponse(json: unknown, depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.members
  const f1 = json.total
  return {
    members: f0 === undefined ? undefined : arrayOf(f0).map(json => plainRoomMember(json, depth + 1)),
    total: f1 === undefined ? undefined : integerOf(f1),
  }
}

function textRoomMembersResponse(value: unknown, depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.members
  const f1 = value.total
  let text = '{'
  if (f0 !== undefined) text += '"members":' + '[' + arrayOf(f0).map(item => textRoomMember(item, depth + 1)).join(',') + ']'
  if (f1 !== undefined) text += (text === '{' ? '"total":' : ',"total":') + String(integerOf(f1))
  return text + '}'
}

function writeRoomHistoryRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.from
  const f2 = value.limit
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}

function readRoomHistoryRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomHistoryRequest {
  if (end - start < 2) malformed('room_history.request', 'its header is cut off')
  let f0: string | undefined
  let f1: number | undefined
  let f2: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_history.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_history.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 2:
        f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_history.request', 'bytes follow it')
  return { id: f0, from: f1, limit: f2 }
}

function parseRoomHistoryRequest(json: unknown, _depth: number): RoomHistoryRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.from
  const f2 = json.limit
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    from: f1 === undefined ? undefined : integerOf(f1),
    limit: f2 === undefined ? undefined : integerOf(f2),
  }
}

function plainRoomHistoryRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.from
  const f2 = json.limit
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    from: f1 === undefined ? undefined : integerOf(f1),
    limit: f2 === undefined ? undefined : integerOf(f2),
  }
}

function textRoomHistoryRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.from
  const f2 = value.limit
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"from":' : ',"from":') + String(integerOf(f1))
  if (f2 !== undefined) text += (text === '{' ? '"limit":' : ',"limit":') + String(integerOf(f2))
  return text + '}'
}

function writeRoomHistoryResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.messages
  const f1 = value.number
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
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
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}

function readRoomHistoryResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomHistoryResponse {
  if (end - start < 2) malformed('room_history.response', 'its header is cut off')
  let f0: RoomMessage[] | undefined
  let f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_history.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
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
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_history.response', 'bytes follow it')
  return { messages: f0, number: f1 }
}

function parseRoomHistoryResponse(json: unknown, depth: number): RoomHistoryResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.messages
  const f1 = json.number
  return {
    messages: f0 === undefined ? undefined : arrayOf(f0).map(json => parseRoomMessage(json, depth + 1)),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function plainRoomHistoryResponse(json: unknown, depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.messages
  const f1 = json.number
  return {
    messages: f0 === undefined ? undefined : arrayOf(f0).map(json => plainRoomMessage(json, depth + 1)),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function textRoomHistoryResponse(value: unknown, depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.messages
  const f1 = value.number
  let text = '{'
  if (f0 !== undefined) text += '"messages":' + '[' + arrayOf(f0).map(item => textRoomMessage(item, depth + 1)).join(',') + ']'
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  return text + '}'
}

function writeRoomKickRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.uid
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  return p
}

function readRoomKickRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomKickRequest {
  if (end - start < 2) malformed('room_kick.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_kick.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_kick.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_kick.request.uid', 'it has no data')
        f1 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_kick.request', 'bytes follow it')
  return { id: f0, uid: f1 }
}

function parseRoomKickRequest(json: unknown, _depth: number): RoomKickRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.uid
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
  }
}

function plainRoomKickRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.uid
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
  }
}

function textRoomKickRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.uid
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  return text + '}'
}

function writeRoomKickResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const words = 0
  bytes[start] = words
  bytes[start + 1] = words >> 8
  return start + 2
}

function readRoomKickResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomKickResponse {
  if (end - start < 2) malformed('room_kick.response', 'its header is cut off')
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_kick.response', 'its fields are cut off')
  let data = stop
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    if (word === 0) data = dataEnd(bytes, data, end)
  }
  if (depth > 0 && data !== end) malformed('room_kick.response', 'bytes follow it')
  return {  }
}

function parseRoomKickResponse(json: unknown, _depth: number): RoomKickResponse {
  if (!isStruct(json)) return refuse()
  return {}
}

function plainRoomKickResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  return {}
}

function textRoomKickResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  return '{}'
}

function writeRoomMuteRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.uid
  const f2 = value.seconds
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}

function readRoomMuteRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomMuteRequest {
  if (end - start < 2) malformed('room_mute.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_mute.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_mute.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_mute.request.uid', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_mute.request', 'bytes follow it')
  return { id: f0, uid: f1, seconds: f2 }
}

function parseRoomMuteRequest(json: unknown, _depth: number): RoomMuteRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.uid
  const f2 = json.seconds
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    seconds: f2 === undefined ? undefined : integerOf(f2),
  }
}

function plainRoomMuteRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.uid
  const f2 = json.seconds
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    seconds: f2 === undefined ? undefined : integerOf(f2),
  }
}

function textRoomMuteRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.uid
  const f2 = value.seconds
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"seconds":' : ',"seconds":') + String(integerOf(f2))
  return text + '}'
}

function writeRoomMuteResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const words = 0
  bytes[start] = words
  bytes[start + 1] = words >> 8
  return start + 2
}

function readRoomMuteResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomMuteResponse {
  if (end - start < 2) malformed('room_mute.response', 'its header is cut off')
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_mute.response', 'its fields are cut off')
  let data = stop
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    if (word === 0) data = dataEnd(bytes, data, end)
  }
  if (depth > 0 && data !== end) malformed('room_mute.response', 'bytes follow it')
  return {  }
}

function parseRoomMuteResponse(json: unknown, _depth: number): RoomMuteResponse {
  if (!isStruct(json)) return refuse()
  return {}
}

function plainRoomMuteResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  return {}
}

function textRoomMuteResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  return '{}'
}

function writeRoomRemoveRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.number
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}

function readRoomRemoveRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomRemoveRequest {
  if (end - start < 2) malformed('room_remove.request', 'its header is cut off')
  let f0: string | undefined
  let f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_remove.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_remove.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_remove.request', 'bytes follow it')
  return { id: f0, number: f1 }
}

function parseRoomRemoveRequest(json: unknown, _depth: number): RoomRemoveRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.number
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function plainRoomRemoveRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.number
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function textRoomRemoveRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.number
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  return text + '}'
}

function writeRoomRemoveResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const words = 0
  bytes[start] = words
  bytes[start + 1] = words >> 8
  return start + 2
}

function readRoomRemoveResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomRemoveResponse {
  if (end - start < 2) malformed('room_remove.response', 'its header is cut off')
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_remove.response', 'its fields are cut off')
  let data = stop
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    if (word === 0) data = dataEnd(bytes, data, end)
  }
  if (depth > 0 && data !== end) malformed('room_remove.response', 'bytes follow it')
  return {  }
}

function parseRoomRemoveResponse(json: unknown, _depth: number): RoomRemoveResponse {
  if (!isStruct(json)) return refuse()
  return {}
}

function plainRoomRemoveResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  return {}
}

function textRoomRemoveResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  return '{}'
}

function writeRoomLockRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.is_locked
  const f2 = value.password
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    if (typeof f1 !== 'boolean') return refuse()
    bytes[h] = f1 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  return p
}

function readRoomLockRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomLockRequest {
  if (end - start < 2) malformed('room_lock.request', 'its header is cut off')
  let f0: string | undefined
  let f1: boolean | undefined
  let f2: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_lock.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_lock.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word === 0) malformed('room_lock.request.is_locked', 'a boolean with data')
        f1 = word !== 2
        break
      case 2:
        if (word !== 0) malformed('room_lock.request.password', 'it has no data')
        f2 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_lock.request', 'bytes follow it')
  return { id: f0, is_locked: f1, password: f2 }
}

function parseRoomLockRequest(json: unknown, _depth: number): RoomLockRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.is_locked
  const f2 = json.password
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    is_locked: f1 === undefined ? undefined : booleanOf(f1),
    password: f2 === undefined ? undefined : textOf(f2),
  }
}

function plainRoomLockRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.is_locked
  const f2 = json.password
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    is_locked: f1 === undefined ? undefined : booleanOf(f1),
    password: f2 === undefined ? undefined : textOf(f2),
  }
}

function textRoomLockRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.is_locked
  const f2 = value.password
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"is_locked":' : ',"is_locked":') + String(booleanOf(f1))
  if (f2 !== undefined) text += (text === '{' ? '"password":' : ',"password":') + quote(f2)
  return text + '}'
}

function writeRoomLockResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const words = 0
  bytes[start] = words
  bytes[start + 1] = words >> 8
  return start + 2
}

function readRoomLockResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomLockResponse {
  if (end - start < 2) malformed('room_lock.response', 'its header is cut off')
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_lock.response', 'its fields are cut off')
  let data = stop
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    if (word === 0) data = dataEnd(bytes, data, end)
  }
  if (depth > 0 && data !== end) malformed('room_lock.response', 'bytes follow it')
  return {  }
}

function parseRoomLockResponse(json: unknown, _depth: number): RoomLockResponse {
  if (!isStruct(json)) return refuse()
  return {}
}

function plainRoomLockResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  return {}
}

function textRoomLockResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  return '{}'
}

function writeRoomModeratorRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.uid
  const f2 = value.is_moderator
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    if (typeof f2 !== 'boolean') return refuse()
    bytes[h] = f2 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  return p
}

function readRoomModeratorRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomModeratorRequest {
  if (end - start < 2) malformed('room_moderator.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: boolean | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_moderator.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_moderator.request.id', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_moderator.request.uid', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word === 0) malformed('room_moderator.request.is_moderator', 'a boolean with data')
        f2 = word !== 2
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_moderator.request', 'bytes follow it')
  return { id: f0, uid: f1, is_moderator: f2 }
}

function parseRoomModeratorRequest(json: unknown, _depth: number): RoomModeratorRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.uid
  const f2 = json.is_moderator
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    is_moderator: f2 === undefined ? undefined : booleanOf(f2),
  }
}

function plainRoomModeratorRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.id
  const f1 = json.uid
  const f2 = json.is_moderator
  return {
    id: f0 === undefined ? undefined : textOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    is_moderator: f2 === undefined ? undefined : booleanOf(f2),
  }
}

function textRoomModeratorRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.id
  const f1 = value.uid
  const f2 = value.is_moderator
  let text = '{'
  if (f0 !== undefined) text += '"id":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"is_moderator":' : ',"is_moderator":') + String(booleanOf(f2))
  return text + '}'
}

function writeRoomModeratorResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const words = 0
  bytes[start] = words
  bytes[start + 1] = words >> 8
  return start + 2
}

function readRoomModeratorResponse(bytes: Uint8Array, start: number, end: number, depth: number): RoomModeratorResponse {
  if (end - start < 2) malformed('room_moderator.response', 'its header is cut off')
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_moderator.response', 'its fields are cut off')
  let data = stop
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    if (word === 0) data = dataEnd(bytes, data, end)
  }
  if (depth > 0 && data !== end) malformed('room_moderator.response', 'bytes follow it')
  return {  }
}

function parseRoomModeratorResponse(json: unknown, _depth: number): RoomModeratorResponse {
  if (!isStruct(json)) return refuse()
  return {}
}

function plainRoomModeratorResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  return {}
}

function textRoomModeratorResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  return '{}'
}

function writeWhisperRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.acc
  const f2 = value.text
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  return p
}

function readWhisperRequest(bytes: Uint8Array, start: number, end: number, depth: number): WhisperRequest {
  if (end - start < 2) malformed('whisper.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('whisper.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('whisper.request.uid', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('whisper.request.acc', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word !== 0) malformed('whisper.request.text', 'it has no data')
        f2 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('whisper.request', 'bytes follow it')
  return { uid: f0, acc: f1, text: f2 }
}

function parseWhisperRequest(json: unknown, _depth: number): WhisperRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.acc
  const f2 = json.text
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
    text: f2 === undefined ? undefined : textOf(f2),
  }
}

function plainWhisperRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.acc
  const f2 = json.text
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
    text: f2 === undefined ? undefined : textOf(f2),
  }
}

function textWhisperRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.acc
  const f2 = value.text
  let text = '{'
  if (f0 !== undefined) text += '"uid":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"text":' : ',"text":') + quote(f2)
  return text + '}'
}

function writeWhisperResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const words = 0
  bytes[start] = words
  bytes[start + 1] = words >> 8
  return start + 2
}

function readWhisperResponse(bytes: Uint8Array, start: number, end: number, depth: number): WhisperResponse {
  if (end - start < 2) malformed('whisper.response', 'its header is cut off')
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('whisper.response', 'its fields are cut off')
  let data = stop
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    if (word === 0) data = dataEnd(bytes, data, end)
  }
  if (depth > 0 && data !== end) malformed('whisper.response', 'bytes follow it')
  return {  }
}

function parseWhisperResponse(json: unknown, _depth: number): WhisperResponse {
  if (!isStruct(json)) return refuse()
  return {}
}

function plainWhisperResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  return {}
}

function textWhisperResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  return '{}'
}

function writeBlockRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.is_blocked
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    if (typeof f1 !== 'boolean') return refuse()
    bytes[h] = f1 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  return p
}

function readBlockRequest(bytes: Uint8Array, start: number, end: number, depth: number): BlockRequest {
  if (end - start < 2) malformed('block.request', 'its header is cut off')
  let f0: string | undefined
  let f1: boolean | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('block.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('block.request.uid', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word === 0) malformed('block.request.is_blocked', 'a boolean with data')
        f1 = word !== 2
        break
    }
  }
  if (depth > 0 && data !== end) malformed('block.request', 'bytes follow it')
  return { uid: f0, is_blocked: f1 }
}

function parseBlockRequest(json: unknown, _depth: number): BlockRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.is_blocked
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    is_blocked: f1 === undefined ? undefined : booleanOf(f1),
  }
}

function plainBlockRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.is_blocked
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    is_blocked: f1 === undefined ? undefined : booleanOf(f1),
  }
}

function textBlockRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.is_blocked
  let text = '{'
  if (f0 !== undefined) text += '"uid":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"is_blocked":' : ',"is_blocked":') + String(booleanOf(f1))
  return text + '}'
}

function writeBlockResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.uids
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeStrings(bytes, p, f0)
  }
  return p
}

function readBlockResponse(bytes: Uint8Array, start: number, end: number, depth: number): BlockResponse {
  if (end - start < 2) malformed('block.response', 'its header is cut off')
  let f0: string[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('block.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('block.response.uids', 'it has no data')
        f0 = readStrings(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('block.response', 'bytes follow it')
  return { uids: f0 }
}

function parseBlockResponse(json: unknown, _depth: number): BlockResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.uids
  return {
    uids: f0 === undefined ? undefined : arrayOf(f0).map(json => textOf(json)),
  }
}

function plainBlockResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.uids
  return {
    uids: f0 === undefined ? undefined : arrayOf(f0).map(json => textOf(json)),
  }
}

function textBlockResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.uids
  let text = '{'
  if (f0 !== undefined) text += '"uids":' + '[' + arrayOf(f0).map(item => quote(item)).join(',') + ']'
  return text + '}'
}

function writePresenceRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.acc
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  return p
}

function readPresenceRequest(bytes: Uint8Array, start: number, end: number, depth: number): PresenceRequest {
  if (end - start < 2) malformed('presence.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('presence.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('presence.request.uid', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('presence.request.acc', 'it has no data')
        f1 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('presence.request', 'bytes follow it')
  return { uid: f0, acc: f1 }
}

function parsePresenceRequest(json: unknown, _depth: number): PresenceRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.acc
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
  }
}

function plainPresenceRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.acc
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
  }
}

function textPresenceRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.acc
  let text = '{'
  if (f0 !== undefined) text += '"uid":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f1)
  return text + '}'
}

function writePresenceResponse(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.is_online
  const f1 = value.uid
  const f2 = value.acc
  const f3 = value.rooms
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    if (typeof f0 !== 'boolean') return refuse()
    bytes[h] = f0 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeStrings(bytes, p, f3)
  }
  return p
}

function readPresenceResponse(bytes: Uint8Array, start: number, end: number, depth: number): PresenceResponse {
  if (end - start < 2) malformed('presence.response', 'its header is cut off')
  let f0: boolean | undefined
  let f1: string | undefined
  let f2: string | undefined
  let f3: string[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('presence.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word === 0) malformed('presence.response.is_online', 'a boolean with data')
        f0 = word !== 2
        break
      case 1:
        if (word !== 0) malformed('presence.response.uid', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word !== 0) malformed('presence.response.acc', 'it has no data')
        f2 = readString(bytes, at, data)
        break
      case 3:
        if (word !== 0) malformed('presence.response.rooms', 'it has no data')
        f3 = readStrings(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('presence.response', 'bytes follow it')
  return { is_online: f0, uid: f1, acc: f2, rooms: f3 }
}

function parsePresenceResponse(json: unknown, _depth: number): PresenceResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.is_online
  const f1 = json.uid
  const f2 = json.acc
  const f3 = json.rooms
  return {
    is_online: f0 === undefined ? undefined : booleanOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    acc: f2 === undefined ? undefined : textOf(f2),
    rooms: f3 === undefined ? undefined : arrayOf(f3).map(json => textOf(json)),
  }
}

function plainPresenceResponse(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.is_online
  const f1 = json.uid
  const f2 = json.acc
  const f3 = json.rooms
  return {
    is_online: f0 === undefined ? undefined : booleanOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    acc: f2 === undefined ? undefined : textOf(f2),
    rooms: f3 === undefined ? undefined : arrayOf(f3).map(json => textOf(json)),
  }
}

function textPresenceResponse(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.is_online
  const f1 = value.uid
  const f2 = value.acc
  const f3 = value.rooms
  let text = '{'
  if (f0 !== undefined) text += '"is_online":' + String(booleanOf(f0))
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f2)
  if (f3 !== undefined) text += (text === '{' ? '"rooms":' : ',"rooms":') + '[' + arrayOf(f3).map(item => quote(item)).join(',') + ']'
  return text + '}'
}

function writeBoardTopRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.board
  const f1 = value.count
  const f2 = value.start
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f2 === 'number' && f2 >= 0 && f2 < 0x7fff && (f2 | 0) === f2 ? (f2 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f2, SAFE)
  }
  return p
}

function readBoardTopRequest(bytes: Uint8Array, start: number, end: number, depth: number): BoardTopRequest {
  if (end - start < 2) malformed('board_top.request', 'its header is cut off')
  let f0: string | undefined
  let f1: number | undefined
  let f2: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_top.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('board_top.request.board', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 2:
        f2 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('board_top.request', 'bytes follow it')
  return { board: f0, count: f1, start: f2 }
}

function parseBoardTopRequest(json: unknown, _depth: number): BoardTopRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.board
  const f1 = json.count
  const f2 = json.start
  return {
    board: f0 === undefined ? undefined : textOf(f0),
    count: f1 === undefined ? undefined : integerOf(f1),
    start: f2 === undefined ? undefined : integerOf(f2),
  }
}

function plainBoardTopRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.board
  const f1 = json.count
  const f2 = json.start
  return {
    board: f0 === undefined ? undefined : textOf(f0),
    count: f1 === undefined ? undefined : integerOf(f1),
    start: f2 === undefined ? undefined : integerOf(f2),
  }
}

function textBoardTopRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.board
  const f1 = value.count
  const f2 = value.start
  let text = '{'
  if (f0 !== undefined) text += '"board":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"count":' : ',"count":') + String(integerOf(f1))
  if (f2 !== undefined) text += (text === '{' ? '"start":' : ',"start":') + String(integerOf(f2))
  return text + '}'
}

function writeBoardTopResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.entries
  const f1 = value.size
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
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
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}

function readBoardTopResponse(bytes: Uint8Array, start: number, end: number, depth: number): BoardTopResponse {
  if (end - start < 2) malformed('board_top.response', 'its header is cut off')
  let f0: BoardEntry[] | undefined
  let f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_top.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
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
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('board_top.response', 'bytes follow it')
  return { entries: f0, size: f1 }
}

function parseBoardTopResponse(json: unknown, depth: number): BoardTopResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.entries
  const f1 = json.size
  return {
    entries: f0 === undefined ? undefined : arrayOf(f0).map(json => parseBoardEntry(json, depth + 1)),
    size: f1 === undefined ? undefined : integerOf(f1),
  }
}

function plainBoardTopResponse(json: unknown, depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.entries
  const f1 = json.size
  return {
    entries: f0 === undefined ? undefined : arrayOf(f0).map(json => plainBoardEntry(json, depth + 1)),
    size: f1 === undefined ? undefined : integerOf(f1),
  }
}

function textBoardTopResponse(value: unknown, depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.entries
  const f1 = value.size
  let text = '{'
  if (f0 !== undefined) text += '"entries":' + '[' + arrayOf(f0).map(item => textBoardEntry(item, depth + 1)).join(',') + ']'
  if (f1 !== undefined) text += (text === '{' ? '"size":' : ',"size":') + String(integerOf(f1))
  return text + '}'
}

function writeBoardAroundRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.board
  const f1 = value.count
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}

function readBoardAroundRequest(bytes: Uint8Array, start: number, end: number, depth: number): BoardAroundRequest {
  if (end - start < 2) malformed('board_around.request', 'its header is cut off')
  let f0: string | undefined
  let f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_around.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('board_around.request.board', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('board_around.request', 'bytes follow it')
  return { board: f0, count: f1 }
}

function parseBoardAroundRequest(json: unknown, _depth: number): BoardAroundRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.board
  const f1 = json.count
  return {
    board: f0 === undefined ? undefined : textOf(f0),
    count: f1 === undefined ? undefined : integerOf(f1),
  }
}

function plainBoardAroundRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.board
  const f1 = json.count
  return {
    board: f0 === undefined ? undefined : textOf(f0),
    count: f1 === undefined ? undefined : integerOf(f1),
  }
}

function textBoardAroundRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.board
  const f1 = value.count
  let text = '{'
  if (f0 !== undefined) text += '"board":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"count":' : ',"count":') + String(integerOf(f1))
  return text + '}'
}

function writeBoardAroundResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.entries
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
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

function readBoardAroundResponse(bytes: Uint8Array, start: number, end: number, depth: number): BoardAroundResponse {
  if (end - start < 2) malformed('board_around.response', 'its header is cut off')
  let f0: BoardEntry[] | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_around.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
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
  return { entries: f0 }
}

function parseBoardAroundResponse(json: unknown, depth: number): BoardAroundResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.entries
  return {
    entries: f0 === undefined ? undefined : arrayOf(f0).map(json => parseBoardEntry(json, depth + 1)),
  }
}

function plainBoardAroundResponse(json: unknown, depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.entries
  return {
    entries: f0 === undefined ? undefined : arrayOf(f0).map(json => plainBoardEntry(json, depth + 1)),
  }
}

function textBoardAroundResponse(value: unknown, depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.entries
  let text = '{'
  if (f0 !== undefined) text += '"entries":' + '[' + arrayOf(f0).map(item => textBoardEntry(item, depth + 1)).join(',') + ']'
  return text + '}'
}

function writeBoardMineRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.board
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  return p
}

function readBoardMineRequest(bytes: Uint8Array, start: number, end: number, depth: number): BoardMineRequest {
  if (end - start < 2) malformed('board_mine.request', 'its header is cut off')
  let f0: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_mine.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('board_mine.request.board', 'it has no data')
        f0 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('board_mine.request', 'bytes follow it')
  return { board: f0 }
}

function parseBoardMineRequest(json: unknown, _depth: number): BoardMineRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.board
  return {
    board: f0 === undefined ? undefined : textOf(f0),
  }
}

function plainBoardMineRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.board
  return {
    board: f0 === undefined ? undefined : textOf(f0),
  }
}

function textBoardMineRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.board
  let text = '{'
  if (f0 !== undefined) text += '"board":' + quote(f0)
  return text + '}'
}

function writeBoardMineResponse(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.entry
  let words = 0
  if (f0 !== undefined) words += 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  if (f0 !== undefined) {
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    const end = writeBoardEntry(f0, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  return p
}

function readBoardMineResponse(bytes: Uint8Array, start: number, end: number, depth: number): BoardMineResponse {
  if (end - start < 2) malformed('board_mine.response', 'its header is cut off')
  let f0: BoardEntry | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('board_mine.response', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('board_mine.response.entry', 'it has no data')
        f0 = readBoardEntry(bytes, at, data, depth + 1)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('board_mine.response', 'bytes follow it')
  return { entry: f0 }
}

function parseBoardMineResponse(json: unknown, depth: number): BoardMineResponse {
  if (!isStruct(json)) return refuse()
  const f0 = json.entry
  return {
    entry: f0 === undefined ? undefined : parseBoardEntry(f0, depth + 1),
  }
}

function plainBoardMineResponse(json: unknown, depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.entry
  return {
    entry: f0 === undefined ? undefined : plainBoardEntry(f0, depth + 1),
  }
}

function textBoardMineResponse(value: unknown, depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.entry
  let text = '{'
  if (f0 !== undefined) text += '"entry":' + textBoardEntry(f0, depth + 1)
  return text + '}'
}

function writeRoomJoinedRequest(value: unknown, bytes: Uint8Array, start: number, depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.member
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    const end = writeRoomMember(f1, bytes, p + 4, depth + 1)
    putUint32(bytes, p, end - p - 4)
    p = end
  }
  return p
}

function readRoomJoinedRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomJoinedRequest {
  if (end - start < 2) malformed('room_joined.request', 'its header is cut off')
  let f0: string | undefined
  let f1: RoomMember | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_joined.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_joined.request.room', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_joined.request.member', 'it has no data')
        f1 = readRoomMember(bytes, at, data, depth + 1)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_joined.request', 'bytes follow it')
  return { room: f0, member: f1 }
}

function parseRoomJoinedRequest(json: unknown, depth: number): RoomJoinedRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.member
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    member: f1 === undefined ? undefined : parseRoomMember(f1, depth + 1),
  }
}

function plainRoomJoinedRequest(json: unknown, depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.member
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    member: f1 === undefined ? undefined : plainRoomMember(f1, depth + 1),
  }
}

function textRoomJoinedRequest(value: unknown, depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.member
  let text = '{'
  if (f0 !== undefined) text += '"room":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"member":' : ',"member":') + textRoomMember(f1, depth + 1)
  return text + '}'
}

function writeRoomLeftRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.uid
  const f2 = value.acc
  const f3 = value.reason
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f3)
  }
  return p
}

function readRoomLeftRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomLeftRequest {
  if (end - start < 2) malformed('room_left.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: string | undefined
  let f3: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_left.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_left.request.room', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_left.request.uid', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word !== 0) malformed('room_left.request.acc', 'it has no data')
        f2 = readString(bytes, at, data)
        break
      case 3:
        if (word !== 0) malformed('room_left.request.reason', 'it has no data')
        f3 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_left.request', 'bytes follow it')
  return { room: f0, uid: f1, acc: f2, reason: f3 }
}

function parseRoomLeftRequest(json: unknown, _depth: number): RoomLeftRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.uid
  const f2 = json.acc
  const f3 = json.reason
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    acc: f2 === undefined ? undefined : textOf(f2),
    reason: f3 === undefined ? undefined : textOf(f3),
  }
}

function plainRoomLeftRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.uid
  const f2 = json.acc
  const f3 = json.reason
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    uid: f1 === undefined ? undefined : textOf(f1),
    acc: f2 === undefined ? undefined : textOf(f2),
    reason: f3 === undefined ? undefined : textOf(f3),
  }
}

function textRoomLeftRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.uid
  const f2 = value.acc
  const f3 = value.reason
  let text = '{'
  if (f0 !== undefined) text += '"room":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f2)
  if (f3 !== undefined) text += (text === '{' ? '"reason":' : ',"reason":') + quote(f3)
  return text + '}'
}

function writeRoomMessageRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.number
  const f2 = value.uid
  const f3 = value.acc
  const f4 = value.text
  const f5 = value.time
  const f6 = value.is_hidden
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  if (f4 !== undefined) words += f3 === undefined ? 2 : 1
  if (f5 !== undefined) words += f4 === undefined ? 2 : 1
  if (f6 !== undefined) words += f5 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 3
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f3)
  }
  if (f4 !== undefined) {
    if (f3 === undefined) {
      const skip = (4 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 4
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f4)
  }
  if (f5 !== undefined) {
    if (f4 === undefined) {
      const skip = (5 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 5
    const inline = typeof f5 === 'number' && f5 >= 0 && f5 < 0x7fff && (f5 | 0) === f5 ? (f5 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f5, SAFE)
  }
  if (f6 !== undefined) {
    if (f5 === undefined) {
      const skip = (6 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    if (typeof f6 !== 'boolean') return refuse()
    bytes[h] = f6 ? 4 : 2
    bytes[h + 1] = 0
    h += 2
  }
  return p
}

function readRoomMessageRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomMessageRequest {
  if (end - start < 2) malformed('room_message.request', 'its header is cut off')
  let f0: string | undefined
  let f1: number | undefined
  let f2: string | undefined
  let f3: string | undefined
  let f4: string | undefined
  let f5: number | undefined
  let f6: boolean | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_message.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_message.request.room', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 2:
        if (word !== 0) malformed('room_message.request.uid', 'it has no data')
        f2 = readString(bytes, at, data)
        break
      case 3:
        if (word !== 0) malformed('room_message.request.acc', 'it has no data')
        f3 = readString(bytes, at, data)
        break
      case 4:
        if (word !== 0) malformed('room_message.request.text', 'it has no data')
        f4 = readString(bytes, at, data)
        break
      case 5:
        f5 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
      case 6:
        if (word === 0) malformed('room_message.request.is_hidden', 'a boolean with data')
        f6 = word !== 2
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_message.request', 'bytes follow it')
  return { room: f0, number: f1, uid: f2, acc: f3, text: f4, time: f5, is_hidden: f6 }
}

function parseRoomMessageRequest(json: unknown, _depth: number): RoomMessageRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.number
  const f2 = json.uid
  const f3 = json.acc
  const f4 = json.text
  const f5 = json.time
  const f6 = json.is_hidden
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    number: f1 === undefined ? undefined : integerOf(f1),
    uid: f2 === undefined ? undefined : textOf(f2),
    acc: f3 === undefined ? undefined : textOf(f3),
    text: f4 === undefined ? undefined : textOf(f4),
    time: f5 === undefined ? undefined : integerOf(f5),
    is_hidden: f6 === undefined ? undefined : booleanOf(f6),
  }
}

function plainRoomMessageRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.number
  const f2 = json.uid
  const f3 = json.acc
  const f4 = json.text
  const f5 = json.time
  const f6 = json.is_hidden
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    number: f1 === undefined ? undefined : integerOf(f1),
    uid: f2 === undefined ? undefined : textOf(f2),
    acc: f3 === undefined ? undefined : textOf(f3),
    text: f4 === undefined ? undefined : textOf(f4),
    time: f5 === undefined ? undefined : integerOf(f5),
    is_hidden: f6 === undefined ? undefined : booleanOf(f6),
  }
}

function textRoomMessageRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.number
  const f2 = value.uid
  const f3 = value.acc
  const f4 = value.text
  const f5 = value.time
  const f6 = value.is_hidden
  let text = '{'
  if (f0 !== undefined) text += '"room":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  if (f2 !== undefined) text += (text === '{' ? '"uid":' : ',"uid":') + quote(f2)
  if (f3 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f3)
  if (f4 !== undefined) text += (text === '{' ? '"text":' : ',"text":') + quote(f4)
  if (f5 !== undefined) text += (text === '{' ? '"time":' : ',"time":') + String(integerOf(f5))
  if (f6 !== undefined) text += (text === '{' ? '"is_hidden":' : ',"is_hidden":') + String(booleanOf(f6))
  return text + '}'
}

function writeRoomClosedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.reason
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  return p
}

function readRoomClosedRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomClosedRequest {
  if (end - start < 2) malformed('room_closed.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_closed.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_closed.request.room', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('room_closed.request.reason', 'it has no data')
        f1 = readString(bytes, at, data)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_closed.request', 'bytes follow it')
  return { room: f0, reason: f1 }
}

function parseRoomClosedRequest(json: unknown, _depth: number): RoomClosedRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.reason
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    reason: f1 === undefined ? undefined : textOf(f1),
  }
}

function plainRoomClosedRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.reason
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    reason: f1 === undefined ? undefined : textOf(f1),
  }
}

function textRoomClosedRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.reason
  let text = '{'
  if (f0 !== undefined) text += '"room":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"reason":' : ',"reason":') + quote(f1)
  return text + '}'
}

function writeRoomRemovedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.number
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f1 === 'number' && f1 >= 0 && f1 < 0x7fff && (f1 | 0) === f1 ? (f1 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f1, SAFE)
  }
  return p
}

function readRoomRemovedRequest(bytes: Uint8Array, start: number, end: number, depth: number): RoomRemovedRequest {
  if (end - start < 2) malformed('room_removed.request', 'its header is cut off')
  let f0: string | undefined
  let f1: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('room_removed.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('room_removed.request.room', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        f1 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('room_removed.request', 'bytes follow it')
  return { room: f0, number: f1 }
}

function parseRoomRemovedRequest(json: unknown, _depth: number): RoomRemovedRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.number
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function plainRoomRemovedRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.room
  const f1 = json.number
  return {
    room: f0 === undefined ? undefined : textOf(f0),
    number: f1 === undefined ? undefined : integerOf(f1),
  }
}

function textRoomRemovedRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.room
  const f1 = value.number
  let text = '{'
  if (f0 !== undefined) text += '"room":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"number":' : ',"number":') + String(integerOf(f1))
  return text + '}'
}

function writeWhisperedRequest(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.acc
  const f2 = value.text
  const f3 = value.time
  let words = 0
  if (f0 !== undefined) words += 1
  if (f1 !== undefined) words += f0 === undefined ? 2 : 1
  if (f2 !== undefined) words += f1 === undefined ? 2 : 1
  if (f3 !== undefined) words += f2 === undefined ? 2 : 1
  bytes[start] = words
  bytes[start + 1] = words >> 8
  let h = start + 2
  let p = h + words * 2
  let last = -1
  if (f0 !== undefined) {
    last = 0
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f0)
  }
  if (f1 !== undefined) {
    if (f0 === undefined) {
      const skip = (1 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 1
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f1)
  }
  if (f2 !== undefined) {
    if (f1 === undefined) {
      const skip = (2 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    last = 2
    bytes[h] = 0
    bytes[h + 1] = 0
    h += 2
    p = writeString(bytes, p, f2)
  }
  if (f3 !== undefined) {
    if (f2 === undefined) {
      const skip = (3 - last - 2) * 2 + 1
      bytes[h] = skip
      bytes[h + 1] = skip >> 8
      h += 2
    }
    const inline = typeof f3 === 'number' && f3 >= 0 && f3 < 0x7fff && (f3 | 0) === f3 ? (f3 + 1) * 2 : 0
    bytes[h] = inline
    bytes[h + 1] = inline >> 8
    h += 2
    if (inline === 0) p = writeInteger(bytes, p, f3, SAFE)
  }
  return p
}

function readWhisperedRequest(bytes: Uint8Array, start: number, end: number, depth: number): WhisperedRequest {
  if (end - start < 2) malformed('whispered.request', 'its header is cut off')
  let f0: string | undefined
  let f1: string | undefined
  let f2: string | undefined
  let f3: number | undefined
  const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))
  if (stop > end) malformed('whispered.request', 'its fields are cut off')
  let data = stop
  let tag = -1
  for (let h = start + 2; h < stop; h += 2) {
    const word = bytes[h]! | (bytes[h + 1]! << 8)
    tag += 1
    if (word & 1) {
      tag += word >> 1
      continue
    }
    const at = data + 4
    if (word === 0) data = dataEnd(bytes, data, end)
    switch (tag) {
      case 0:
        if (word !== 0) malformed('whispered.request.uid', 'it has no data')
        f0 = readString(bytes, at, data)
        break
      case 1:
        if (word !== 0) malformed('whispered.request.acc', 'it has no data')
        f1 = readString(bytes, at, data)
        break
      case 2:
        if (word !== 0) malformed('whispered.request.text', 'it has no data')
        f2 = readString(bytes, at, data)
        break
      case 3:
        f3 = word !== 0 ? (word >> 1) - 1 : (readInteger(bytes, at, data, SAFE) as number)
        break
    }
  }
  if (depth > 0 && data !== end) malformed('whispered.request', 'bytes follow it')
  return { uid: f0, acc: f1, text: f2, time: f3 }
}

function parseWhisperedRequest(json: unknown, _depth: number): WhisperedRequest {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.acc
  const f2 = json.text
  const f3 = json.time
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
    text: f2 === undefined ? undefined : textOf(f2),
    time: f3 === undefined ? undefined : integerOf(f3),
  }
}

function plainWhisperedRequest(json: unknown, _depth: number): Fields {
  if (!isStruct(json)) return refuse()
  const f0 = json.uid
  const f1 = json.acc
  const f2 = json.text
  const f3 = json.time
  return {
    uid: f0 === undefined ? undefined : textOf(f0),
    acc: f1 === undefined ? undefined : textOf(f1),
    text: f2 === undefined ? undefined : textOf(f2),
    time: f3 === undefined ? undefined : integerOf(f3),
  }
}

function textWhisperedRequest(value: unknown, _depth: number): string {
  if (!isStruct(value)) return refuse()
  const f0 = value.uid
  const f1 = value.acc
  const f2 = value.text
  const f3 = value.time
  let text = '{'
  if (f0 !== undefined) text += '"uid":' + quote(f0)
  if (f1 !== undefined) text += (text === '{' ? '"acc":' : ',"acc":') + quote(f1)
  if (f2 !== undefined) text += (text === '{' ? '"text":' : ',"text":') + quote(f2)
  if (f3 !== undefined) text += (text === '{' ? '"time":' : ',"time":') + String(integerOf(f3))
  return text + '}'
}

export const shapes: Record<string, Shape> = {
  'RoomInfo': { write: writeRoomInfo, read: readRoomInfo, fromJson: parseRoomInfo, toJson: plainRoomInfo, stringify: textRoomInfo },
  'RoomMember': { write: writeRoomMember, read: readRoomMember, fromJson: parseRoomMember, toJson: plainRoomMember, stringify: textRoomMember },
  'RoomMessage': { write: writeRoomMessage, read: readRoomMessage, fromJson: parseRoomMessage, toJson: plainRoomMessage, stringify: textRoomMessage },
  'BoardEntry': { write: writeBoardEntry, read: readBoardEntry, fromJson: parseBoardEntry, toJson: plainBoardEntry, stringify: textBoardEntry },
  'login.request': { write: writeLoginRequest, read: readLoginRequest, fromJson: parseLoginRequest, toJson: plainLoginRequest, stringify: textLoginRequest },
  'login.response': { write: writeLoginResponse, read: readLoginResponse, fromJson: parseLoginResponse, toJson: plainLoginResponse, stringify: textLoginResponse },
  'heartbeat.response': { write: writeHeartbeatResponse, read: readHeartbeatResponse, fromJson: parseHeartbeatResponse, toJson: plainHeartbeatResponse, stringify: textHeartbeatResponse },
  'echo.request': { write: writeEchoRequest, read: readEchoRequest, fromJson: parseEchoRequest, toJson: plainEchoRequest, stringify: textEchoRequest },
  'echo.response': { write: writeEchoResponse, read: readEchoResponse, fromJson: parseEchoResponse, toJson: plainEchoResponse, stringify: textEchoResponse },
  'logout.response': { write: writeLogoutResponse, read: readLogoutResponse, fromJson: parseLogoutResponse, toJson: plainLogoutResponse, stringify: textLogoutResponse },
  'sign.response': { write: writeSignResponse, read: readSignResponse, fromJson: parseSignResponse, toJson: plainSignResponse, stringify: textSignResponse },
  'room_create.request': { write: writeRoomCreateRequest, read: readRoomCreateRequest, fromJson: parseRoomCreateRequest, toJson: plainRoomCreateRequest, stringify: textRoomCreateRequest },
  'room_create.response': { write: writeRoomCreateResponse, read: readRoomCreateResponse, fromJson: parseRoomCreateResponse, toJson: plainRoomCreateResponse, stringify: textRoomCreateResponse },
  'room_join.request': { write: writeRoomJoinRequest, read: readRoomJoinRequest, fromJson: parseRoomJoinRequest, toJson: plainRoomJoinRequest, stringify: textRoomJoinRequest },
  'room_join.response': { write: writeRoomJoinResponse, read: readRoomJoinResponse, fromJson: parseRoomJoinResponse, toJson: plainRoomJoinResponse, stringify: textRoomJoinResponse },
  'room_leave.request': { write: writeRoomLeaveRequest, read: readRoomLeaveRequest, fromJson: parseRoomLeaveRequest, toJson: plainRoomLeaveRequest, stringify: textRoomLeaveRequest },
  'room_leave.response': { write: writeRoomLeaveResponse, read: readRoomLeaveResponse, fromJson: parseRoomLeaveResponse, toJson: plainRoomLeaveResponse, stringify: textRoomLeaveResponse },
  'room_say.request': { write: writeRoomSayRequest, read: readRoomSayRequest, fromJson: parseRoomSayRequest, toJson: plainRoomSayRequest, stringify: textRoomSayRequest },
  'room_say.response': { write: writeRoomSayResponse, read: readRoomSayResponse, fromJson: parseRoomSayResponse, toJson: plainRoomSayResponse, stringify: textRoomSayResponse },
  'room_list.request': { write: writeRoomListRequest, read: readRoomListRequest, fromJson: parseRoomListRequest, toJson: plainRoomListRequest, stringify: textRoomListRequest },
  'room_list.response': { write: writeRoomListResponse, read: readRoomListResponse, fromJson: parseRoomListResponse, toJson: plainRoomListResponse, stringify: textRoomListResponse },
  'room_members.request': { write: writeRoomMembersRequest, read: readRoomMembersRequest, fromJson: parseRoomMembersRequest, toJson: plainRoomMembersRequest, stringify: textRoomMembersRequest },
  'room_members.response': { write: writeRoomMembersResponse, read: readRoomMembersResponse, fromJson: parseRoomMembersResponse, toJson: plainRoomMembersResponse, stringify: textRoomMembersResponse },
  'room_history.request': { write: writeRoomHistoryRequest, read: readRoomHistoryRequest, fromJson: parseRoomHistoryRequest, toJson: plainRoomHistoryRequest, stringify: textRoomHistoryRequest },
  'room_history.response': { write: writeRoomHistoryResponse, read: readRoomHistoryResponse, fromJson: parseRoomHistoryResponse, toJson: plainRoomHistoryResponse, stringify: textRoomHistoryResponse },
  'room_kick.request': { write: writeRoomKickRequest, read: readRoomKickRequest, fromJson: parseRoomKickRequest, toJson: plainRoomKickRequest, stringify: textRoomKickRequest },
  'room_kick.response': { write: writeRoomKickResponse, read: readRoomKickResponse, fromJson: parseRoomKickResponse, toJson: plainRoomKickResponse, stringify: textRoomKickResponse },
  'room_mute.request': { write: writeRoomMuteRequest, read: readRoomMuteRequest, fromJson: parseRoomMuteRequest, toJson: plainRoomMuteRequest, stringify: textRoomMuteRequest },
  'room_mute.response': { write: writeRoomMuteResponse, read: readRoomMuteResponse, fromJson: parseRoomMuteResponse, toJson: plainRoomMuteResponse, stringify: textRoomMuteResponse },
  'room_remove.request': { write: writeRoomRemoveRequest, read: readRoomRemoveRequest, fromJson: parseRoomRemoveRequest, toJson: plainRoomRemoveRequest, stringify: textRoomRemoveRequest },
  'room_remove.response': { write: writeRoomRemoveResponse, read: readRoomRemoveResponse, fromJson: parseRoomRemoveResponse, toJson: plainRoomRemoveResponse, stringify: textRoomRemoveResponse },
  'room_lock.request': { write: writeRoomLockRequest, read: readRoomLockRequest, fromJson: parseRoomLockRequest, toJson: plainRoomLockRequest, stringify: textRoomLockRequest },
  'room_lock.response': { write: writeRoomLockResponse, read: readRoomLockResponse, fromJson: parseRoomLockResponse, toJson: plainRoomLockResponse, stringify: textRoomLockResponse },
  'room_moderator.request': { write: writeRoomModeratorRequest, read: readRoomModeratorRequest, fromJson: parseRoomModeratorRequest, toJson: plainRoomModeratorRequest, stringify: textRoomModeratorRequest },
  'room_moderator.response': { write: writeRoomModeratorResponse, read: readRoomModeratorResponse, fromJson: parseRoomModeratorResponse, toJson: plainRoomModeratorResponse, stringify: textRoomModeratorResponse },
  'whisper.request': { write: writeWhisperRequest, read: readWhisperRequest, fromJson: parseWhisperRequest, toJson: plainWhisperRequest, stringify: textWhisperRequest },
  'whisper.response': { write: writeWhisperResponse, read: readWhisperResponse, fromJson: parseWhisperResponse, toJson: plainWhisperResponse, stringify: textWhisperResponse },
  'block.request': { write: writeBlockRequest, read: readBlockRequest, fromJson: parseBlockRequest, toJson: plainBlockRequest, stringify: textBlockRequest },
  'block.response': { write: writeBlockResponse, read: readBlockResponse, fromJson: parseBlockResponse, toJson: plainBlockResponse, stringify: textBlockResponse },
  'presence.request': { write: writePresenceRequest, read: readPresenceRequest, fromJson: parsePresenceRequest, toJson: plainPresenceRequest, stringify: textPresenceRequest },
  'presence.response': { write: writePresenceResponse, read: readPresenceResponse, fromJson: parsePresenceResponse, toJson: plainPresenceResponse, stringify: textPresenceResponse },
  'board_top.request': { write: writeBoardTopRequest, read: readBoardTopRequest, fromJson: parseBoardTopRequest, toJson: plainBoardTopRequest, stringify: textBoardTopRequest },
  'board_top.response': { write: writeBoardTopResponse, read: readBoardTopResponse, fromJson: parseBoardTopResponse, toJson: plainBoardTopResponse, stringify: textBoardTopResponse },
  'board_around.request': { write: writeBoardAroundRequest, read: readBoardAroundRequest, fromJson: parseBoardAroundRequest, toJson: plainBoardAroundRequest, stringify: textBoardAroundRequest },
  'board_around.response': { write: writeBoardAroundResponse, read: readBoardAroundResponse, fromJson: parseBoardAroundResponse, toJson: plainBoardAroundResponse, stringify: textBoardAroundResponse },
  'board_mine.request': { write: writeBoardMineRequest, read: readBoardMineRequest, fromJson: parseBoardMineRequest, toJson: plainBoardMineRequest, stringify: textBoardMineRequest },
  'board_mine.response': { write: writeBoardMineResponse, read: readBoardMineResponse, fromJson: parseBoardMineResponse, toJson: plainBoardMineResponse, stringify: textBoardMineResponse },
  'room_joined.request': { write: writeRoomJoinedRequest, read: readRoomJoinedRequest, fromJson: parseRoomJoinedRequest, toJson: plainRoomJoinedRequest, stringify: textRoomJoinedRequest },
  'room_left.request': { write: writeRoomLeftRequest, read: readRoomLeftRequest, fromJson: parseRoomLeftRequest, toJson: plainRoomLeftRequest, stringify: textRoomLeftRequest },
  'room_message.request': { write: writeRoomMessageRequest, read: readRoomMessageRequest, fromJson: parseRoomMessageRequest, toJson: plainRoomMessageRequest, stringify: textRoomMessageRequest },
  'room_closed.request': { write: writeRoomClosedRequest, read: readRoomClosedRequest, fromJson: parseRoomClosedRequest, toJson: plainRoomClosedRequest, stringify: textRoomClosedRequest },
  'room_removed.request': { write: writeRoomRemovedRequest, read: readRoomRemovedRequest, fromJson: parseRoomRemovedRequest, toJson: plainRoomRemovedRequest, stringify: textRoomRemovedRequest },
  'whispered.request': { write: writeWhisperedRequest, read: readWhisperedRequest, fromJson: parseWhisperedRequest, toJson: plainWhisperedRequest, stringify: textWhisperedRequest },
}
