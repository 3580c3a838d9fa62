// What a world costs: a patch without a gate (setters, sight, flow, encoding for all viewers; no sockets) beside a bare one, beside
// @colyseus/schema 5 with a StateView for each viewer and beside msgpackr snapshots, in turns in one process; bytes, and what a client pays;
// then all of it through the gate, with 500 players' sessions and inputs, and readers who are slow or stop. Rows say which it is.

import { FrameCodec } from '../../protocol/client/frames.ts'
import { Mirror, type ViewBody } from '../../protocol/client/world/mirror.ts'
import { judge, median, type Row } from './support/report.ts'
import { besideBare, growth } from './support/world/beside-bare.ts'
import { gateRows } from './support/world/gate-rows.ts'
import { OurWorld, sceneProtocol } from './support/world/ours.ts'
import { colyseus, type Peer, type Sees, snapshots } from './support/world/peers.ts'
import { Scene, type ScenePlan } from './support/world/scene.ts'

const ROUNDS = 5
const TICKS = 30
const WARM = 40
/** Patches a second. */
const RATE = 20

const SCENES = {
  '50 × 50, all see all': { movers: 50, viewers: 50, side: 1000, sees: undefined },
  '1000 × 200, seeing 30': { movers: 1000, viewers: 200, side: 1000, sees: 30 },
  '5000 × 500, seeing 50': { movers: 5000, viewers: 500, side: 2000, sees: 50 },
  '10 000 × 1000, seeing 50': { movers: 10_000, viewers: 1000, side: 2828, sees: 50 },
  '20 000 × 500, seeing 50': { movers: 20_000, viewers: 500, side: 4000, sees: 50 },
} as const satisfies Record<string, ScenePlan>

type SceneName = keyof typeof SCENES

interface Measured {
  ms: number
  /** A second, for one viewer. */
  bytes: number
  perMover: number
}

/** Goals in ms, and what a bare world took where they were set. */
const GOALS = {
  '1000 × 200, seeing 30': { ms: 0.7, bare: 0.58 },
  '5000 × 500, seeing 50': { ms: 3, bare: 2.5 },
  '10 000 × 1000, seeing 50': { ms: 7, bare: 5.3 },
} as const

export async function run(): Promise<Row[]> {
  const rows = stateRows()
  rows.push(await beside('1000 × 200, seeing 30', '>= 3'), await beside('5000 × 500, seeing 50', '>= 8'))
  rows.push(await besideSnapshots('1000 × 200, seeing 30'), clientRow())
  return [...rows, ...(await gateRows())]
}

/** Without a gate: what the state costs. */
function stateRows(): Row[] {
  const all = measureOurs(SCENES['50 × 50, all see all'])
  const rows = [
    judge({ name: '50 × 50, all see all: a patch, no gate', value: all.ms, unit: 'ms', goal: '<= 0.1' }),
  ]
  for (const [name, goal] of Object.entries(GOALS))
    rows.push(besideBare(`${name}: a patch, no gate`, SCENES[name as SceneName], goal))
  const few = measureOurs(SCENES['1000 × 200, seeing 30'])
  const many = measureOurs(SCENES['5000 × 500, seeing 50'])
  const far = measureOurs(SCENES['5000 × 500, seeing 50'], { far: { beyond: 0.6, every: 4 } })
  return [
    ...rows,
    bytesRow('1000 × 200, seeing 30: a viewer', few, '<= 9000'),
    bytesRow('5000 × 500, seeing 50: a viewer', many, '<= 15000'),
    bytesRow('5000 × 500, far ones in 1 of 4: a viewer', far, '<= 8000'),
    judge({
      name: '5000 × 500: a visible mover, a patch',
      value: many.perMover,
      unit: 'B',
      goal: '<= 14',
    }),
    growth(
      '4 times the movers, as many viewers who see as much: a patch takes, no gate',
      SCENES['20 000 × 500, seeing 50'],
      SCENES['5000 × 500, seeing 50'],
    ),
  ]
}

const bytesRow = (name: string, { bytes }: Measured, goal: string): Row =>
  judge({ name, value: bytes, unit: 'B/s', goal })

