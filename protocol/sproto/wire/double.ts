// Doubles by way of two 32-bit words, the low one first: eight bytes need no alignment and no DataView then.

import { int32At, putUint32 } from './wire.ts'

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)

export function putDouble(bytes: Uint8Array, pos: number, value: number): number {
  float[0] = value
  putUint32(bytes, pos, words[0]!)
  putUint32(bytes, pos + 4, words[1]!)
  return pos + 8
}

export function doubleAt(bytes: Uint8Array, pos: number): number {
  words[0] = int32At(bytes, pos)
  words[1] = int32At(bytes, pos + 4)
  return float[0]!
}
