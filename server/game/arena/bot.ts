// A bot of the arena: it strolls, turns to the nearest hero, and shoots at it now and then.

import type { Hero } from './arena.ts'

export class Bot {
  readonly hero: Hero
  private readonly random: () => number
  private turn = 0
  private prey: Hero | undefined

  constructor(hero: Hero, random: () => number) {
    this.hero = hero
    this.random = random
  }

  /** What it wants in this tick; `near`: heroes that are near, itself among them. */
  think(near: readonly Hero[]): { turn: number; go: boolean } {
    this.prey = near.find(hero => hero !== this.hero)
    if (this.prey) this.turn = 4 * this.aim(this.prey)
    else if (this.random() < 0.05) this.turn = (this.random() - 0.5) * 6
    return { turn: this.turn, go: true }
  }

  /** Whether it shoots in this tick: about every second. */
  shoots(): boolean {
    return this.prey !== undefined && Math.abs(this.aim(this.prey)) < 0.3 && this.random() < 0.03
  }

  /** How far it has to turn to it, in radians, -π to π. */
  aim({ x, y }: Hero): number {
    const turn = Math.atan2(y - this.hero.y, x - this.hero.x) - this.hero.angle
    return Math.atan2(Math.sin(turn), Math.cos(turn))
  }
}
