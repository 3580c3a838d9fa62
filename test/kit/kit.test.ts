// What a game's tests are written with, tried on the kit's own game; with restarts, kills and lost workers: npm run fault -- process.

import { expect, test, vi } from 'vitest'
import { type Book, HOOKS } from '../support/games/hooks.ts'
import { playerOf } from '../support/games/hooks-players.ts'
import type { RoomsMessages } from '../support/games/messages.ts'
import { ROOMS } from '../support/games/rooms.ts'
import { Service } from '../support/games/rooms-kit.ts'
import { Season } from '../support/games/seasons.ts'
import { workers } from '../support/workers.ts'
import { launchService, type StartGameOptions, shareGame, standIn, startGame, until } from './index.ts'

class Mail extends Service {
  send(_to: string, _text: string): boolean {
    return false
  }
  read(): string[] {
    return []
  }
}

/** Pays by what a service of the game has. */
class Bank extends Service {
  async pay(uid: string): Promise<string> {
    const give = (role: { gold: number }): void => {
      role.gold += 5
    }
    await this.roles.edit(uid, give, this.newId())
    return uid
  }
  async first(): Promise<number> {
    return (await this.boards.gold.top(1)).length
  }
  async count(n: number): Promise<unknown> {
    return (this.compute as (name: string, data: object) => Promise<unknown>)('primes', { n })
  }
  async later(): Promise<void> {
    await this.dates.set('a', { days: 1 }, { service: '.mail', command: 'send' })
  }
}

class Market extends Service<{ fee: number }> {
  #sold = 0
  async sell(who: string, price: number): Promise<number> {
    const mail = await this.node.query<Mail>('.mail')
    await mail.call.send(who, `sold for ${price}`)
    this.#sold += price - this.options.fee
    return this.#sold
  }
  today(): string {
    return new Date(this.now()).toISOString().slice(0, 10)
  }
}

const start = (options: StartGameOptions = {}) => startGame<RoomsMessages>({ game: ROOMS, ...options })

/** For tests that leave it as good as it was, but for its time of day, which only goes forward. */
const shared = shareGame<RoomsMessages>({ game: ROOMS, threads: 1, now: '2026-06-01T12:00Z' })

test.each(workers(2))(
  'the time of day moves on all threads, and nothing else does: %i workers',
  async threads => {
    const server = await start({ threads, now: '2026-06-01T12:00Z' })
    const players = await server.players('ann', 'bob', 'cid')
    const signAll = () => Promise.all(players.map(({ request }) => request.sign()))
    await signAll()
    await server.clock.move({ days: 1 })
    await signAll()
    for (const { acc } of players)
      expect(await server.role(acc)).toMatchObject({ sign_cnt: 2, signed_on: '2026-06-02' })
    await server.clock.moveTo('00:00', 'Asia/Shanghai')
    expect(server.clock.now() - Date.parse('2026-06-02T16:00Z')).toBeLessThan(60_000)
    await signAll()
    await server.clock.moveTo('00:00')
    await signAll()
    expect(await server.role('cid')).toMatchObject({ sign_cnt: 4, signed_on: '2026-06-03' })
    expect(server.complaints()).toEqual([])
  },
)

test('a period of a board has ended, with its rewards, when the clock was moved past it', async () => {
  const server = shared()
  const rich = await server.player('rich')
  await rich.request.sign()
  expect((await rich.request.board_mine({ board: 'gold' })).entry).toMatchObject({ rank: 1, score: 100 })
  await server.clock.move({ days: 1 })
  expect((await rich.request.board_mine({ board: 'gold' })).entry).toBeUndefined()
  expect(await server.role('rich')).toMatchObject({ gold: 1100 })
})

test('what a game does by the calendar is done when the clock was moved; a stand-in keeps its service from starting', async () => {
  const book = standIn<Book>('.book', { add: () => undefined })
  const server = await startGame({ game: HOOKS, threads: 2, now: '2026-06-01T04:00+08:00', standIns: [book] })
  const players = await Promise.all(['ann', 'bob', 'cid'].map(acc => playerOf(server, acc)))
  await server.clock.moveTo('05:00', 'Asia/Shanghai')
  for (const player of players) expect((await player.look()).resets).toEqual([1])
  expect(book.calls.add).toEqual([['market: 5']])
  await server.clock.moveTo('09:00', 'Asia/Shanghai')
  expect(book.calls.add).toEqual([['market: 5'], ['mail']])
})

