// What a field of 5000 and its 500 players cost through the kit's own gate and sessions, beside the bare one, in turns; and how its slow
// and stopped readers fare. Machines differ, and what else one does: a row that has a bare peer is also met where the bare one takes
// more than it took where the goals were set, by the same factor.

import { setTimeout as sleep } from 'node:timers/promises'
import { intervalOf } from '../interval.ts'
import { judge, median, type Row } from '../report.ts'
import { FieldBehindGate, type Spent } from './behind-gate.ts'
import { FIELD, Ways } from './field.ts'
import { Reader } from './reader.ts'

const ROUNDS = 10
/** ms */
const SLICE = 2500
const SETTLE = 1000
/** Until all that runs often is compiled. */
const WARM = 5000
const SLOW_FOR = 12_000
const STOPPED_FOR = 6000
/** Of the 500. */
const STOPPED = 250
/** Of a core: the goal, and what a bare server took on the machine for which it was set. */
const GOAL = 0.25
const BARE = 8.7 / FIELD.tick

export async function gateRows(): Promise<Row[]> {
  const ours = await FieldBehindGate.ours()
  try {
    await sleep(WARM)
    const rows = await coreRows(ours)
    return [...rows, ...(await readerRows(ours)), await memoryRow(ours)]
  } finally {
    await ours.close()
  }
}

const coreOf = ({ user, system }: Spent): number => user + system

async function coreRows(ours: FieldBehindGate): Promise<Row[]> {
  ours.hold()
  const bare = await FieldBehindGate.bare()
  const [mine, theirs]: [Spent[], Spent[]] = [[], []]
  try {
    await sleep(WARM)
    bare.hold()
    for (let round = 0; round < ROUNDS; round++)
      for (const isOurs of round % 2 ? [true, false] : [false, true]) {
        const side = isOurs ? ours : bare
        side.goOn()
        await sleep(SETTLE)
        ;(isOurs ? mine : theirs).push(await side.measure(SLICE))
        side.hold()
      }
  } finally {
    await bare.close()
    ours.goOn()
  }
  const { median: ratio, low, high } = intervalOf(mine.map((spent, i) => coreOf(spent) / coreOf(theirs[i]!)))
  const value = median(mine.map(coreOf))
  const due = (FIELD.heroes * 1000) / FIELD.tick
  const name = '5000 × 500, through the gate, with sessions and inputs'
  return [
    {
      ...{ name: `${name}: of a core`, value, unit: '', ratio, interval: [low, high] },
      ...{ peer: 'bare uWebSockets.js', peerValue: median(theirs.map(coreOf)) },
      ...{ goal: `<= ${GOAL} or ${(GOAL / BARE).toFixed(2)}×`, met: value <= GOAL || ratio <= GOAL / BARE },
    },
    judge({
      name: `${name}: patches that came, of those that were due`,
      value: median(mine.map(({ patches }) => patches / due)),
      unit: '',
      goal: '>= 0.98',
    }),
    judge({
      name: `${name}: a player`,
      value: median(mine.map(({ bytes }) => bytes)),
      unit: 'B/s',
      goal: '<= 15000',
    }),
  ]
}

async function readerRows({ url, room }: FieldBehindGate): Promise<Row[]> {
  const ways = new Ways()
  const enter = (acc: string) => Reader.enter(url, room, acc, ways)
  const [quick, slow, stopped] = [await enter('quick'), await enter('slow'), await enter('stopped')]
  try {
    stopped.socket.stop()
    const oldest = await oldestOf(slow, quick)
    const { waiting, patches } = await returning(stopped, quick, STOPPED_FOR)
    return [
      judge({
        name: 'a reader at half the rate, through the gate: the oldest that it has',
        value: oldest,
        unit: 's',
        goal: '<= 2',
      }),
      judge({
        name: 'a reader that stopped, through the gate: patches that wait for it',
        value: waiting,
        unit: '',
        goal: '<= 21',
      }),
      judge({
        name: 'the same, when it reads again: patches until it has all that there is',
        value: patches,
        unit: '',
        goal: '<= 1',
      }),
    ]
  } finally {
    for (const reader of [quick, slow, stopped]) reader.close()
  }
}

/** Seconds by which the slow one is behind at most: before each of its patches, which is when it is most. */
async function oldestOf(slow: Reader, quick: Reader): Promise<number> {
  const before = slow.socket.bytes
  await sleep(SLICE)
  const rate = ((slow.socket.bytes - before) * 1000) / SLICE
  slow.socket.slowDown(rate / 2)
  let oldest = 0
  let had = slow.view.tick
  slow.view.listen('patch', ({ tick }) => {
    oldest = Math.max(oldest, quick.view.tick - had)
    had = tick
  })
  await sleep(SLOW_FOR)
  const fault = slow.fault()
  if (fault) throw new Error(`the slow reader: ${fault}`)
  return (oldest * FIELD.tick) / 1000
}

async function returning(
  reader: Reader,
  quick: Reader,
  ms: number,
): Promise<{ waiting: number; patches: number }> {
  await sleep(ms)
  const now = quick.view.tick
  let waiting = 0
  let patches = 0
  const whole = new Promise<void>(resolve => {
    reader.view.listen('patch', ({ tick }) => {
      if (tick <= now) waiting++
      else if (patches++ >= 0 && reader.fault() === undefined) resolve()
    })
  })
  reader.socket.resume()
  await Promise.race([whole, sleep(ms)])
  return { waiting, patches }
}

async function memoryRow(ours: FieldBehindGate): Promise<Row> {
  const before = await ours.memory()
  ours.tellCrowd({ stop: STOPPED })
  await sleep(STOPPED_FOR)
  const kilobytes = (await ours.memory()) - before
  ours.tellCrowd('resume')
  return judge({
    name: `${STOPPED} readers that stopped, through the gate: the server's memory for each`,
    value: kilobytes / STOPPED,
    unit: 'KB',
    goal: '<= 64',
  })
}
