// What a world costs: the time of a patch (setters, sight, flow, encoding for all viewers; no sockets), bytes, and what a client pays. Beside
// @colyseus/schema 5 with a StateView for each viewer, and msgpackr snapshots, in turns in one process.

import { PackageReader } from '../../protocol/sproto/index.ts'
import { judge, median, type Row } from './support/report.ts'
import { OurWorld, sceneProtocol } from './support/world-ours.ts'
import { colyseus, type Peer, type Sees, snapshots } from './support/world-peers.ts'
import { Scene, type ScenePlan } from './support/world-scene.ts'

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

export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  const ours = new Map<SceneName, Measured>()
  const goals: Partial<Record<SceneName, [ms: string, bytes?: string]>> = {
    '50 × 50, all see all': ['<= 0.1'],
    '1000 × 200, seeing 30': ['<= 0.7', '<= 9000'],
    '5000 × 500, seeing 50': ['<= 3', '<= 15000'],
    '10 000 × 1000, seeing 50': ['<= 7'],
  }
  for (const [name, plan] of Object.entries(SCENES) as [SceneName, ScenePlan][]) {
    const measured = measureOurs(plan)
    ours.set(name, measured)
    const [ms, bytes] = goals[name] ?? []
    rows.push(
      judge({ name: `${name}: a patch, no gate`, value: measured.ms, unit: 'ms', ...(ms && { goal: ms }) }),
    )
    if (bytes)
      rows.push(judge({ name: `${name}: a viewer`, value: measured.bytes, unit: 'B/s', goal: bytes }))
  }
  const { perMover } = ours.get('5000 × 500, seeing 50')!
  rows.push(
    judge({ name: '5000 × 500: a visible mover, a patch', value: perMover, unit: 'B', goal: '<= 14' }),
  )
  const far = measureOurs(SCENES['5000 × 500, seeing 50'], { far: { beyond: 0.6, every: 4 } })
  rows.push(
    judge({
      name: '5000 × 500, far ones in 1 of 4: a viewer',
      value: far.bytes,
      unit: 'B/s',
      goal: '<= 8000',
    }),
  )
  rows.push(
    judge({
      name: '4 times the movers, as many viewers who see as much: a patch, no gate',
      value: ours.get('20 000 × 500, seeing 50')!.ms,
      unit: 'ms',
      peer: '5000 movers',
      peerValue: ours.get('5000 × 500, seeing 50')!.ms,
      goal: '<= 2',
    }),
  )
  rows.push(await beside('1000 × 200, seeing 30', '>= 3'), await beside('5000 × 500, seeing 50', '>= 8'))
  rows.push(await besideSnapshots('1000 × 200, seeing 30'), clientRow())
  return rows
}

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
  for (let tick = 0; tick < WARM + ROUNDS * TICKS; tick++) {
    scene.step()
    if (tick === WARM) world.bytes = 0
    const ms = timeOf(() => world.tick())
    if (tick < WARM) continue
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

/** A client decodes a patch of about 54 movers and merges it. */
function clientRow(): Row {
  const scene = new Scene(SCENES['5000 × 500, seeing 50'])
  const world = new OurWorld(scene)
  const mirror = new Map<number, Record<string, unknown>>()
  const reader = new PackageReader()
  const codec = sceneProtocol.byName.get('scene')!.request!
  const times: number[] = []
  for (let tick = 0; tick < 400; tick++) {
    scene.step()
    world.tick()
    const frame = world.last!
    const began = performance.now()
    reader.read(frame)
    const { movers = [] } = reader.body(codec) as { movers?: { id: number }[] }
    for (const mover of movers) merge(mirror, mover as Record<string, unknown> & { id: number })
    if (tick >= WARM) times.push((performance.now() - began) * 1000)
  }
  return judge({
    name: 'client: decode and merge a patch of 54 movers',
    value: median(times),
    unit: 'µs',
    goal: '<= 20',
  })
}

function merge(
  mirror: Map<number, Record<string, unknown>>,
  mover: Record<string, unknown> & { id: number },
): void {
  const had = mirror.get(mover.id)
  if (!had) return void mirror.set(mover.id, mover)
  for (const name in mover) if (mover[name] !== undefined) had[name] = mover[name]
}
