import { expect, test } from 'vitest'
import { PatchFrames } from '../../server/gate/view/patch-frames.ts'
import { FrameWriter, type PatchHead } from '../../server/world/view/frame-writer.ts'
import { GateFrames } from '../../server/world/view/gate-frames.ts'

const HEAD: PatchHead = { view: 1, tick: 1, input: 0, isFull: false, gone: [], keep: [], snapped: [] }
/** So large that its memory is worth to be used again. */
const LARGE = 20_000

/** A patch whose records are full of `value`. */
function patchOf(frames: GateFrames, number: number, value: number, size = LARGE) {
  const writer = new FrameWriter(130, [1])
  const records = new DataView(new Uint8Array(size + 8).fill(value).buffer)
  writer.begin()
  writer.add(0, records, 0, size)
  frames.add(7, writer, HEAD)
  return frames.take(number)
}

const has = ({ bytes }: { bytes: Uint8Array }, value: number): boolean =>
  bytes.subarray(100, 10_000).includes(value)

test('what a gate of the same thread has not sent yet is not written over, however many patches follow', () => {
  const frames = new GateFrames(true)
  const taken = [1, 2, 3, 4, 5, 6].map(number => patchOf(frames, number, 100 + number))
  for (const [i, { number }] of taken.entries()) {
    expect(number).toBe(i + 1)
    expect([101, 102, 103, 104, 105, 106].filter(value => has(taken[i]!, value))).toEqual([101 + i])
  }
})

test('memory is used again when the gate has sent what was in it', () => {
  const frames = new GateFrames(true)
  const first = patchOf(frames, 1, 101)
  const second = patchOf(frames, 2, 102)
  frames.sent(1)
  patchOf(frames, 3, 103)
  const fourth = patchOf(frames, 4, 104)
  expect(fourth.bytes.buffer).toBe(first.bytes.buffer)
  expect(has(second, 102)).toBe(true)
  expect(has(first, 101)).toBe(false)
})

test('a gate elsewhere, and one of a small patch, gets memory of its own', () => {
  for (const { bytes, number } of [
    patchOf(new GateFrames(false), 1, 101),
    patchOf(new GateFrames(true), 1, 101, 900),
  ]) {
    expect(number).toBe(undefined)
    expect(bytes.buffer.byteLength).toBe(bytes.length)
  }
})

test('a patch that is held for a member who is joining is not written over', () => {
  const frames = new GateFrames(true)
  const { bytes, table } = patchOf(frames, 1, 101)
  const frame = new PatchFrames(1, bytes.subarray(table[1], table[2]), undefined as never)
  const kept = frame.kept()
  frames.sent(1)
  patchOf(frames, 2, 102)
  patchOf(frames, 3, 103)
  expect(has({ bytes: frame.binary }, 101)).toBe(false)
  expect(has({ bytes: kept.binary }, 101)).toBe(true)
})
