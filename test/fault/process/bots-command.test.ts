// The bots' command: what is seen of it in a terminal, how a signal ends it, and how it says that it can not begin. Not by npm,
// which passes the signal on once more, late on a busy machine: the command has ended by then, and npm says 130.

import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scriptOf, startBots } from '../../bots/support/run-bots.ts'
import { DEMO } from '../../kit/game-server.ts'
import { ROOT, ServerProcess } from '../../support/server/process.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { shareServers } from '../../support/server/shared-servers.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { inTerminal } from '../../support/terminal.ts'

const openServer = shareServers()

test('bots in a terminal show one line that is written anew, and Ctrl-C ends them with their summary', async () => {
  const server = await serverForTest({ game: DEMO })
  const command = `node server/run.js server/cli/bots.ts --script ${scriptOf('idle')} --url ${server.url} --count 3 --rate 100`
  const [script, ...words] = inTerminal(command)
  const bots = new ServerProcess(
    spawn(script!, words, {
      cwd: ROOT,
      env: { ...process.env, PATH: `${resolve(ROOT, 'node_modules/.bin')}:${process.env.PATH}` },
      stdio: 'pipe',
    }),
  )
  let seen = ''
  const shown = () => seen.replaceAll('\r\x1b[2K', '<anew>')
  bots.child.stdout!.on('data', bytes => {
    seen += bytes
  })
  await expect
    .poll(shown)
    .toMatch(/<anew>\d+ s · 3\/3 bots · \d+ answers\/s · p50 .* · 0 errors, 0 lost, 0 mistakes/)
  bots.type('\x03')
  expect(await bots.ended).toEqual({ code: 0, signal: null })
  expect(bots.lines.join('\n')).toMatch(
    /3 of 3 bots logged in, and played 0 rounds[\s\S]*nothing unexpected happened/,
  )
  await server.emptied()
})

test('SIGINT ends a run in order, with its summary', async () => {
  const { url } = await openServer({ game: DEMO, threads: 0 })
  const bots = startBots(
    '--script',
    scriptOf('idle'),
    '--url',
    url,
    '--count',
    '3',
    '--rate',
    '100',
    '--seconds',
    '600',
  )
  await bots.line(line => line === 'bot 3: is in')
  bots.kill('SIGINT')
  expect(await bots.ended).toEqual({ code: 0, signal: null })
  expect(bots.lines.join('\n')).toMatch(/3 of 3 bots logged in, and played 0 rounds/)
})

describe('a run that can not begin says why in one line:', () => {
  const refused = async (...args: string[]) => {
    const bots = startBots(...args)
    const { code } = await bots.ended
    return { code, line: bots.lines[0], count: bots.lines.length }
  }

  test('the server is not there', async () => {
    const url = 'ws://127.0.0.1:1'
    expect(await refused('--script', scriptOf('idle'), '--url', url)).toEqual({
      code: 1,
      line: `${url}: the connection was lost or refused; does the server run?`,
      count: 1,
    })
  })

  test('the script is not there, or is none', async () => {
    const { url } = await openServer({ game: DEMO, threads: 0 })
    const missing = await refused('--script', scriptOf('missing'), '--url', url)
    expect(missing).toMatchObject({ code: 1, count: 1, line: expect.stringContaining('missing-bot.ts') })
    const none = scriptOf('no')
    expect(await refused('--script', none, '--url', url)).toMatchObject({
      code: 1,
      line: `${none}: expected \`export default defineBot(async bot => { … })\``,
    })
  })

  test('the summary can not be written', async () => {
    const file = join(temporaryFolder(), 'missing/summary.json')
    const { code, line } = await refused('--script', scriptOf('idle'), '--json', file)
    expect([code, line]).toEqual([
      1,
      expect.stringMatching(/^--json: expected a file that can be written, got ENOENT/),
    ])
  })

  test('no script is given', async () => {
    expect(await refused()).toMatchObject({ code: 2, line: '--script: expected a file, got nothing' })
  })
})
