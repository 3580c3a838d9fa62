// Worlds of a real server: what a client has is what another has, whatever its format, and whatever becomes of its connection.

import { expect, onTestFinished, test } from 'vitest'
import { makeGame } from '../../../../protocol/client/index.ts'
import {
  type JoinedRoom,
  predict,
  record,
  replay,
  simulate,
  watch,
} from '../../../../protocol/client/world/index.ts'
import { Player } from '../../../support/client/player.ts'
import { ARENA } from '../../../support/games/arena.ts'
import {
  type ArenaMessages,
  arenaProtocol as protocol,
  steer,
} from '../../../support/games/arena-messages.ts'
import { askConsole } from '../../../support/server/console-client.ts'
import { shareServers } from '../../../support/server/shared-servers.ts'
import { until } from '../../../support/until.ts'
import { workers } from '../../../support/workers.ts'
import type { ArenaWorld } from './view-by-hand.ts'

const openServer = shareServers()

interface Playing {
  player: Player<ArenaMessages>
  arena: ArenaWorld
  joined: JoinedRoom
}

interface Comes {
  acc: string
  /** The room to join; left out: a new one. */
  id?: string
  kind?: string
  format?: 'binary' | 'text'
  isSpectator?: boolean
  comesBack?: boolean
  /** Without one, a lost connection comes back by a login. */
  session?: false
}

async function play(
  url: string,
  { acc, id, kind = 'open', format, isSpectator, comesBack }: Comes,
): Promise<Playing> {
  const player = await Player.open<ArenaMessages>(url, acc, { protocol, format, comesBack })
  onTestFinished(() => player.close())
  const { request } = player
  const joined =
    id === undefined
      ? await request.room_create({ kind, name: acc, bots: 3 })
      : await request.room_join({ id, ...(isSpectator && { is_spectator: true }) })
  return { player, joined, arena: watch(player.game, 'arena', joined) }
}

const ticksUntil = (arena: ArenaWorld, tick: number): Promise<number> =>
  until(
    () => arena.tick,
    now => now >= tick,
  )

/** What is seen after each patch, by tick. */
function statesOf(arena: ArenaWorld): Map<number, string> {
  const states = new Map<number, string>()
  const sorted = (list: Iterable<{ id: number }>) => [...list].sort((a, b) => a.id - b.id)
  arena.listen('patch', ({ tick }) =>
    states.set(tick, JSON.stringify([sorted(arena.heroes), sorted(arena.shots)])),
  )
  return states
}

test.each(workers(2))(
  'clients of both formats and a spectator have the same at the same tick, with %i workers',
  async threads => {
    const { url } = await openServer({ threads, game: ARENA })
    const anna = await play(url, { acc: 'anna' })
    const { id } = anna.joined.room
    const bert = await play(url, { acc: 'bert', id, format: 'text' })
    const eva = await play(url, { acc: 'eva', id, isSpectator: true })
    const states = [anna, bert, eva].map(({ arena }) => statesOf(arena))
    const drive = predict(anna.arena, 'steer', 'heroes', ({ uid }) => uid === anna.player.uid, steer)
    const driving = setInterval(() => drive({ turn: 1, go: true, fire: true }), 16)
    const from = eva.arena.tick
    // Long enough for a spectator to be left out, if it did not say what it has.
    await Promise.all([anna, bert, eva].map(({ arena }) => ticksUntil(arena, from + 45)))
    // A busy machine leaves some out, for each others.
    const common = () => [...states[0]!.keys()].filter(tick => states[1]!.has(tick) && states[2]!.has(tick))
    await until(common, ticks => ticks.length > 20)
    clearInterval(driving)
    expect(anna.arena.heroes.size).toBe(5)
    for (const tick of common()) {
      expect(states[1]!.get(tick)).toBe(states[0]!.get(tick))
      expect(states[2]!.get(tick)).toBe(states[0]!.get(tick))
    }
  },
)

test.each(workers(2))(
  'a hero goes where it is steered, and is where it was predicted to be, with %i workers',
  async threads => {
    const { url } = await openServer({ threads, game: ARENA })
    const { arena, player } = await play(url, { acc: 'carl' })
    const drive = predict(arena, 'steer', 'heroes', ({ uid }) => uid === player.uid, steer)
    const mine = () => [...arena.heroes].find(({ uid }) => uid === player.uid)
    await until(mine, hero => hero !== undefined)
    const { x, y } = { ...mine()! }
    const corrections: number[] = []
    drive.onCorrection(size => corrections.push(size))
    let wanted = { turn: 2, go: true }
    const driving = setInterval(() => drive(wanted), 16)
    await ticksUntil(arena, arena.tick + 45)
    wanted = { turn: -2, go: true }
    await ticksUntil(arena, arena.tick + 45)
    wanted = { turn: 0, go: false }
    await ticksUntil(arena, arena.tick + 30)
    clearInterval(driving)
    const hero = mine()!
    const drawn = arena.show().heroes.find(({ id }) => id === hero.id)!
    expect(Math.hypot(hero.x - x, hero.y - y)).toBeGreaterThan(2)
    expect(Math.hypot(drawn.x - hero.x, drawn.y - hero.y)).toBeLessThan(0.2)
    expect(corrections.length).toBeLessThan(10)
  },
)

