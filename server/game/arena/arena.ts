// The arena: heroes turn, go and shoot, and see what is near..

import { ARENA, steerHero } from '../../../protocol/arena.ts'
import { AppError, type EntityIn, type InputOf, type Member } from '../../kit/index.ts'
import { defineWorld, World } from '../kit.ts'
import { Bot } from './bot.ts'

export type Hero = EntityIn<'arena_view', 'heroes'>
type Shot = EntityIn<'arena_view', 'shots'>

interface Player {
  hero: Hero
  /** Tick from which it may shoot again. */
  loaded: number
}
type Fighter = Member<Player | undefined>

const MOST_BOTS = 200
/** Players begin this near to each other, so that they see each other. */
const MEETING = ARENA.sight / Math.SQRT2
/** Units a second, ticks, hp. */
const SHOT = { speed: 80, lasts: 30, reload: 8, hurts: 20 }

class ArenaRoom extends World<'arena_view', 'arena_steer', Player | undefined> {
  private readonly bots: Bot[] = []
  /** Shot -> who has shot it. */
  private readonly shooters = new Map<Shot, Hero>()

  override onJoin(fighter: Fighter): void {
    const hero = this.spawnHero({ uid: fighter.uid, name: fighter.account }, MEETING)
    fighter.data = { hero, loaded: 0 }
    this.follow(fighter, hero)
  }

  override onSpectate(spectator: Fighter): void {
    this.follow(spectator, { x: ARENA.side / 2, y: ARENA.side / 2 })
  }

  override onInput({ data }: Fighter, input: InputOf<'arena_steer'>, dt: number): void {
    if (!data) return
    steerHero(data.hero, input, dt)
    if (!input.fire || this.tick < data.loaded) return
    data.loaded = this.tick + SHOT.reload
    this.shoot(data.hero)
  }

  override onTick(dt: number): void {
    for (const bot of this.bots) {
      steerHero(bot.hero, bot.think(this.near('heroes', bot.hero.x, bot.hero.y, ARENA.sight / 2)), dt)
      if (bot.shoots()) this.shoot(bot.hero)
    }
    for (const shot of this.lists.shots) this.fly(shot, dt)
  }

  override onLeave({ data }: Fighter): void {
    data?.hero.remove()
  }

  setBots(count: number): { count: number } {
    if (!(count >= 0 && count <= MOST_BOTS))
      throw new AppError('BAD_MESSAGE', `count: expected 0 to ${MOST_BOTS}, got ${count}`)
    for (const { hero } of this.bots.splice(count)) hero.remove()
    while (this.bots.length < count) {
      const hero = this.spawnHero({ name: `bot ${this.bots.length + 1}`, is_bot: true }, ARENA.side)
      this.bots.push(new Bot(hero, () => this.random()))
    }
    return { count }
  }

  /** A game that is played for more than to be looked at does not tell this. */
  truth() {
    const heroes = [...this.lists.heroes].map(({ id, uid, name, x, y, angle, hp, kills, is_bot }) => ({
      ...{ id, uid, name, x, y, angle, hp, kills, is_bot },
    }))
    return { tick: this.tick, heroes, tick_ms: this.tickTime }
  }

  spawnHero(fields: { uid?: string; name: string; is_bot?: boolean }, within: number): Hero {
    return this.lists.heroes.spawn({
      ...fields,
      ...this.somewhere(within),
      angle: this.random() * 6,
      hp: 100,
    })
  }

  /** In the middle, in a square that is `within` wide. */
  somewhere(within: number): { x: number; y: number } {
    const at = () => ARENA.side / 2 + (this.random() - 0.5) * within
    return { x: at(), y: at() }
  }

  shoot(hero: Hero): void {
    const { x, y, angle } = hero
    const shot = this.lists.shots.spawn({ x, y, angle })
    this.shooters.set(shot, hero)
    this.afterTicks(SHOT.lasts, () => this.end(shot))
  }

  fly(shot: Shot, dt: number): void {
    shot.x += Math.cos(shot.angle) * SHOT.speed * dt
    shot.y += Math.sin(shot.angle) * SHOT.speed * dt
    const shooter = this.shooters.get(shot)
    const hit = this.near('heroes', shot.x, shot.y, ARENA.hero / 2).find(hero => hero !== shooter)
    if (!hit) return
    this.end(shot)
    hit.hp -= SHOT.hurts
    if (hit.hp > 0) return
    if (shooter) shooter.kills += 1
    this.moved(hit, { ...this.somewhere(ARENA.side), hp: 100 }, { snap: true })
  }

  end(shot: Shot): void {
    if (this.shooters.delete(shot)) shot.remove()
  }
}

export const arena = defineWorld(ArenaRoom, {
  view: 'arena_view',
  input: 'arena_steer',
  tick: 1000 / 30,
  patch: 50,
  sight: ARENA.sight,
  maxMembers: 100,
  announces: false,
  messages: {
    arena_bots: (room, _fighter, { count }) => room.setBots(count),
    arena_truth: room => room.truth(),
  },
})
