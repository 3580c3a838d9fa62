// Doubles by way of two 32-bit words: eight bytes need no alignment and no DataView then.

import { int32At, putUint32 } from './wire.ts'

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)
const LOW = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1
const HIGH = 1 - LOW

export function putDouble(bytes: Uint8Array, pos: number, value: number): number {
  float[0] = value
  putUint32(bytes, pos, words[LOW]!)
  putUint32(bytes, pos + 4, words[HIGH]!)
  return pos + 8
}

export function doubleAt(bytes: Uint8Array, pos: number): number {
  words[LOW] = int32At(bytes, pos)
  words[HIGH] = int32At(bytes, pos + 4)
  return float[0]!
}
