import { describe, expect, test } from 'vitest'
import { predict } from '../../../../protocol/client/world/index.ts'
import { createRandom } from '../../../support/client/hostile-frames.ts'
import { HERO_WIDTH, steer } from '../../../support/games/arena-messages.ts'
import { FRAME, SteeredWorld, type Wanted } from './steered-world.ts'
import { hero, JOINED, ViewByHand } from './view-by-hand.ts'

const SOUND = { delay: 40, jitter: 0, stall: 0 }
const WEAK = { delay: 80, jitter: 30, stall: 0.02 }

/** Goes straight on, or turns for a while, as somebody does who plays. */
function player(random: () => number): (at: number) => Wanted {
  let [until, wanted] = [0, {} as Wanted]
  return at => {
    if (at >= until) {
      until = at + 200 + random() * 1300
      const turn = random() < 0.5 ? 0 : random() < 0.5 ? -2.5 : 2.5
      wanted = { turn, go: random() < 0.8, fire: random() < 0.1 }
    }
    return wanted
  }
}

/** Of what each patch has corrected. */
function percentile({ corrections, patches }: SteeredWorld, p: number): number {
  const sorted = [...corrections].sort((a, b) => b - a)
  return sorted[Math.floor((patches * (100 - p)) / 100)] ?? 0
}

describe('a prediction', () => {
  test('moves the hero at once, and a patch that says what it knew already does not move it', () => {
    const world = new SteeredWorld({ ...SOUND, delay: 100 }, createRandom(1))
    world.go(1000, () => ({}))
    world.go(90, () => ({ go: true }))
    expect(world.hero.x).toBe(100)
    expect(world.drawn!.x).toBeGreaterThan(100.5)
    world.go(20_000, player(createRandom(2)))
    expect(world.corrections.length / world.patches).toBeLessThan(0.01)
  })

  test('comes to where the server comes to, to the last digit that is sent', () => {
    const world = new SteeredWorld(SOUND, createRandom(1))
    world.go(20_000, player(createRandom(3)))
    world.go(1000, () => ({}))
    const drawn = world.drawn!
    expect(drawn.x).toBeCloseTo(world.hero.x, 1)
    expect(drawn.y).toBeCloseTo(world.hero.y, 1)
    expect(world.drive.pending).toBeLessThanOrEqual(6)
    expect(world.drive.error).toBeLessThan(0.01)
  })

  test.each([1, 2, 3])('through a weak network is corrected seldom and little, seed %i', seed => {
    const random = createRandom(seed)
    const world = new SteeredWorld(WEAK, random)
    world.go(61_000, player(random))
    expect(world.patches).toBeGreaterThan(1000)
    expect(world.corrections.length / world.patches).toBeLessThan(0.05)
    expect(percentile(world, 99)).toBeLessThanOrEqual(HERO_WIDTH / 2)
  })

  test('lets a small difference fade within 100 ms, and a large one jump', () => {
    const world = new SteeredWorld(SOUND, createRandom(1))
    world.go(2000, () => ({ go: true }))
    world.hero.y += 3
    world.go(120, () => ({ go: true }))
    expect(world.corrections).toHaveLength(1)
    expect(world.corrections[0]).toBeCloseTo(3, 0)
    expect(world.drive.error).toBeGreaterThan(0.05)
    world.go(150, () => ({ go: true }))
    expect(world.drive.error).toBeLessThan(0.1)
    world.hero.y += 50
    world.go(120, () => ({ go: true }))
    expect(world.drive.error).toBeLessThan(0.1)
    expect(world.drawn!.y).toBeGreaterThan(150)
  })

  test('is drawn without a jump at each frame, also between two ticks', () => {
    const world = new SteeredWorld(SOUND, createRandom(1))
    world.go(1000, () => ({ go: true }))
    const xs: number[] = []
    const draw = () => {
      if (world.client.now % FRAME === 0) xs.push(world.drawn!.x)
    }
    world.go(500, () => ({ go: true }), draw)
    const steps = xs.slice(1).map((x, i) => x - xs[i]!)
    // 30 a second.
    for (const step of steps) expect(Math.abs(step - (30 * FRAME) / 1000)).toBeLessThan(0.05)
  })
})

describe('inputs', () => {
  const begun = (): ViewByHand => {
    const hand = new ViewByHand()
    hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1, { uid: 'me' })] }, 80)
    return hand
  }
  const drives = ({ arena }: ViewByHand) =>
    predict(arena, 'steer', 'heroes', ({ uid }) => uid === 'me', steer)

  test('are one per tick, however often they are asked for, and rounded as the wire rounds them', () => {
    const hand = begun()
    const drive = drives(hand)
    for (let i = 0; i < 60; i++, hand.now += 10) drive({ turn: 1.23456, go: true })
    expect(hand.sent.length).toBeGreaterThanOrEqual(12)
    expect(hand.sent.length).toBeLessThanOrEqual(13)
    expect(hand.sent[0]).toMatchObject({ head: { view: 1, number: 1, applied: 1 }, turn: 1.23, go: true })
    const numbers = hand.sent.map(({ head }) => (head as { number: number }).number)
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  })

  test('have what was pressed only for a moment between two of them', () => {
    const hand = begun()
    const drive = drives(hand)
    drive({ fire: false })
    hand.now += 5
    drive({ fire: true })
    hand.now += 5
    drive({ fire: false })
    hand.now += 50
    drive({ fire: false })
    hand.now += 50
    drive({ fire: false })
    expect(hand.sent.map(({ fire }) => fire)).toEqual([false, true, false])
  })

  test('are not made while there is no connection, and not made up for after a long pause', () => {
    const hand = begun()
    const drive = drives(hand)
    drive({ go: true })
    hand.isOpen = false
    hand.now += 60_000
    drive({ go: true })
    expect([hand.sent.length, drive.pending]).toEqual([1, 1])
    hand.isOpen = true
    drive({ go: true })
    expect([hand.sent.length, drive.pending]).toEqual([2, 2])
  })

  test('are numbered anew when the world is joined again', () => {
    const hand = begun()
    const drive = drives(hand)
    drive({ go: true })
    hand.now += 50
    drive({ go: true })
    hand.view.rejoined({ ...JOINED, view: 5 })
    expect(drive.pending).toBe(0)
    hand.patch({ tick: 9, is_full: true, keep: [1] }, {}, 500)
    drive({ go: true })
    expect(hand.sent.at(-1)).toMatchObject({ head: { view: 5, number: 1 } })
  })
})

test('a world without ticks, or without a connection, is not predicted', () => {
  const { arena } = new ViewByHand({ ...JOINED, tick_ms: 0 })
  expect(() => predict(arena, 'steer', 'heroes', () => true, steer)).toThrow(/world with ticks/)
})
