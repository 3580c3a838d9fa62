// A server that may open few files. Linux only: elsewhere nothing says how many there are.

import { spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { freeSettings, ROOT, ServerProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

vi.setConfig({ testTimeout: 120_000 })

function startWith(limit: number, ...sets: string[]): ServerProcess {
  const args = [...freeSettings(temporaryFolder()), ...sets.flatMap(set => ['--set', set])]
  const command = `ulimit -n ${limit}; exec node_modules/.bin/node server/main.ts "$@"`
  const server = new ServerProcess(spawn('sh', ['-c', command, 'sh', ...args], { cwd: ROOT, stdio: 'pipe' }))
  onTestFinished(() => server.kill('SIGKILL'))
  return server
}

test('a limit of open files below gate.maxClients is warned of at the start, and lets in what fits', async () => {
  const server = startWith(200, 'threads=1')
  const warning = JSON.parse(await server.line(line => line.includes('gate.maxClients')))
  expect(warning).toMatchObject({ level: 40, openFiles: 200, clients: expect.any(Number) })
  const { clients } = warning
  expect(clients).toBeLessThan(150)
  const players = await Promise.all(Array.from({ length: clients }, () => server.connect()))
  expect((await (await server.connect()).closed).code).toBe(4006)
  await players[0]!.login('let in')
})

test('nothing is said of a limit that is high enough', async () => {
  const server = startWith(1000, 'threads=0', 'gate.maxClients=100')
  await server.ready()
  expect(server.lines.filter(line => line.includes('gate.maxClients'))).toEqual([])
})

test('a server without files to open says so, shuts its door, plays on, and opens again', async () => {
  const server = startWith(200, 'threads=1')
  const { gate } = await server.ready()
  const player = await server.connect()
  await player.login('plays on')
  const silent: Socket[] = []
  onTestFinished(() => {
    for (const socket of silent) socket.destroy()
  })
  for (let n = 0; n < 300; n++) silent.push(connect(gate, '127.0.0.1').on('error', () => undefined))
  await server.line(line => line.includes('has no free file descriptors'))
  expect((await player.ask('cs_sign')).data.sign_cnt).toBe(1)
  for (const socket of silent) socket.destroy()
  await server.line(line => line.includes('there are free file descriptors again'))
  const enter = async () => (await server.connect()).login('is let in again')
  await expect.poll(enter, { timeout: 60_000 }).toMatchObject({ sign_cnt: 0 })
  server.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
})