test('a store that fails keeps players playing and guests out, and loses nothing', async () => {
  const server = await start()
  const ann = await server.player('ann')
  server.store.fail()
  await ann.request.block({ uid: '1', is_blocked: true })
  await expect(server.player('bob')).rejects.toMatchObject({ code: 'TRY_AGAIN' })
  server.store.heal()
  expect(await server.role('ann')).toMatchObject({ blocked: ['1'] })
  await server.player('bob')
})

test('a store that hangs makes a login wait until it answers', async () => {
  const server = shared()
  server.store.hang()
  const login = server.player('waiting')
  await server.until(({ online }) => online + 1 > 0)
  server.store.heal()
  expect((await login).uid).toMatch(/^\d+$/)
})

test('a player whose connection is cut is gone, and one who stalls is closed in the end', async () => {
  const server = await start()
  const [ann, bob] = await server.players('ann', 'bob')
  ann!.cut()
  await until(
    () => ann!.game.state,
    state => state === 'closed',
  )
  await server.until(({ agents }) => agents === 1)
  bob!.stall()
  bob!.game.send.echo({ text: 'x' })
  bob!.resume()
  expect(await bob!.request.echo({ text: 'heard' })).toEqual({ text: 'heard' })
})

test('a stand-in answers for a service on every thread, and says what it was asked', async () => {
  const mail = standIn<Mail>('.mail', { send: (_to, text) => text.length > 3 })
  const market = await launchService(Market, { fee: 5 }, { standIns: [mail], now: '2026-06-01T00:00Z' })
  expect(await market.call.sell('ann', 105)).toBe(100)
  expect(mail.calls.send).toEqual([['ann', 'sold for 105']])
  expect(mail.calls.read).toEqual([])
  mail.answer({ send: () => Promise.reject(new Error('no paper')) })
  await expect(market.call.sell('bob', 6)).rejects.toMatchObject({ code: 'INTERNAL' })
  await market.clock.move({ days: 1 })
  expect(await market.call.today()).toBe('2026-06-02')

  const server = await start({ threads: 1, standIns: [standIn('.bank', { open: () => 7 })] })
  expect(await (await server.service<{ open(): number }>('.bank')).call.open()).toBe(7)
  await expect(server.standIn('.bank', { open: () => 8 })).rejects.toThrow('.bank is running')
  const late = await server.standIn('.late', { hear: () => undefined })
  await (await server.service<{ hear(text: string): void }>('.late')).call.hear('you')
  expect(late.calls.hear).toEqual([['you']])
})

test('a service alone has what the test gives it, and is told what is missing', async () => {
  const roles = { edit: vi.fn(async () => true) }
  const bank = await launchService(Bank, undefined, { has: { roles } })
  expect(await bank.call.pay('7')).toBe('7')
  expect(roles.edit).toHaveBeenCalledWith('7', expect.any(Function), '1')
  await expect(bank.call.first()).rejects.toMatchObject({
    cause: { message: 'this.boards: give it to launchService: { has: { boards: … } }' },
  })
  const compute = vi.fn(() => 4)
  const counter = await launchService(Bank, undefined, { has: { compute } })
  expect(await counter.call.count(7)).toBe(4)
  expect(compute).toHaveBeenCalledWith('primes', { n: 7 })
  await expect(counter.call.later()).rejects.toMatchObject({
    cause: { message: 'this.dates: give it to launchService: { has: { dates: … } }' },
  })
})

test('a service that keeps a state begins alone with what the test gives it', async () => {
  const state = { round: 4, places: { p4: 4 }, last: [4] }
  const season = await launchService(Season, undefined, { name: '.season', has: { state } })
  expect(await season.call.bump()).toBe(5)
  expect(await season.call.look()).toMatchObject({ places: { p4: 4, p0: 5 }, last: [4, 5] })
  await expect(launchService(Season, undefined)).rejects.toThrow('expected a launch with a name')
})
