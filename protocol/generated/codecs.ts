// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.

import type { Shape } from '../sproto/codec.ts'
import { dataEnd, isStruct, malformed, readInteger, readString, refuse, SAFE, writeInteger, writeString } from '../sproto/wire.ts'
import { integerOf, quote, textOf } from '../sproto/scalars.ts'
import type { Fields } from '../sproto/wire.ts'
import type { LoginRequest, LoginResponse, HeartbeatResponse, EchoRequest, EchoResponse, LogoutResponse, SignResponse } from './types.ts'

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

export const shapes: Record<string, Shape> = {
  'login.request': { write: writeLoginRequest, read: readLoginRequest, fromJson: parseLoginRequest, toJson: plainLoginRequest, stringify: textLoginRequest },
  'login.response': { write: writeLoginResponse, read: readLoginResponse, fromJson: parseLoginResponse, toJson: plainLoginResponse, stringify: textLoginResponse },
  'heartbeat.response': { write: writeHeartbeatResponse, read: readHeartbeatResponse, fromJson: parseHeartbeatResponse, toJson: plainHeartbeatResponse, stringify: textHeartbeatResponse },
  'echo.request': { write: writeEchoRequest, read: readEchoRequest, fromJson: parseEchoRequest, toJson: plainEchoRequest, stringify: textEchoRequest },
  'echo.response': { write: writeEchoResponse, read: readEchoResponse, fromJson: parseEchoResponse, toJson: plainEchoResponse, stringify: textEchoResponse },
  'logout.response': { write: writeLogoutResponse, read: readLogoutResponse, fromJson: parseLogoutResponse, toJson: plainLogoutResponse, stringify: textLogoutResponse },
  'sign.response': { write: writeSignResponse, read: readSignResponse, fromJson: parseSignResponse, toJson: plainSignResponse, stringify: textSignResponse },
}
