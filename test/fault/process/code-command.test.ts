// npm run code, as a process beside a running server.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CodeServer } from '../../code/support/code-server.ts'
import { ROOT } from '../../support/server/process.ts'

const host = new CodeServer(0)
beforeAll(() => host.start())
afterAll(() => host.stop())

function code(...words: string[]): Promise<{ exit: number | null; out: string; err: string }> {
  const port = ['--port', String(host.server.server.consolePort)]
  const node = join(ROOT, 'node_modules/.bin/node')
  const child = spawn(node, ['server/run.js', 'server/cli/code.ts', ...words, ...port], { cwd: ROOT })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    said.err += text
  })
  return new Promise(resolve => child.once('close', exit => resolve({ exit, ...said })))
}

test('replaces, shows what differs, and goes back', async () => {
  const ann = await host.player('ann')
  host.game.edit('handlers.ts', text => text.replace("'one'", "'two'"))
  expect(await code('check', '--force')).toMatchObject({ exit: 0, out: 'could be replaced: handlers.ts\n' })
  expect((await code('replace', '--force')).out).toMatch(
    /^version 2: handlers\.ts \(prepared in \d+ ms, switched in/,
  )
  expect(await ann.say('say')).toBe('two')
  expect((await code('difference', '1', '2')).out).toContain("+ const word = (): string => 'two'".slice(2))
  expect((await code('rollback', '1')).exit).toBe(0)
  expect(await ann.say('say')).toBe('one')
  expect(
    (await code('versions')).out.split('\n').filter(line => line.includes('handlers.ts')).length,
  ).toBeGreaterThan(1)
})

test('says what is wrong, and how it is used', async () => {
  const before = host.game.edit('handlers.ts', text => `${text}\nenum Bad { A }`)
  const { exit, err } = await code('replace', '--force')
  expect([exit, err]).toEqual([1, expect.stringMatching(/nothing was replaced: handlers\.ts:\d+:1: .*enum/i)])
  host.game.write('handlers.ts', before)
  expect((await code('rolback', '1')).exit).toBe(2)
})

test('types are looked at unless it is forced', async () => {
  const before = host.game.edit('handlers.ts', text => `${text}\nexport const wrong: number = 'text'`)
  expect((await code('check')).err).toMatch(
    /handlers\.ts:\d+:\d+: Type 'string' is not assignable to type 'number'/,
  )
  expect((await code('check', '--force')).exit).toBe(0)
  host.game.write('handlers.ts', before)
}, 120_000)
