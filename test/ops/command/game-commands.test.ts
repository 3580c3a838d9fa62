// Commands that a game adds: they run where the game's data is, with help and checks as the kit's own.

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { gameKit } from '../../../server/kit/index.ts'
import { startServer } from '../../../server/server.ts'
import { KICK_COMMAND } from '../../support/games/kick-command.ts'
import { askConsole, ConsoleClient } from '../../support/server/console-client.ts'
import { testConfig } from '../../support/server/server.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'

describe.each(workers(1))('with %i workers', threads => {
  const { server, guest } = serverForSuite({ threads })
  const port = () => server().server.consolePort!
  const ask = <T>(line: string) => askConsole<T>(port(), line)

  test('changes a role, of a player who is online or not', async () => {
    const ann = await guest()
    const { uid } = await ann.login('ann')
    await until(
      () => ask<{ total: number }>('players'),
      ({ total }) => total === 1,
    )
    expect(await ask(`gold ${uid} 5`)).toEqual({ uid, amount: 5, online: true })
    expect(await ask('player ann')).toMatchObject({ role: { gold: 5 } })
    await ann.close()
    await server().emptied()
    expect(await ask(`gold ${uid} 7`)).toEqual({ uid, amount: 7, online: false })
    expect(await ask('player ann')).toMatchObject({ online: false, role: { gold: 12 } })
  })

  test('knows who asks, and has the parts of the game', async () => {
    expect(await ask('gold who')).toEqual({
      by: expect.stringMatching(/^console 127/),
      hasBoards: ['sign', 'gold'],
      now: true,
    })
  })

  test('has help, and its arguments are checked', async () => {
    const client = await ConsoleClient.open(port())
    expect(await client.text('help gold')).toContain(
      'gold UID AMOUNT [--note VALUE]\n  gives a player gold (scope operate)',
    )
    await expect(client.ask('gold 17 none')).rejects.toThrow(
      'amount: expected a number, got "none"; usage: gold UID AMOUNT [--note VALUE]',
    )
    await expect(client.ask('gold fail later')).rejects.toThrow('how: expected "refused" or "bug"')
    client.close()
  })

  test('what it refuses is said; of a bug the log has the stack', async () => {
    await expect(ask('gold fail refused')).rejects.toThrow('the bank is closed')
    await expect(ask('gold fail bug')).rejects.toThrow(
      'unexpected error: the bank burns; the log has its stack',
    )
    expect(
      server()
        .complaints()
        .map(({ err }) => (err as { message: string }).message),
    ).toEqual(['the bank burns'])
  })
})

test('a name that a command of the kit has ends the start', async () => {
  const config = testConfig({ threads: 0, game: KICK_COMMAND }, temporaryFolder())
  await expect(startServer(config)).rejects.toThrow(
    'commands.kick: expected a name that no command of the kit has, got "kick"',
  )
})

test.each([
  ['Gold', 'commands.Gold: expected one or two words in lower case, got "Gold"'],
  ['a b c', 'commands.a b c: expected one or two words in lower case, got "a b c"'],
])('a name as %s is no name', (name, reason) => {
  const { command, defineGame } = gameKit()
  const commands = { [name]: command({ summary: 'does', args: { n: z.int() }, run: () => undefined }) }
  expect(() => defineGame({ role: {}, guest: {}, handlers: {}, commands } as never)).toThrow(reason)
})
