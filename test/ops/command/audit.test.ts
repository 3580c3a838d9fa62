// What is written down of those who change something.

import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askConsole } from '../../support/server/console-client.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Record<string, unknown>)

test('says who changed what, when and how it ended, without secrets, and nothing of who looks', async () => {
  const { server, folder } = await serverForTest({ threads: 0 })
  const ask = (line: string) => askConsole(server.consolePort!, line)
  const file = join(folder, 'audit.jsonl')
  await ask('players')
  await ask('ban mallory 5 cheats')
  await ask('kick nobody').catch(() => undefined)
  await ask('call .watchdog find {"account":"mallory","password":"hush","deep":[{"apiKey":"hush"}]}')
  await ask('gold 17 5 --note "hush hush"').catch(() => undefined)
  const lines = linesOf(file)
  expect(lines.map(({ command, result }) => `${command} ${result}`)).toEqual([
    'ban begun',
    'ban ok',
    'kick begun',
    'kick failed',
    'call begun',
    'call ok',
    'gold begun',
    'gold failed',
  ])
  expect(lines[1]).toEqual({
    time: expect.stringMatching(/^20\d\d-.*Z$/),
    node: 0,
    by: expect.stringMatching(/^console 127\.0\.0\.1:\d+$/),
    command: 'ban',
    given: { player: 'mallory', minutes: 5, reason: 'cheats' },
    result: 'ok',
    ms: expect.any(Number),
  })
  expect(lines[3]).toMatchObject({ error: 'there is no account and no uid nobody online' })
  expect(readFileSync(file, 'utf8')).not.toContain('hush')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('goes on over a restart, in files of a size, of which the last ones are kept', async () => {
  const folder = temporaryFolder()
  const settings = { threads: 0, audit: { maxSize: 1000, keep: 2 } }
  for (let run = 1; run <= 2; run++) {
    const { server, stop } = await startOn(settings, folder)
    for (let i = 1; i <= 4; i++) await askConsole(server.consolePort!, `ban run${run}-${i}`)
    await stop()
  }
  const names = ['audit.jsonl', 'audit.jsonl.1', 'audit.jsonl.2']
  const files = names.map(name => linesOf(join(folder, name)))
  const banned = files
    .toReversed()
    .flat()
    .map(({ given }) => (given as { player: string }).player)
  expect(banned.at(-1)).toBe('run2-4')
  expect(banned).toEqual(banned.toSorted())
  expect(() => statSync(join(folder, 'audit.jsonl.3'))).toThrow('ENOENT')
  for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThan(1300)
})

test('what can not be written there is in the log, and the command runs all the same', async () => {
  const target = await serverForTest({ threads: 0 })
  const { server } = target
  mkdirSync(join(target.folder, 'audit.jsonl'))
  expect(await askConsole(server.consolePort!, 'ban mallory')).toMatchObject({ banned: 'mallory' })
  const lines = target.complaints()
  expect(lines.map(({ audit }) => (audit as { result: string }).result)).toEqual(['begun', 'ok'])
  expect(lines[0]).toMatchObject({ msg: 'audit.file can not be written; this line is here instead' })
})

async function startOn(settings: object, folder: string) {
  const target = await serverForTest(settings, folder)
  return { server: target.server, stop: () => target.stop() }
}
