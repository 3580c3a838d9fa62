import { describe, expect, test } from 'vitest'
import { ARENA, steerHero } from '../../protocol/arena.ts'
import { predict, watch } from '../../protocol/client/world/index.ts'
import { refusal, shareGame, until } from '../kit/index.ts'
import { workers } from '../support/workers.ts'

describe.each(workers(2))('the arena, with %i worker threads', threads => {
  const server = shareGame({ threads })

  test('players meet in one, and a hero goes where its player steers it', async () => {
    const [ann, bob] = await server().players('ann', 'bob')
    const joined = await ann.request.arena_join()
    const view = watch(ann.game, 'arena_view', joined)
    const { room } = await bob.request.arena_join()
    expect(room.id).toBe(joined.room.id)
    const own = await until(
      () => [...view.heroes].find(({ uid }) => uid === ann.uid),
      hero => hero !== undefined,
    )
    const [x, y] = [own!.x, own!.y]
    const drive = predict(view, 'arena_steer', 'heroes', ({ uid }) => uid === ann.uid, steerHero)
    const keys = setInterval(() => drive({ turn: 1, go: true, fire: true }), 10)
    await until(
      () => Math.hypot(own!.x - x, own!.y - y),
      way => way > 1,
    )
    await until(
      () => view.shots.size,
      size => size > 0,
    )
    clearInterval(keys)
    const { heroes, tick } = await bob.request.arena_truth({ room: room.id })
    expect(tick).toBeGreaterThan(0)
    expect(heroes.map(({ uid }) => uid).sort()).toEqual([ann.uid, bob.uid].sort())
  })

  test('has as many bots as were asked for, up to a bound; they move, and one sees those that are near', async () => {
    const cid = await server().player('cid')
    const joined = await cid.request.arena_join()
    const view = watch(cid.game, 'arena_view', joined)
    const room = joined.room.id
    const bots = async () =>
      (await cid.request.arena_truth({ room })).heroes.filter(({ is_bot }) => is_bot === true)
    for (const count of [-1, 201])
      expect(await refusal(cid.request.arena_bots({ room, count }))).toBe('BAD_MESSAGE')
    expect(await cid.request.arena_bots({ room, count: 40 })).toEqual({ count: 40 })
    const [first] = await bots()
    await until(bots, now => now.some(({ id, x }) => id === first!.id && x !== first!.x))
    const own = await until(
      () => [...view.heroes].find(({ uid }) => uid === cid.uid),
      hero => hero !== undefined,
    )
    for (const { x, y } of view.heroes)
      expect(Math.hypot(x! - own!.x!, y! - own!.y!)).toBeLessThan(ARENA.sight * 1.5)
    await cid.request.arena_bots({ room, count: 3 })
    expect(await bots()).toHaveLength(3)
  })

  test('who is no member of it neither changes nor sees it', async () => {
    const [dan, eve] = await server().players('dan', 'eve')
    const { room } = await dan.request.arena_join()
    expect(await refusal(eve.request.arena_bots({ room: room.id, count: 1 }))).toBe('NOT_IN_ROOM')
    expect(await refusal(eve.request.arena_truth({ room: room.id }))).toBe('NOT_IN_ROOM')
  })
})
