// A patch of our world beside one of the bare one, or of another of ours, in turns in one process. Told is the time of the processor, which does not grow
// while the machine does something else; the ratio is the median of the turns' own.

import { intervalOf } from '../interval.ts'
import { median, type Row } from '../report.ts'
import { BareWorld } from './bare.ts'
import { OurWorld } from './ours.ts'
import { moveAll, Scene, type ScenePlan } from './scene.ts'

const TURNS = 12
const WARM = 3
/** Viewers in a turn, so that all scenes' turns take about as long. */
const VIEWERS = 6000

/** `goal`: ms, and what a bare one took where it was set. The row is also met where the bare one takes longer than that, by the same
 * factor. */
export function besideBare(name: string, plan: ScenePlan, goal: { ms: number; bare: number }): Row {
  const [ours, bare] = inTurns([oursOf(plan), bareOf(plan)])
  return {
    ...{ name, unit: 'ms', peer: 'bare', ...compared(ours!, bare!) },
    ...judged(goal.ms, goal.ms / goal.bare, compared(ours!, bare!)),
  }
}

/** How many times as long a patch takes in the one scene as in the other. What larger memory costs, a bare one shows too. */
export function growth(name: string, wide: ScenePlan, narrow: ScenePlan): Row {
  const [ours, bare, oursBefore, bareBefore] = inTurns([
    oursOf(wide),
    bareOf(wide),
    oursOf(narrow),
    bareOf(narrow),
  ])
  const by = (after: number[], before: number[]) => after.map((ms, turn) => ms / before[turn]!)
  const found = compared(by(ours!, oursBefore!), by(bare!, bareBefore!))
  return { name, unit: '×', peer: 'bare', ...found, ...judged(2, 1.1, found) }
}

interface Compared {
  value: number
  peerValue: number
  ratio: number
  interval: readonly [low: number, high: number]
}

function compared(mine: readonly number[], theirs: readonly number[]): Compared {
  const { median: ratio, low, high } = intervalOf(mine.map((each, turn) => each / theirs[turn]!))
  return { value: median(mine), peerValue: median(theirs), ratio, interval: [low, high] }
}

const judged = (most: number, ratio: number, found: Compared) => ({
  goal: `<= ${most} or ${ratio.toFixed(2)}×`,
  met: found.value <= most || found.ratio <= ratio,
})

/** ms of a patch in each turn, by sides. */
function inTurns(sides: readonly Side[]): number[][] {
  const times: number[][] = sides.map(() => [])
  const order = [...sides.keys()]
  for (let turn = -WARM; turn < TURNS; turn++)
    for (const i of turn % 2 ? order : order.toReversed()) {
      const ms = timeOf(sides[i]!)
      if (turn >= 0) times[i]!.push(ms)
    }
  return times
}

interface Side {
  scene: Scene
  patch(): void
}

function oursOf(plan: ScenePlan): Side {
  const scene = new Scene(plan)
  const world = new OurWorld(scene)
  return { scene, patch: () => world.tick() }
}

function bareOf(plan: ScenePlan): Side {
  const scene = new Scene(plan)
  const world = new BareWorld({ ...plan, radius: scene.radius!, tag: 130 })
  let tick = 0
  const patch = () => {
    moveAll(world.movers, scene)
    world.patch(++tick, () => undefined)
  }
  return { scene, patch }
}

function timeOf({ scene, patch }: Side): number {
  const ticks = Math.round(VIEWERS / scene.plan.viewers)
  let spent = 0
  for (let i = 0; i < ticks; i++) {
    scene.step()
    const before = process.cpuUsage()
    patch()
    const { user, system } = process.cpuUsage(before)
    spent += user + system
  }
  return spent / ticks / 1000
}