/** ms. Of many ticks the median is told, which is not that of a tick in which the machine did something else. */
function timeOf(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function measureOurs(plan: ScenePlan, more: object = {}): Measured {
  const scene = new Scene(plan)
  const world = new OurWorld(scene, more)
  const times: number[] = []
  let seen = 0
  // A small world needs more ticks until its code is compiled.
  const scale = Math.max(1, Math.round(500 / plan.viewers))
  for (let tick = 0; tick < scale * (WARM + ROUNDS * TICKS); tick++) {
    scene.step()
    if (tick === scale * WARM) world.bytes = 0
    const ms = timeOf(() => world.tick())
    if (tick < scale * WARM) continue
    times.push(ms)
    seen += world.seen
  }
  const bytes = (world.bytes / times.length / plan.viewers) * RATE
  return { ms: median(times), bytes, perMover: world.bytes / seen }
}

/** How many times the CPU the peer takes for the same. */
async function beside(name: SceneName, goal: string): Promise<Row> {
  const { mine, theirs } = await inTurns(SCENES[name], colyseus)
  return judge({
    name: `${name}: patches for the time of one by schema 5`,
    value: 1 / mine,
    unit: '/ms',
    peer: '@colyseus/schema 5, StateView',
    peerValue: 1 / theirs,
    goal,
  })
}

async function besideSnapshots(name: SceneName): Promise<Row> {
  const { mine, theirs } = await inTurns(SCENES[name], async scene => snapshots(scene))
  const row = { value: 1 / mine, unit: '/ms', peer: 'msgpackr snapshots', peerValue: 1 / theirs }
  return judge({ name: `${name}: patches for the time of a snapshot`, ...row })
}

async function inTurns(
  plan: ScenePlan,
  open: (scene: Scene) => Promise<Peer>,
): Promise<{ mine: number; theirs: number }> {
  const [scene, other] = [new Scene(plan), new Scene(plan)]
  const world = new OurWorld(scene)
  const peer = await open(other)
  // Says what the peer's viewers see.
  const eyes = new OurWorld(other)
  const before = eyes.viewers.map(() => new Set<number>())
  const [mine, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round++) {
    for (let tick = 0; tick < TICKS; tick++) {
      scene.step()
      const ms = timeOf(() => world.tick())
      if (round > 0) mine.push(ms)
    }
    for (let tick = 0; tick < TICKS; tick++) {
      other.step()
      eyes.tick()
      const sees = eyes.viewers.map((viewer, i) =>
        seesOf(eyes, viewer.known.subarray(0, viewer.count), before[i]!),
      )
      const ms = timeOf(() => void peer.tick(sees))
      if (round > 0) theirs.push(ms)
    }
  }
  return { mine: median(mine), theirs: median(theirs) }
}

/** Ids begin at 1, in the order of the movers. */
function seesOf(eyes: OurWorld, slots: Int32Array, before: Set<number>): Sees {
  const known = Array.from(slots, slot => eyes.world.store.ids[slot]! - 1)
  const now = new Set(known)
  const came = known.filter(mover => !before.has(mover))
  const left = [...before].filter(mover => !now.has(mover))
  for (const mover of came) before.add(mover)
  for (const mover of left) before.delete(mover)
  return { known, came, left }
}

/** What a client does with a patch of about 54 movers: the kit's own reads it, and brings its mirror up. The frames are there
 * before: in between a client waits, and makes no patches for 500. Those by which its code becomes warm are left out. */
function clientRow(): Row {
  const scene = new Scene(SCENES['5000 × 500, seeing 50'])
  const world = new OurWorld(scene)
  const frames = Array.from({ length: 400 }, () => {
    scene.step()
    world.tick()
    return world.last!
  })
  const codec = new FrameCodec(sceneProtocol)
  const times: number[] = []
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const mirror = new Mirror(sceneProtocol, 'scene')
    for (const frame of frames) {
      const began = performance.now()
      const { body } = codec.decode(frame, () => undefined) as { body: ViewBody }
      mirror.apply(body)
      if (round >= ROUNDS) times.push((performance.now() - began) * 1000)
    }
  }
  return judge({
    name: 'client: decode and merge a patch of 54 movers',
    value: median(times),
    unit: 'µs',
    goal: '<= 20',
  })
}
