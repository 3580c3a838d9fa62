import { expect, onTestFinished, test } from 'vitest'
import { Player } from '../support/client/player.ts'
import { CARDS, cardsProtocol } from '../support/games/cards.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { workers } from '../support/workers.ts'
import { Mirror, type Record_ } from '../support/world/mirror.ts'

const FIELDS = {
  seats: ['id', 'uid', 'tricks', 'clock', 'is_next'],
  cards: ['id', 'rank', 'owner', 'is_laid'],
}

type Body = Record<string, unknown>
interface Messages {
  requests: Record<'open' | 'join' | 'lay', { body: Body; reply: Body }> & {
    view_seen: { body: Body; reply: undefined }
  }
  pushes: { table: Body }
}

async function sit(url: string, acc: string) {
  const player = await Player.open<Messages>(url, acc, { protocol: cardsProtocol, comesBack: true })
  onTestFinished(() => player.close())
  const mirror = new Mirror(FIELDS)
  const seen: Record_[] = []
  player.game.on.table(body => {
    mirror.apply(body)
    seen.push(...((body.cards ?? []) as Record_[]))
    const { view, tick } = body.patch as { view: number; tick: number }
    player.game.send.view_seen({ view, applied: tick }, { droppable: true })
  })
  const all = (list: string) => [...mirror.entities.values()].filter(({ $list }) => $list === list)
  return { player, mirror, seen, hand: () => all('cards').filter(({ owner }) => owner === player.uid), all }
}

test.each(workers(2))('hidden hands in a world of turns, with %i worker threads', async threads => {
  const { url } = await serverForTest({ threads, game: CARDS })
  const anna = await sit(url, 'anna')
  const { room, view } = (await anna.player.request.open({})) as { room: { id: string }; view: number }
  const bert = await sit(url, 'bert')
  await bert.player.request.join({ id: room.id })
  await anna.player.until(() => anna.all('seats').length === 2, 'both seats')
  await bert.player.until(() => bert.hand().length === 5, 'a hand')
  expect(anna.all('cards').length).toBe(5)
  expect(anna.seen.every(({ owner }) => owner === anna.player.uid)).toBe(true)
  const quiet = anna.mirror.patches

  const [card] = anna.hand()
  expect(
    await bert.player.request.lay({ room: room.id, card: bert.hand()[0]!.id }).catch(({ code }) => code),
  ).toBe('NOT_ALLOWED')
  await anna.player.request.lay({ room: room.id, card: card!.id })
  await bert.player.until(
    () => bert.mirror.entities.get(card!.id)?.is_laid === true,
    'the card that was laid',
  )
  expect(bert.seen.filter(({ owner }) => owner === anna.player.uid).map(({ id }) => id)).toEqual([card!.id])
  expect(anna.mirror.patches).toBe(quiet + 1)

  const resumed = anna.player.event('resumed')
  anna.player.isReachable = false
  anna.player.cut()
  await bert.player.request.lay({ room: room.id, card: bert.hand()[0]!.id })
  await bert.player.until(() => bert.all('cards').length === 4, 'the trick is taken')
  anna.player.isReachable = true
  anna.player.game.hurry()
  await resumed
  await anna.player.until(
    () => anna.all('cards').length === 4 && anna.all('seats').some(({ tricks }) => tricks === 1),
    'the newest state',
  )
  expect(anna.mirror.fulls).toBe(2)
  expect(view).toBeGreaterThan(0)
})
