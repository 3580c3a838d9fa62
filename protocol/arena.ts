// What the demo's arena and its client share: its measures, and the step by which a hero moves. The client predicts by it.

/** Sides of the arena, and what a hero measures and sees, in its own units. */
export const ARENA = { side: 200, hero: 3, sight: 60 } as const

/** Units a second, and radians a second. */
const SPEED = 30
const TURN = 4

interface Steered {
  x: number
  y: number
  /** radians, 0 to 2π */
  angle: number
}

/** Moves a hero by one input. `dt` in seconds. */
export function steerHero(
  hero: Steered,
  { turn = 0, go = false }: { turn?: number | undefined; go?: boolean | undefined },
  dt: number,
): void {
  const angle = hero.angle + between(-TURN, turn, TURN) * dt
  hero.angle = angle - Math.floor(angle / (2 * Math.PI)) * 2 * Math.PI
  if (!go) return
  hero.x = between(0, hero.x + Math.cos(hero.angle) * SPEED * dt, ARENA.side)
  hero.y = between(0, hero.y + Math.sin(hero.angle) * SPEED * dt, ARENA.side)
}

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value))
