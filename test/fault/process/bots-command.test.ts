// The bots' command in a terminal: what is seen while they play, and Ctrl-C. Not by npm, which passes the signal on once more,
// late on a busy machine: the command has ended by then, and npm says 130.

import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { scriptOf } from '../../bots/support/run-bots.ts'
import { DEMO } from '../../kit/game-server.ts'
import { ROOT, ServerProcess } from '../../support/server/process.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { inTerminal } from '../../support/terminal.ts'

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
