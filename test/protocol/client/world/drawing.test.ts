import { describe, expect, test } from 'vitest'
import { hero, JOINED, shot, ViewByHand } from './view-by-hand.ts'

/** A hero that goes 10 a second along x, a patch every 50 ms that takes 30 ms, and what is drawn meanwhile. */
class Walk {
  readonly hand = new ViewByHand()
  /** Additional ms for the patch of a tick. */
  late = (_tick: number): number => 0
  /** Where it is at a tick. */
  x = (tick: number): number => tick / 2

  constructor() {
    this.hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1, { x: this.x(1) })] }, 80)
    this.hand.arena.show()
  }

  /** Draws every 10 ms, from patch 2 to the one of `last`; returns what was drawn, by when. */
  go(last: number, isLeftOut = (_tick: number) => false): { at: number; x: number }[] {
    const drawn = []
    let tick = 2
    for (let at = 90; tick <= last; at += 10) {
      while (tick <= last && tick * 50 + 30 + this.late(tick) <= at) {
        if (!isLeftOut(tick)) this.hand.patch({ tick }, { heroes: [{ id: 1, x: this.x(tick) }] }, at)
        tick++
      }
      this.hand.now = at
      for (const { x } of this.hand.arena.show().heroes) drawn.push({ at, x })
    }
    return drawn
  }
}

/** The true x of what is drawn `at`, two patches late. */
const twoLate = (at: number): number => (at - 30 - 100) / 100

describe('what is drawn', () => {
  test('is two patches late, and moves evenly between them', () => {
    const drawn = new Walk().go(60).filter(({ at }) => at > 1000)
    expect(drawn.length).toBeGreaterThan(150)
    for (const { at, x } of drawn) expect(x).toBeCloseTo(twoLate(at), 1)
  })

  test('is later where patches come unevenly, and still moves on all the time', () => {
    const walk = new Walk()
    walk.late = tick => (tick % 3) * 25
    const drawn = walk.go(200).filter(({ at }) => at > 4000)
    const steps = drawn.slice(1).map(({ x }, i) => x - drawn[i]!.x)
    expect(Math.min(...steps)).toBeGreaterThan(0.04)
    expect(Math.max(...steps)).toBeLessThan(0.17)
    const { at, x } = drawn.at(-1)!
    expect(twoLate(at) - x).toBeGreaterThan(0.15)
  })

  test('stands still while patches are held up, and then goes the whole way, without a jump', () => {
    const walk = new Walk()
    walk.late = tick => (tick >= 40 && tick < 46 ? (46 - tick) * 50 : 0)
    const drawn = walk.go(100).filter(({ at }) => at > 1000)
    const steps = drawn.slice(1).map(({ x }, i) => x - drawn[i]!.x)
    expect(Math.min(...steps)).toBe(0)
    expect(Math.max(...steps)).toBeLessThan(0.25)
    const { at, x } = drawn.at(-1)!
    expect(Math.abs(x - twoLate(at))).toBeLessThan(0.2)
  })

  test('goes evenly over patches that the server has left out', () => {
    const walk = new Walk()
    const drawn = walk.go(60, tick => tick >= 40 && tick < 44).filter(({ at }) => at > 1000)
    const steps = drawn.slice(1).map(({ x }, i) => x - drawn[i]!.x)
    expect(Math.max(...steps)).toBeLessThan(0.25)
  })

  test('goes the short way round with angles', () => {
    const hand = new ViewByHand()
    hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1, { angle: 6.2 })] }, 80)
    hand.arena.show()
    hand.patch({ tick: 2 }, { heroes: [{ id: 1, angle: 0.1 }] }, 130)
    const angles = [200, 205, 210, 215, 220].map(at => {
      hand.now = at
      return hand.arena.show().heroes[0]!.angle
    })
    for (const angle of angles) expect(Math.cos(angle)).toBeGreaterThan(0.99)
  })

  test('jumps with who is snapped, when that tick is drawn', () => {
    const hand = new ViewByHand()
    hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1)] }, 80)
    hand.arena.show()
    hand.patch({ tick: 2, snapped: [1] }, { heroes: [{ id: 1, x: 100 }] }, 130)
    const drawn = new Set<number>()
    for (let at = 130; at < 400; at += 10) {
      hand.now = at
      drawn.add(hand.arena.show().heroes[0]!.x)
    }
    expect([...drawn]).toEqual([0, 100])
  })

  test('does not slide with who stood still until the last patch', () => {
    const hand = new ViewByHand()
    hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1)] }, 80)
    hand.arena.show()
    for (let tick = 2; tick < 40; tick++) hand.patch({ tick }, {}, tick * 50 + 30)
    hand.patch({ tick: 40 }, { heroes: [{ id: 1, x: 1 }] }, 2030)
    const drawn: [number, number][] = []
    for (let at = 2030; at < 2200; at += 10) {
      hand.now = at
      drawn.push([at, hand.arena.show().heroes[0]!.x])
    }
    // Between the patches of ticks 39 and 40, which are drawn two patches later.
    for (const [at, x] of drawn) if (at <= 2080) expect(x).toBeCloseTo(0)
    expect(drawn.filter(([, x]) => x > 0 && x < 1).length).toBeGreaterThan(2)
    expect(drawn.at(-1)![1]).toBe(1)
  })

  test('moves evenly with who comes with every fourth patch only', () => {
    const hand = new ViewByHand()
    hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1), hero(2)] }, 80)
    const drawn: number[] = []
    let tick = 2
    for (let at = 90; at < 6000; at += 10) {
      if (tick * 50 + 30 <= at) {
        const far = tick % 4 === 0 ? [{ id: 2, x: tick / 2 }] : []
        hand.patch({ tick }, { heroes: [{ id: 1, x: tick }, ...far] }, at)
        tick++
      }
      hand.now = at
      const two = hand.arena.show().heroes.find(({ id }) => id === 2)
      if (at > 3000) drawn.push(two!.x)
    }
    const steps = drawn.slice(1).map((x, i) => x - drawn[i]!)
    expect(Math.min(...steps)).toBeGreaterThan(0.08)
    expect(Math.max(...steps)).toBeLessThan(0.12)
  })

  test('has who entered and who left when that tick is drawn, and the same object all the time', () => {
    const hand = new ViewByHand()
    hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1)] }, 80)
    hand.arena.show()
    hand.patch({ tick: 2 }, { shots: [shot(3)] }, 130)
    hand.patch({ tick: 3, gone: [3] }, {}, 180)
    const ids: number[] = []
    const objects = new Set<object>()
    for (let at = 130; at < 500; at += 10) {
      hand.now = at
      const { shots } = hand.arena.show()
      ids.push(shots.length)
      for (const each of shots) objects.add(each)
    }
    expect(ids.join('')).toMatch(/^0+1{3,7}0+$/)
    expect(objects.size).toBe(1)
    expect(hand.arena.shots.size).toBe(0)
  })

  test('is the last patch itself where the world has no ticks', () => {
    const hand = new ViewByHand({ ...JOINED, tick_ms: 0, patch_ms: 0 })
    hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1)] })
    expect(hand.arena.show().heroes.map(({ x }) => x)).toEqual([0])
    hand.patch({ tick: 2 }, { heroes: [{ id: 1, x: 5 }, hero(2)] })
    expect(hand.arena.show().heroes.map(({ x }) => x)).toEqual([5, 0])
    hand.patch({ tick: 3, gone: [1] })
    expect(hand.arena.show().heroes.map(({ id }) => id)).toEqual([2])
  })
})
