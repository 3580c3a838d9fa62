// A room against raw uWebSockets.js publish: the same frame size, the same number of messages per turn of the loop, the
// same members, who only count. Both servers run one thread in a process of their own, and say messages as fast as all
// members take them, or at half of that rate where it is about the time that a message takes.

import type { Figure } from './support/figure.ts'
import { judge, median, type Row } from './support/report.ts'
import { latencyRows } from './support/room-latency.ts'
import { type Fountains, openOurs, openRaw, type RoomPlan, type RoomSide } from './support/room-side.ts'
import { slowMemberRows } from './support/room-slow-member.ts'

const RUNS = 5
/** ms */
const DURATION = 1000

export const figures: readonly Figure[] = [1, 8].map(batch => ({
  name: `room of 500, messages, ${batch} per turn: frames delivered`,
  unit: '/s',
  better: 'more',
  slice: 120,
  async open() {
    const side = await openOurs({ rooms: 1, size: 500 })
    return {
      measure: ms => side.measure({ batch, kind: 'post' }, ms),
      close: async () => side.close(),
    }
  },
}))

export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  const ratios = new Map<string, number>()
  for (const size of [500, 5000]) {
    await withBoth({ rooms: 1, size }, async (ours, raw) => {
      for (const kind of ['post', 'push'] as const)
        for (const batch of [1, 8]) {
          const row = await compare(ours, raw, { batch, kind })
          ratios.set(`${kind} ${batch} ${size}`, row.ratio!)
          rows.push(tell(row))
        }
      if (size === 500) for (const row of await latencyRows(ours, raw)) rows.push(tell(row))
    })
  }
  for (const kind of ['post', 'push'] as const)
    for (const batch of [1, 8]) rows.push(tell(growth(ratios, kind, batch)))
  await withBoth({ rooms: 1000, size: 10 }, async (ours, raw) => {
    rows.push(tell(await compare(ours, raw, { batch: 1, kind: 'push' })))
  })
  for (const measure of [joinsAndLeaves, twoWorkers, slowMemberRows])
    for (const row of await measure()) rows.push(tell(row))
  return rows
}

async function withBoth(
  plan: RoomPlan,
  work: (ours: RoomSide, raw: RoomSide) => Promise<void>,
): Promise<void> {
  const ours = await openOurs(plan)
  const raw = await openRaw(plan)
  await work(ours, raw)
  ours.close()
  raw.close()
}

async function compare(ours: RoomSide, raw: RoomSide, fountains: Fountains): Promise<Row> {
  const { batch, kind } = fountains
  const { rooms, size } = ours.plan
  const bytes = await ours.payload(kind)
  raw.tellAll(`size ${bytes}`)
  const [mine, theirs]: [number[], number[]] = [[], []]
  for (let i = 0; i < RUNS; i++) {
    mine.push(await ours.measure(fountains, DURATION))
    theirs.push(await raw.measure(fountains, DURATION))
  }
  const where = rooms === 1 ? `room of ${size}` : `${rooms} rooms of ${size}`
  const what = kind === 'post' ? 'messages with number and history' : 'pushes'
  return judge({
    name: `${where}, ${bytes} B ${what}, ${batch} per turn: frames delivered`,
    value: median(mine),
    unit: '/s',
    peer: 'raw uWS publish',
    peerValue: median(theirs),
    // Ten frames for a message: there the message itself costs most, of which the raw side has none to write.
    ...(rooms === 1 && { goal: '>= 0.8' }),
  })
}

/** The ratio at 5000 members over the one at 500. */
const growth = (ratios: Map<string, number>, kind: Fountains['kind'], batch: number): Row =>
  judge({
    name: `ratio at 5000 members by the one at 500, ${kind === 'post' ? 'messages' : 'pushes'}, ${batch} per turn`,
    value: ratios.get(`${kind} ${batch} 5000`)!,
    unit: '×',
    peer: 'at 500',
    peerValue: ratios.get(`${kind} ${batch} 500`)!,
    goal: '>= 0.9',
  })

async function joinsAndLeaves(): Promise<Row[]> {
  const side = await openOurs({ rooms: 1, size: 50, arePassing: true })
  const rates: number[] = []
  side.crowd.cycle(1)
  for (let i = 0; i < RUNS; i++) rates.push(await side.crowd.rate(DURATION / 4, DURATION / 2))
  side.close()
  return [{ name: 'joins and leaves of one room, 50 clients', value: median(rates) / 2, unit: 'of each/s' }]
}

/** Two workers beside main's thread; for what it says on a machine of two cores it is not judged. */
async function twoWorkers(): Promise<Row[]> {
  const side = await openOurs({ rooms: 1, size: 500, threads: 2 })
  const rates: number[] = []
  for (let i = 0; i < RUNS; i++) rates.push(await side.measure({ batch: 8, kind: 'push' }, DURATION))
  side.close()
  return [
    {
      name: 'room of 500 on two workers, pushes, 8 per turn: frames delivered',
      value: median(rates),
      unit: '/s',
    },
  ]
}

/** The whole takes some minutes: each figure is shown as it comes. */
function tell(row: Row): Row {
  const { name, value, unit, ratio } = row
  console.log(
    `  ${name}: ${Number(value.toPrecision(4))} ${unit}${ratio === undefined ? '' : `, ${ratio.toFixed(2)}×`}`,
  )
  return row
}
