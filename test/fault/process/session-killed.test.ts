// A server that is killed and started again, with players who come back by themselves.

import { expect, onTestFinished, test } from 'vitest'
import { Player } from '../../support/client/player.ts'
import { protocol, type RoomsMessages } from '../../support/games/messages.ts'
import { freeSettings, type ServerProcess, startProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function start(folder: string, port: number): ServerProcess {
  const args = [...freeSettings(folder), '--set', `gate.port=${port}`, '--set', 'threads=1']
  const server = startProcess({ args })
  onTestFinished(() => server.kill('SIGKILL'))
  return server
}

test('clients of a server that was killed are told, log in and go on; what was saved is there', async () => {
  const folder = temporaryFolder()
  const first = start(folder, 0)
  const { gate } = await first.ready()
  const player = new Player<RoomsMessages>(`ws://127.0.0.1:${gate}`, 'survivor', {
    protocol,
    comesBack: true,
  })
  onTestFinished(() => player.close())
  await player.game.open()
  for (let i = 0; i < 3; i++) await player.request.sign()
  await player.request.logout()
  await player.request.login({ acc: 'survivor' })
  const [closed, restarted] = [player.event('closed'), player.event('restarted')]
  first.kill('SIGKILL')
  expect((await closed).code).toBe(1006)
  await first.ended
  await start(folder, gate).ready()
  await restarted
  expect((await player.request.sign()).sign_cnt).toBe(4)
})
