import { describe, expect, test } from 'vitest'
import { watch } from '../../protocol/client/world/index.ts'
import { type Player, refusal, shareGame, until } from '../kit/index.ts'
import { workers } from '../support/workers.ts'

describe.each(workers(2))('a game of cards, with %i worker threads', threads => {
  const server = shareGame({ threads })

  async function sit(player: Player) {
    const joined = await player.request.cards_join()
    const view = watch(player.game, 'cards_view', joined)
    const seen = new Set<string>()
    view.cards.on.enter(card => seen.add(`${card.uid} ${card.is_laid}`))
    return {
      ...{ player, view, seen, room: joined.room.id },
      hand: () => [...view.cards].filter(({ uid, is_laid }) => uid === player.uid && !is_laid),
      own: () => [...view.seats].find(({ uid }) => uid === player.uid),
      lay: (card: number) => player.request.cards_lay({ room: joined.room.id, card }),
    }
  }

  async function begin(...names: [string, string]) {
    const [one, two] = names.map(acc => server().player(acc, { comesBack: true }))
    const [a, b] = [await sit(await one!), await sit(await two!)]
    await until(
      () => a.own()?.is_next === true && b.hand().length === 5,
      isReady => isReady,
    )
    return [a, b] as const
  }

  type Place = Awaited<ReturnType<typeof sit>>

  async function layOne(place: Place) {
    await until(
      () => place.own()?.is_next === true,
      is => is,
    )
    const [card] = place.hand()
    await place.lay(card!.id)
    return card!.id
  }

  test('is played to its end: hands are hidden, the higher card takes the trick, and its player goes on', async () => {
    const [a, b] = await begin('ann', 'bob')
    expect(await refusal(b.lay(b.hand()[0]!.id))).toBe('NOT_ALLOWED')
    expect(await refusal(a.lay(b.hand()[0]!.id))).toBe('NOT_ALLOWED')
    for (let trick = 0; trick < 5; trick++) {
      const order = await until(
        () => (a.own()!.is_next ? [a, b] : b.own()!.is_next ? [b, a] : undefined),
        found => found !== undefined,
      )
      await layOne(order![0]!)
      await layOne(order![1]!)
      await until(
        () =>
          [a, b].every(place => [...place.view.seats].reduce((sum, { tricks }) => sum + tricks, 0) > trick),
        isTaken => isTaken,
      )
    }
    await until(
      () => [...a.view.seats].filter(({ has_won }) => has_won).length,
      won => won === 1,
    )
    for (const { player, seen } of [a, b])
      for (const card of seen) if (!card.startsWith(player.uid)) expect(card).toMatch(/true$/)
  })

  test('only the clock of whose turn it is runs; who has none left when it lays, has lost', async () => {
    const [a, b] = await begin('cid', 'dan')
    await server().clock.move({ seconds: 61 })
    await a.lay(a.hand()[0]!.id)
    await until(
      () => b.own()!.has_won,
      hasWon => hasWon,
    )
    expect([a.own()!.clock, b.own()!.clock]).toEqual([0, 60_000])
    expect(await refusal(a.lay(a.hand()[0]!.id))).toBe('NOT_ALLOWED')
  })

  test('who loses the connection finds the own hand again, and what was laid meanwhile', async () => {
    const [a, b] = await begin('gus', 'hal')
    const hand = b.hand().map(({ id }) => id)
    b.player.isReachable = false
    b.player.cut()
    const card = await layOne(a)
    b.player.isReachable = true
    b.player.game.hurry()
    await until(
      () => b.view.cards.get(card)?.is_laid === true && b.own()!.is_next,
      isBack => isBack,
    )
    expect(b.hand().map(({ id }) => id)).toEqual(hand)
    await layOne(b)
    await until(
      () => [...a.view.cards].every(({ is_laid }) => !is_laid),
      isTaken => isTaken,
    )
  })

  test('who leaves, has lost', async () => {
    const [a, b] = await begin('eve', 'fay')
    await a.player.request.room_leave({ id: a.room })
    await until(
      () => b.own()!.has_won,
      hasWon => hasWon,
    )
  })
})
