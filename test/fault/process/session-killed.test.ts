// A server that is killed and started again, with players who come back by themselves.

import { expect, onTestFinished, test } from 'vitest'
import { Player } from '../../support/client/player.ts'
import { protocol, type RoomsMessages } from '../../support/games/messages.ts'
import { WeakNetwork } from '../../support/network/weak-network.ts'
import { freeSettings, type ServerProcess, startProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function start(folder: string): ServerProcess {
  const server = startProcess({ args: [...freeSettings(folder), '--set', 'threads=1'] })
  onTestFinished(() => server.kill('SIGKILL'))
  return server
}

test('clients of a server that was killed are told, log in and go on; what was saved is there', async () => {
  const folder = temporaryFolder()
  const first = start(folder)
  const { gate, pid } = await first.ready()
  // What clients connect to stays where it is.
  const network = await WeakNetwork.open(gate)
  onTestFinished(() => network.close())
  const url = `ws://127.0.0.1:${network.port}`
  const player = new Player<RoomsMessages>(url, 'survivor', { protocol, comesBack: true })
  onTestFinished(() => player.close())
  await player.game.open()
  for (let i = 0; i < 3; i++) await player.request.sign()
  // Saves.
  await player.request.logout()
  await player.request.login({ acc: 'survivor' })
  const [closed, restarted] = [player.event('closed'), player.event('restarted')]
  process.kill(pid, 'SIGKILL')
  expect((await closed).code).toBe(1006)
  await first.ended
  network.target = (await start(folder).ready()).gate
  await restarted
  expect((await player.request.sign()).sign_cnt).toBe(4)
})
