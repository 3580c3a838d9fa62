// The commands of the manual's pages run, those apart that manual-followed.test.ts follows. In copies of the project.

import { describe, expect, test } from 'vitest'
import { connect } from '../../../protocol/client/index.ts'
import { commandsOf, english } from '../../support/manual.ts'
import { FOLLOWED, Reader, type Running } from '../support/manual-reader.ts'

/** Of the demo. */
interface DemoMessages {
  requests: {
    login: { body: { acc: string }; reply: object }
    sign: { body: undefined; reply: object }
    guild_create: { body: { name: string }; reply: object }
  }
  pushes: object
}

/** A player, so that there is one to show, who founds a guild. */
async function play({ gate }: Running, guild?: string): Promise<void> {
  const game = await connect<DemoMessages>(`ws://127.0.0.1:${gate}`, {
    login: request => request.login({ acc: 'hanxi' }),
  })
  await game.request.sign()
  if (guild !== undefined) await game.request.guild_create({ name: guild })
  game.close()
}

const commands = english.filter(({ file }) => !FOLLOWED.includes(file)).flatMap(commandsOf)

/** What takes minutes, does not end by itself, installs, or needs a database. */
const isLong = (command: string): boolean =>
  /^npm (ci|test|run (check|bench|fault|dev|format|docs|weak))\b|mongodb:\/\//.test(command)
const isServer = (command: string): boolean =>
  /^npm start\b/.test(command) && !/--(print-config|help)/.test(command)
/** What talks to the server that the last `npm start` before it starts. */
const isClient = (command: string): boolean => /^curl\b/.test(command)
/** What is said of versions of the tables, of which there must be two, and to the server that has them. */
const isOfVersions = (command: string): boolean =>
  /^npm run tables -- (versions|diff|rollback|replace)\b/.test(command)
/** What is said to the console of a server at its usual port. */
const isOfCode = (command: string): boolean => command.startsWith('npm run code')

/** What plays for a while on the server beside it. */
const isOfBots = (command: string): boolean => command.startsWith('npm run bots')
/** Other projects are written into the copy, for once. */
const inside = (command: string): string => command.replace(/--out \.\.\//, '--out var/outside/')

describe('the commands of the other pages run', () => {
  test('those that start a server, with what is said to it', async () => {
    const reader = new Reader()
    for (const [i, command] of commands.entries()) {
      if (/^mkdir\b/.test(command)) await reader.run(command)
      if (!isServer(command)) continue
      const after = commands.slice(i + 1)
      const next = after.findIndex(isServer)
      await reader.withServer(command, async server => {
        if (!command.includes('tls')) await play(server)
        for (const client of after.slice(0, next < 0 ? undefined : next).filter(isClient))
          await reader.run(client.replaceAll('8889', String(server.web)).replace(/^curl/, 'curl -sSf'))
      })
    }
  }, 300_000)

  test('those beside a server, and without one', async () => {
    const reader = new Reader()
    await reader.withServer('npm start', async server => {
      await play(server, 'wolves')
      await reader.saveTable()
      for (const command of commands.filter(isOfVersions)) await reader.run(command)
      for (const command of commands.filter(isOfBots))
        await reader.run(`${command} --seconds 1 --url ws://127.0.0.1:${server.gate}`)
    })
    const others = commands.filter(
      each =>
        ![isLong, isServer, isClient, isOfVersions, isOfCode, isOfBots].some(is => is(each)) &&
        !/^mkdir\b/.test(each),
    )
    expect(others.length).toBeGreaterThan(4)
    // Settings of a game that a page adds: the page's snippets are not in this copy.
    for (const command of others.filter(each => !each.includes('settings.')))
      await reader.run(inside(command))
  }, 300_000)
})
