import { describe, expect, onTestFinished, test } from 'vitest'
import { ARENA } from '../support/games/arena.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { workers } from '../support/workers.ts'
import { Watcher, type WatcherOptions } from '../support/world/watcher.ts'

const open = shareServers()

describe.each(workers(2))('a world, with %i worker threads', threads => {
  let players = 0

  /** Opens players of the test's server. */
  async function arena(): Promise<(options?: WatcherOptions) => Promise<Watcher>> {
    const { url } = await open({ threads, game: ARENA })
    return async options => {
      const watcher = await Watcher.open(url, `player${threads}-${++players}`, options)
      onTestFinished(() => watcher.player.close())
      return watcher
    }
  }

  test('says of itself what a client needs, and shows all of it within a patch', async () => {
    const watcher = await arena()
    const anna = await watcher()
    const joined = await anna.create('open', 20)
    expect(joined).toMatchObject({
      tick_ms: 33.333,
      patch_ms: 50,
      view: expect.any(Number),
      life: expect.any(Number),
    })
    await anna.until(({ patches }) => patches > 0)
    expect(anna.mirror.fulls).toBe(1)
    expect(anna.mirror.entities.size).toBe(21)
    expect(anna.hero.hp).toBe(100)
  })

  test('is the same for members in either format, and what the server has', async () => {
    const watcher = await arena()
    const anna = await watcher()
    await anna.create('arena', 60)
    const bert = await watcher({ format: 'text' })
    await bert.join(anna.id)
    for (let i = 0; i < 10; i++) anna.steer({ go: true, turn: 0.5, fire: true })
    await anna.until(({ input }) => input >= 10)
    await anna.look('freeze', { is_frozen: true })
    const { tick, lists } = await anna.truth()
    for (const each of [anna, bert]) {
      each.steer({})
      await each.until(mirror => mirror.tick > tick + 3)
      for (const [list, seen] of Object.entries(each.lists()))
        expect(lists[list]).toEqual(expect.arrayContaining(seen))
      const { x, y } = each.hero
      const near = lists.heroes!.filter(hero => {
        const other = hero as { x: number; y: number }
        return Math.hypot(other.x - x!, other.y - y!) < 59
      })
      expect(each.lists().heroes).toEqual(expect.arrayContaining(near))
      expect(each.lists().heroes!.length).toBeLessThan(lists.heroes!.length)
    }
  })

  test('is the same where a patch is large, also for who joins meanwhile', async () => {
    const watcher = await arena()
    const anna = await watcher()
    await anna.create('open', 3000)
    const others: Watcher[] = []
    for (let i = 0; i < 5; i++) {
      const other = await watcher({ format: i % 2 ? 'text' : 'binary' })
      others.push(other)
      await other.join(anna.id)
      await other.until(({ patches }) => patches > 3)
    }
    await anna.look('freeze', { is_frozen: true })
    const { tick, lists } = await anna.truth()
    for (const each of [anna, ...others]) {
      each.steer({})
      await each.until(mirror => mirror.tick >= tick)
      expect(each.lists().heroes).toEqual(lists.heroes)
    }
  })

  test('uses one input a tick, in their order, and says which was the last', async () => {
    const watcher = await arena()
    const anna = await watcher()
    await anna.create('open')
    await anna.until(({ patches }) => patches > 0)
    const from = { ...anna.hero }
    const began = anna.mirror.tick
    for (let i = 0; i < 200; i++) anna.steer({ go: true })
    await anna.until(({ input }) => input === 200)
    const gone = Math.hypot(anna.hero.x! - from.x!, anna.hero.y! - from.y!)
    expect(gone).toBeLessThanOrEqual(anna.mirror.tick - began + 1 + 0.2)
    anna.steer({ go: true }, { number: 7 })
    const last = anna.steer({ turn: 1 }, { number: 205 })
    await anna.until(({ input }) => input === last)
  })

  test('shows a spectator what members see, and takes nothing from it', async () => {
    const watcher = await arena()
    const anna = await watcher()
    await anna.create('open', 5)
    const eyes = []
    for (let i = 0; i < 3; i++) {
      const eye = await watcher()
      const { room } = await eye.join(anna.id, { is_spectator: true })
      expect(room.members).toBe(1)
      eyes.push(eye)
    }
    const late = await watcher()
    await expect(late.join(anna.id, { is_spectator: true })).rejects.toThrow('the room is full: 3 spectators')
    const [eye] = eyes
    await eye!.until(({ entities, patches }) => entities.size === 6 && patches > 5)
    eye!.steer({ go: true })
    await eye!.player.request.room_leave({ id: anna.id })
    await late.join(anna.id, { is_spectator: true })
    await late.until(({ entities }) => entities.size === 6)
  })

  test('sends nothing more to who does not say what it has, and then the newest state', async () => {
    const watcher = await arena()
    const anna = await watcher()
    await anna.create('open', 3)
    const bert = await watcher()
    bert.tells = false
    await bert.join(anna.id)
    await anna.until(({ tick }) => tick > 60 + (bert.joined!.tick ?? 0))
    expect(bert.mirror.tick).toBeLessThan(45 + bert.joined!.tick!)
    const { patches } = bert.mirror
    bert.tells = true
    bert.tell()
    await bert.until(({ tick }) => tick >= anna.mirror.tick - 3)
    expect(bert.mirror.patches).toBeLessThan(patches + 10)
  })

  test('is joined again by who has lost what it had', async () => {
    const watcher = await arena()
    const anna = await watcher()
    await anna.create('open', 10)
    await anna.until(({ patches }) => patches > 3)
    const { life } = anna.joined!
    const before = anna.mirror.fulls
    await anna.join(anna.id, { since: anna.mirror.tick, life })
    anna.tell()
    await anna.until(({ fulls }) => fulls > before)
    anna.mirror.clear()
    anna.renumber()
    await anna.join(anna.id)
    anna.tell(0)
    await anna.until(({ entities }) => entities.size === 11)
    anna.steer({ go: true })
    await anna.until(({ input }) => input === 1)
  })

  test('shows who comes back the newest state, which costs nothing while it is away', async () => {
    const watcher = await arena()
    const anna = await watcher()
    await anna.create('open', 10)
    const bert = await watcher({ comesBack: true })
    await bert.join(anna.id)
    await bert.until(({ patches }) => patches > 3)
    const { fulls } = bert.mirror
    bert.player.isReachable = false
    bert.player.cut()
    const lost = anna.mirror.tick
    await anna.until(({ tick }) => tick > lost + 20)
    const resumed = bert.player.event('resumed')
    bert.player.isReachable = true
    bert.player.game.hurry()
    expect(await resumed).toMatchObject({ replayed: 0 })
    await bert.until(mirror => mirror.fulls > fulls && mirror.tick > lost + 20)
    expect(bert.mirror.entities.size).toBe(12)
    const after = bert.mirror.patches
    await bert.until(({ patches }) => patches > after + 10)
  })

  test('ends for who leaves, and its hero for the others', async () => {
    const watcher = await arena()
    const anna = await watcher()
    await anna.create('open')
    const bert = await watcher()
    await bert.join(anna.id)
    await anna.until(({ entities }) => entities.size === 2)
    await bert.player.request.room_leave({ id: anna.id })
    const { patches } = bert.mirror
    await anna.until(({ entities }) => entities.size === 1)
    expect(bert.mirror.patches).toBeLessThanOrEqual(patches + 1)
  })

  test('drops inputs that come too often, and answers everything else', async () => {
    const watcher = await arena()
    const anna = await watcher()
    await anna.create('open')
    for (let i = 0; i < 300; i++) anna.steer({ go: true })
    const { tick } = await anna.player.request.room_join({ id: anna.id })
    expect(tick).toBeGreaterThanOrEqual(0)
  })
})
