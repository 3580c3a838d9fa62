// A server whose game brings it into trouble, as a process of its own.

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { RawClient } from '../../support/client/raw-client.ts'
import { TROUBLE, troubleProtocol } from '../../support/games/trouble.ts'
import { freeSettings, type ServerProcess, startProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

vi.setConfig({ testTimeout: 120_000 })

function start(folder: string, ...sets: string[]): ServerProcess {
  const args = [`game=${TROUBLE}`, ...sets].flatMap(set => ['--set', set])
  const server = startProcess({ args: [...freeSettings(folder), ...args] })
  onTestFinished(() => server.kill('SIGKILL'))
  return server
}

async function enter(server: ServerProcess, acc: string): Promise<{ client: RawClient; count: unknown }> {
  const client = await server.connect({ protocol: troubleProtocol })
  const { data } = await client.ask('cs_login', { acc })
  return { client, count: data.count }
}

const says = (server: ServerProcess, text: string): Promise<string> =>
  server.line(line => line.includes(text))

test('errors during a stop, however many, do not cut it short, and what was confirmed is saved', async () => {
  const folder = temporaryFolder()
  const server = start(folder, 'threads=0')
  const [{ client }, { client: hanging }] = [await enter(server, 'saved'), await enter(server, 'hangs')]
  hanging.sendText('cs_hang')
  await client.ask('cs_add')
  await client.ask('cs_storm')
  const end = await server.ended
  expect(end).toEqual({ code: 1, signal: null })
  const errors = server.lines.filter(line => line.includes('the storm goes on'))
  expect(errors.length).toBeGreaterThan(5)
  expect((await enter(start(folder, 'threads=0'), 'saved')).count).toBe(1)
})

test.each([0, 1])('a reader of the log that pauses stops nobody (%i worker threads)', async threads => {
  const server = start(temporaryFolder(), `threads=${threads}`)
  const { client } = await enter(server, 'talker')
  server.child.stdout!.pause()
  for (let n = 1; n <= 20; n++) {
    await client.ask('cs_talk', { lines: 2500 })
    expect((await client.ask('cs_add')).data.count).toBe(n)
  }
  server.child.stdout!.resume()
  const dropped = JSON.parse(await says(server, 'log lines were dropped')).dropped as number
  const talked = server.lines.filter(line => line.includes('"msg":"talk"')).map(line => JSON.parse(line).n)
  expect(talked.length + dropped).toBe(50_000)
  server.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
})

test.each([0, 1])(
  'promises that nobody waits for cost no player the connection (%i worker threads)',
  async threads => {
    const server = start(temporaryFolder(), `threads=${threads}`)
    const { client } = await enter(server, 'careless')
    await client.ask('cs_reject', { count: 3 })
    const line = JSON.parse(await says(server, 'nobody waits for 2'))
    expect(line.err.stack).toContain('trouble.ts')
    expect((await client.ask('cs_add')).data.count).toBe(1)
    server.kill('SIGTERM')
    expect(await server.ended).toEqual({ code: 0, signal: null })
    expect(server.lines.filter(text => text.includes('uncaught error'))).toEqual([])
  },
)

test('a file that does not answer does not keep a server that has stopped', async () => {
  const folder = temporaryFolder()
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const server = start(folder, 'threads=0')
  const { client } = await enter(server, 'stuck')
  await client.ask('cs_add')
  await client.ask('cs_read', { path: pipe })
  server.kill('SIGTERM')
  await server.ended
  expect(JSON.parse(await says(server, '"msg":"stopped"')).problems).toEqual([])
  expect((await enter(start(folder, 'threads=0'), 'stuck')).count).toBe(1)
})