test.each(workers(2))(
  'a lost connection brings the newest state: whoever stayed is the same object, with %i workers',
  async threads => {
    const { url } = await openServer({ threads, game: ARENA })
    const { arena, player, joined } = await play(url, { acc: 'dora', comesBack: true })
    const emil = await play(url, { acc: 'emil', id: joined.room.id })
    await until(
      () => arena.heroes.size,
      size => size === 5,
    )
    const before = new Map([...arena.heroes].map(hero => [hero.id, hero]))
    const left: number[] = []
    arena.heroes.on.leave(({ id }) => left.push(id))
    const resumed = player.event('resumed')
    player.cut()
    await resumed
    const cut = arena.tick
    await ticksUntil(arena, cut + 45)
    expect(left).toEqual([])
    for (const hero of arena.heroes) expect(before.get(hero.id)).toBe(hero)
    expect(joinsOf(player)).toBe(0)
    await ticksUntil(emil.arena, arena.tick)
  },
)

const joinsOf = (player: Player<ArenaMessages>): number =>
  player.heard.filter(({ name }) => name === 'room_join').length

test('after a login in place of a return the world is joined again, and goes on', async () => {
  const server = await openServer({ threads: 0, game: ARENA, session: { grace: 100 } })
  const { joined } = await play(server.url, { acc: 'fred' })
  const { arena, player } = await play(server.url, { acc: 'gina', id: joined.room.id, comesBack: true })
  await ticksUntil(arena, 1)
  const rejoined = new Promise<JoinedRoom>(resolve => arena.listen('rejoined', resolve))
  const left: string[] = []
  arena.heroes.on.leave(({ uid }) => left.push(uid))
  player.isReachable = false
  player.cut()
  await server.until(({ agents }) => agents === 1)
  player.isReachable = true
  expect(await rejoined).toMatchObject({ life: joined.life, room: { id: joined.room.id } })
  const { tick } = arena
  await ticksUntil(arena, tick + 45)
  expect(joinsOf(player)).toBe(2)
  expect(left.filter(uid => uid !== player.uid)).toEqual([])
})

test('a view ends with its room, and with the game', async () => {
  const server = await openServer({ threads: 0, game: ARENA })
  const hans = await play(server.url, { acc: 'hans' })
  const { player, arena, joined } = await play(server.url, { acc: 'ilse' })
  const ended = [hans.arena, arena].map(view => new Promise(resolve => view.listen('ended', resolve)))
  const port = server.server.consolePort!
  const rooms = await askConsole<{ rows: { id: string; address: string }[] }>(port, 'rooms')
  const { address } = rooms.rows.find(({ id }) => id === hans.joined.room.id)!
  await askConsole(port, `kill ${address}`)
  expect(await ended[0]).toEqual({ reason: 'closed' })
  player.close()
  expect(await ended[1]).toEqual({ reason: 'closed' })
  expect(joined.view).not.toBe(hans.joined.view)
})

test('a match that is played through a simulated network is recorded, and shown again as it was seen', async () => {
  const { url } = await openServer({ threads: 0, game: ARENA })
  const network = simulate({ delay: 60, jitter: 20, loss: 0.05 })
  const game = makeGame<ArenaMessages>(url, {
    protocol,
    socket: network.socket,
    login: request => request.login({ acc: 'ines' }),
  })
  onTestFinished(() => game.close())
  await game.open()
  const asked = performance.now()
  const joined = await game.request.room_create({ kind: 'open', name: 'film', bots: 5 })
  expect(performance.now() - asked).toBeGreaterThanOrEqual(119)
  const arena = watch(game, 'arena', joined)
  const recording = record(arena)
  const seen = statesOf(arena)
  await ticksUntil(arena, 45)
  const film = replay(game, 'arena', recording.save())
  expect(film.length).toBeGreaterThan(500)
  const shown = statesOf(film.view)
  for (let at = 0; at <= film.length; at += 20) film.goTo(at)
  film.goTo(film.length)
  expect([...shown]).toEqual([...seen])
})
