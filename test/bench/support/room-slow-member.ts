// What a member that stops reading costs the others: pairs of the same room at half load, once with everybody reading,
// once with one who has stopped, until it has been closed.

import { CLOSE } from '../../../protocol/errors.ts'
import { median, type Row } from './report.ts'
import { halfLoad, pass, stampedText } from './room-latency.ts'
import { openOurs, type RoomSide } from './room-side.ts'

/** Long messages, many in a turn of the loop: what a member does not read has to become a megabyte. */
const LOAD = { batch: 8, kind: 'post', length: 400 } as const
/** ms in which all read. */
const DURATION = 4000
const WARM = 500
/** ms that a member that does not read has until its end. */
const PATIENCE = 30_000
/** ms that are measured behind the end of the slow member. */
const AFTER = 500

interface Pair {
  without: number
  with: number
  /** ms from its last reading to its end. */
  lasted: number
  code: number
}

export async function slowMemberRows(size = 500, count = 5): Promise<Row[]> {
  const side = await openOurs({ rooms: 1, size: size - 1 })
  const rate = await halfLoad(side, LOAD)
  const pairs: Pair[] = []
  for (let i = 0; i < count; i++) pairs.push(await comparePair(side, rate))
  side.close()
  return [growthRow(pairs, { size, rate }), closedRow(pairs)]
}

async function comparePair(side: RoomSide, rate: number): Promise<Pair> {
  const { crowd } = side
  const sleeper = side.add(0)
  await crowd.open()
  side.pace(rate, stampedText(LOAD.length), LOAD.batch)
  await pass(WARM)
  await crowd.latency()
  await pass(DURATION)
  const { p99: without } = await crowd.latency()
  const stopped = performance.now()
  crowd.stop(sleeper)
  await side.heardLeaving(PATIENCE)
  const lasted = performance.now() - stopped
  await pass(AFTER)
  const { p99 } = await crowd.latency()
  const code = await crowd.resumeToEnd(sleeper)
  crowd.endPace()
  await crowd.quiet()
  return { without, with: p99, lasted, code }
}

/** The goal is about the growth within a pair: a tenth, or 2 ms. */
function growthRow(pairs: readonly Pair[], { size, rate }: { size: number; rate: number }): Row {
  const growth = median(pairs.map(pair => pair.with - pair.without))
  const without = median(pairs.map(pair => pair.without))
  const value = without + growth
  return {
    name: `room of ${size} at half load (${Math.round(rate)} messages/s), a member has stopped reading: latency of the others, 99 of 100`,
    value,
    unit: 'ms',
    peer: 'all read',
    peerValue: without,
    ratio: value / without,
    goal: '<= 1.1 or + 2 ms',
    met: growth <= 2 || growth <= without / 10,
  }
}

function closedRow(pairs: readonly Pair[]): Row {
  const closed = pairs.filter(pair => pair.code === CLOSE.TOO_SLOW).length
  const seconds = (median(pairs.map(pair => pair.lasted)) / 1000).toFixed(1)
  return {
    name: `members that stopped reading and were closed with ${CLOSE.TOO_SLOW}, after ${seconds} s`,
    value: closed,
    unit: `of ${pairs.length}`,
    goal: `>= ${pairs.length}`,
    met: closed === pairs.length,
  }
}
