// npm run bots, as a process against a whole server.

import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answersTo, runBots, scriptOf, startBots } from '../../bots/support/run-bots.ts'
import { DEMO } from '../../kit/game-server.ts'
import { ROOT } from '../../support/server/process.ts'
import { shareServers } from '../../support/server/shared-servers.ts'

const openServer = shareServers()
/** By rounds and not by time: a busy machine takes longer and does the same. */
const QUICK = ['--rate', '200', '--think', '10-30', '--rounds', '2']

describe('bots', () => {
  test('log in, play in several processes, are measured, and leave nobody behind', async () => {
    const server = await openServer({ game: DEMO, threads: 0 })
    const talking = [
      '--script',
      scriptOf('talking'),
      '--url',
      server.url,
      '--count',
      '10',
      '--processes',
      '2',
    ]
    const { code, summary, lines } = await runBots(...talking, ...QUICK)
    expect(lines.at(-1)).toBe('nothing unexpected happened')
    expect(code).toBe(0)
    expect(summary).toMatchObject({
      isClean: true,
      processes: 2,
      rounds: 20,
      bots: { begun: 10, loggedIn: 10, out: 0 },
    })
    for (const name of ['(connect)', 'login', 'room_join', 'room_say'])
      expect(answersTo(summary, name), name).toBeGreaterThanOrEqual(10)
    const join = summary.messages.find(({ message }) => message === 'room_join')!
    expect(join).toMatchObject({ count: 40, errors: { ROOM_NOT_FOUND: 20 } })
    expect(join.p50).toBeGreaterThan(0)
    expect(join.max).toBeGreaterThanOrEqual(join.p99)
    expect(summary.pushes.room_message).toBeGreaterThanOrEqual(20)
    await server.emptied()

    // In another number of processes, too, chance gives each bot the same.
    const again = await runBots(...talking.slice(0, -2), ...QUICK)
    expect(drawn(lines)).toHaveLength(20)
    expect(drawn(again.lines)).toEqual(drawn(lines))
  })

  test('whose script is wrong are counted and named, and the others play on', async () => {
    const { url } = await openServer({ game: DEMO, threads: 0 })
    const { code, summary, lines } = await runBots(
      '--script',
      scriptOf('clumsy'),
      '--url',
      url,
      '--count',
      '5',
      ...QUICK,
    )
    expect(code).toBe(1)
    expect(lines.at(-1)).toBe('something unexpected happened')
    const [mine, refused, behind] = [
      /^TypeError: the script is wrong \(.*clumsy-bot\.ts:\d+:\d+\)$/,
      /^room_join: ROOM_NOT_FOUND there is no such room$/,
      /^Error: thrown behind its back/,
    ].map(text => summary.mistakes.find(mistake => text.test(mistake.text)))
    expect([mine?.bot, refused?.bot, behind?.bot]).toEqual([2, 3, 0])
    expect(answersTo(summary, 'echo')).toBe(6)
    expect(lines.join('\n')).toContain('mistakes of the script')
  })

  test('that are kicked are lost connections, and make the run fail; they come back after a loss that is not for good', async () => {
    const server = await openServer({ game: DEMO, threads: 0 })
    const bots = startBots('--script', scriptOf('idle'), '--url', server.url, '--count', '2', '--rate', '100')
    for (const each of [1, 2]) await bots.line(line => line === `bot ${each}: is in`)
    const watchdog = await server.watchdog()
    await watchdog.call.kick('own 2')
    await bots.line(line => line === 'bot 2: is out')
    await watchdog.call.kick('own 1', 4002)
    await bots.line(() => bots.lines.filter(line => line === 'bot 1: is in').length === 2)
    bots.kill('SIGTERM')
    expect(await bots.ended).toEqual({ code: 1, signal: null })
    expect(bots.lines).toContain('lost connections')
    expect(bots.lines).toContain('  1 × 4008 kicked')
    expect(bots.lines).toContain('  1 bots')
    await server.emptied()
  })

  test.each(['chat', 'duel'])('of the demo, %s, find nothing wrong', async name => {
    const { url } = await openServer({ game: DEMO, threads: 0 })
    const script = join(ROOT, `server/game/bots/${name}.ts`)
    const { code, summary } = await runBots(
      '--script',
      script,
      '--url',
      url,
      '--count',
      '8',
      '--name',
      name,
      ...QUICK,
    )
    expect(summary.mistakes).toEqual([])
    expect(summary.rounds).toBe(16)
    expect(code).toBe(0)
  })
})

/** What chance has given to each bot. */
const drawn = (lines: readonly string[]): string[] => lines.filter(line => line.includes('draws')).sort()
