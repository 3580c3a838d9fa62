// How long a message takes from its sender to all members of a room, at half of the rate that the room can do.

import type { Latency } from './crowd.ts'
import { median, type Row } from './report.ts'
import type { Fountains, RoomSide } from './room-side.ts'

const RUNS = 5
/** ms */
const DURATION = 1500
const WARM = 300

/** 48 characters with a time in them; `bytes`: of a whole frame, for a server that adds nothing of its own. */
export const stampedText = (bytes = 48): string =>
  'x'.repeat(16).concat('@@', '0'.repeat(16)).padEnd(bytes, 'x')

/** Messages a second: half of what is measured when they are said as fast as all members hear. */
export async function halfLoad(side: RoomSide, fountains: Fountains): Promise<number> {
  const rates: number[] = []
  for (let i = 0; i < 3; i++) rates.push(await side.measure(fountains, 700))
  return median(rates) / side.plan.size / 2
}

export async function latencyRows(ours: RoomSide, raw: RoomSide): Promise<Row[]> {
  const sides = [
    await measured(ours, stampedText()),
    await measured(raw, stampedText(await ours.payload('post'))),
  ] as const
  for (let i = 0; i < RUNS; i++)
    for (const { side, rate, text, half, late } of sides) {
      const { p50, p99 } = await latencyAt(side, rate, text)
      half.push(p50)
      late.push(p99)
    }
  const [mine, theirs] = sides
  const name = `room of ${ours.plan.size} at half load (${Math.round(mine.rate)} messages/s, raw ${Math.round(theirs.rate)}): latency`
  return [
    { name: `${name}, half of all`, value: median(mine.half), peerValue: median(theirs.half) },
    { name: `${name}, 99 of 100`, value: median(mine.late), peerValue: median(theirs.late) },
  ].map(row => ({ ...row, unit: 'ms', peer: 'raw uWS publish', ratio: row.value / row.peerValue }))
}

interface Measured {
  side: RoomSide
  rate: number
  text: string
  half: number[]
  late: number[]
}

const measured = async (side: RoomSide, text: string): Promise<Measured> => ({
  side,
  rate: await halfLoad(side, { batch: 1, kind: 'post' }),
  text,
  half: [],
  late: [],
})

async function latencyAt(side: RoomSide, rate: number, text: string): Promise<Latency> {
  const { crowd } = side
  side.pace(rate, text)
  await pass(WARM)
  await crowd.latency()
  await pass(DURATION)
  const latency = await crowd.latency()
  crowd.endPace()
  await crowd.quiet()
  return latency
}

export const pass = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
