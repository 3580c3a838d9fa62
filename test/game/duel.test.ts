import { describe, expect, test } from 'vitest'
import { type Player, refusal, shareGame, until } from '../kit/index.ts'
import { workers } from '../support/workers.ts'

describe.each(workers(2))('a duel, with %i worker threads', threads => {
  const server = shareGame({ threads })

  async function meet(...names: [string, string]): Promise<[Player, Player]> {
    const [one, two] = await server().players(...names)
    const { room } = await one.request.duel_join()
    expect(await two.request.duel_join()).toEqual({ room })
    expect(await one.push('duel_begun')).toEqual({ room, names })
    return [one, two]
  }

  test('is won by the better hand: the winner has gold and a win when both are told', async () => {
    const [ann, bob] = await meet('ann', 'bob')
    await ann.request.duel_show({ hand: 'paper' })
    expect(await refusal(ann.request.duel_show({ hand: 'rock' }))).toBe('NOT_ALLOWED')
    await bob.request.duel_show({ hand: 'rock' })
    for (const each of [ann, bob])
      expect(await each.push('duel_over')).toMatchObject({ winner: ann.uid, gold: 50 })
    expect(await server().role('ann')).toMatchObject({ gold: 50 })
    const top = () => bob.request.board_top({ board: 'duel' })
    await until(top, ({ entries }) => entries.some(({ uid, score }) => uid === ann.uid && score === 1))
  })

  test('of two equal hands nobody wins', async () => {
    const [cid, dan] = await meet('cid', 'dan')
    await Promise.all([cid, dan].map(each => each.request.duel_show({ hand: 'rock' })))
    expect(await dan.push('duel_over')).toMatchObject({ winner: '', gold: 0 })
    expect(await server().role('cid')).toMatchObject({ gold: 0 })
  })

  test('is won by who stays', async () => {
    const [eve, fay] = await meet('eve', 'fay')
    await eve.cut()
    expect(await fay.push('duel_over')).toMatchObject({ winner: fay.uid, gold: 50 })
    expect(await server().role('fay')).toMatchObject({ gold: 50 })
  })

  test('is paid once, also when a player leaves as it ends', async () => {
    const [hal, ida] = await meet('hal', 'ida')
    const { room } = (await hal.push('duel_begun'))!
    await hal.request.duel_show({ hand: 'rock' })
    const showing = ida.request.duel_show({ hand: 'rock' })
    await Promise.all([showing, refusal(ida.request.room_leave({ id: room }))])
    expect(await hal.push('room_closed')).toMatchObject({ room })
    expect(hal.pushes('duel_over')).toHaveLength(1)
    expect(await server().role('hal')).toMatchObject({ gold: 0 })
  })

  test('takes hands only from both players, and only real ones', async () => {
    const gus = await server().player('gus')
    expect(await refusal(gus.request.duel_show({ hand: 'rock' }))).toBe('NOT_IN_ROOM')
    const { room } = await gus.request.duel_join()
    expect(await refusal(gus.request.duel_show({ hand: 'rock' }))).toBe('NOT_ALLOWED')
    expect(await refusal(gus.request.duel_show({ hand: 'well' }))).toBe('BAD_MESSAGE')
    await gus.request.room_leave({ id: room })
  })
})
