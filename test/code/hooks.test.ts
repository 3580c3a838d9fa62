// What a game has run when something comes: days, dates, ended periods, logins, texts, errors. While players on every thread ask on,
// a new version comes; from then on each thread runs the new one's.

import { afterAll, describe, expect, test } from 'vitest'
import { type RemovedHook, removedHookName } from '../../server/work/removed/removed-hook.ts'
import { shareGame } from '../kit/index.ts'
import { scrape, sumOf } from '../support/server/scrape.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { CodeGame } from './support/code-game.ts'
import { problemOf, replaceCode } from './support/code-server.ts'
import type { Ledger } from './support/hooks/ledger.ts'

const NOON = Date.UTC(2026, 5, 1, 12)

interface Look {
  reset: string
  given: string
  dated: string
}

/** What players of this game ask. */
interface Asks {
  say(): Promise<{ text: string }>
  look(): Promise<Look>
  score(): Promise<object>
  plan(): Promise<object>
  speak(): Promise<{ text: string }>
  fail(): Promise<object>
  count(): Promise<object>
}

interface OnThread {
  request: Asks
  thread: number
  /** By which versions it was let in: that of the handler, and that of `authenticate`. */
  greeting: string
}

const withPart = (part: string) => (text: string) => text.replace('  services:', `  ${part},\n  services:`)

describe.each(workers(2))('with %i workers', threads => {
  const files = new CodeGame('hooks')
  afterAll(() => files.remove())
  const shared = shareGame<never>({
    threads,
    game: files.path,
    now: NOON,
    gate: { messageRate: 100_000, messageBurst: 100_000 },
    watch: { errors: 1 },
    web: { enabled: true },
  })
  const all = Math.max(1, threads)
  let word = 'one'
  let counted = 0

  async function player(acc: string): Promise<OnThread> {
    const { request, heard } = await shared().player(acc)
    const { body } = heard.find(({ name }) => name === 'login')!
    return { request: request as Asks, thread: body.thread as number, greeting: body.text as string }
  }

  /** One on each thread. */
  async function players(acc: string): Promise<OnThread[]> {
    const found = new Map<number, OnThread>()
    for (let i = 0; i < 20 && found.size < all; i++) {
      const each = await player(`${acc}-${i}`)
      found.set(each.thread, each)
    }
    expect(found.size).toBe(all)
    return [...found.values()]
  }

  /** In the next version everything says `next`; it comes while these players ask on. */
  async function change(next: string, asking: readonly OnThread[], edit = () => {}): Promise<void> {
    const load = { isOver: false }
    const heard = asking.map(each => askOn(each, load))
    files.say(next, word)
    edit()
    await replaceCode(shared().server.node).finally(() => (load.isOver = true))
    const others = (await Promise.all(heard)).flat().filter(text => text !== word && text !== next)
    expect(others).toEqual([])
    word = next
  }

  async function askOn({ request }: OnThread, load: { isOver: boolean }): Promise<string[]> {
    const heard: string[] = []
    do {
      heard.push((await request.say()).text)
      await request.count()
      counted++
    } while (!load.isOver)
    return heard
  }

  /** What has been done to their roles, as soon as it has been. */
  async function expectDone(asked: readonly OnThread[], what: keyof Look): Promise<void> {
    for (const { request } of asked) {
      const seen = await until(
        () => request.look(),
        look => look[what] !== '',
      )
      expect(seen[what]).toBe(word)
    }
  }

  /** What `.ledger` has heard of each thread, as soon as it has heard it of all. */
  async function expectSaid(what: string): Promise<void> {
    const ledger = await shared().service<Ledger>('.ledger')
    const said = await until(
      () => ledger.call.of(what),
      seen => Object.keys(seen).length === all,
    )
    expect(Object.values(said)).toEqual(Array(all).fill(word))
  }

  test('a daily reset is made by the new version', async () => {
    const asking = await players('daily')
    await change('two', asking)
    await shared().clock.move({ days: 1 })
    await expectDone(asking, 'reset')
  })

  test('a date that was set before does what the new version says', async () => {
    const asking = await players('dates')
    for (const { request } of asking) await request.plan()
    await change('three', asking)
    await shared().clock.move({ seconds: 61 })
    await expectDone(asking, 'dated')
  })

  test('a period that began before is rewarded by the new version', async () => {
    const asking = await players('rewards')
    for (const { request } of asking) await request.score()
    await change('four', asking)
    await shared().clock.move({ days: 1 })
    await expectDone(asking, 'given')
  })

  test('texts are filtered by the new version', async () => {
    const asking = await players('texts')
    await change('five', asking)
    for (const { request } of asking) expect((await request.speak()).text).toBe('said by five')
  })

  test('players are let in by the new version; a login that began before ends by the old one', async () => {
    const asking = await players('logins')
    const slow = player('slow')
    await change('six', asking)
    for (const { greeting } of await players('later')) expect(greeting).toBe('six six')
    expect((await slow).greeting).toMatch(/^(\w+) \1$/)
  })

  test('errors that come too often are told to the new version', async () => {
    const asking = await players('errors')
    await change('seven', asking)
    for (const { request } of asking)
      for (let i = 0; i < 2; i++) await expect(request.fail()).rejects.toThrow()
    await expectSaid('errors')
  })

  test('of a player who is removed the new version hears', async () => {
    const asking = await players('removed')
    await change('eight', asking)
    const { node } = shared().server
    for (const slot of node.slots) {
      const hook = await node.query<RemovedHook>(removedHookName(slot))
      await hook.call.forget({ account: 'gone', uid: '1', role: undefined })
    }
    await expectSaid('removed')
  })

  test('a metric that is new is there from the first message on, and none is lost', async () => {
    const asking = await players('metrics')
    await change('nine', asking, () => {
      files.edit('parts.ts', text =>
        text.replace("played' })", "played' }), more: counter({ help: 'more' })"),
      )
      files.edit('index.ts', text => text.replace('metrics.plays.add', 'metrics.more.add'))
    })
    for (const { request } of asking) await request.count()
    const found = await scrape(shared())
    expect(sumOf(found, 'game_more_total')).toBeGreaterThanOrEqual(asking.length)
    expect(sumOf(found, 'game_plays_total') + sumOf(found, 'game_more_total')).toBe(counted + asking.length)
  })

  test.each([
    ['latestWins', (text: string) => text.replace('new Set()', "new Set(['say'])")],
    ['handshakeHeaders', (text: string) => text.replace("['x-region']", "['x-region', 'x-other']")],
    ['settings', withPart("settings: z.object({ word: z.string().default('') })")],
    ['env', withPart("env: { word: 'TEST_WORD' }")],
    ['accounts', withPart('accounts: {}')],
    ['tables', withPart('tables: {}')],
    ['daily', (text: string) => text.replace('  daily,\n', '')],
    [
      'authenticate',
      (text: string) => text.replace(/ {2}handshakeHeaders.*\n {2}authenticate:/, '  unknown:'),
    ],
  ])('%s: only a restart changes it', async (name, edit) => {
    const before = files.edit('index.ts', text => `import { z } from 'zod'\n${edit(text)}`)
    expect(await problemOf(shared().server.node)).toContain(`${name}: expected what runs here`)
    files.write('index.ts', before)
    expect((await replaceCode(shared().server.node)).changed).toEqual([])
  })
})
