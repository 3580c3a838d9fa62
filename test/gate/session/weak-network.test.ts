// Players behind a network that loses, delays and cuts, on two threads: nothing of what they do or hear is lost or doubled.

import { expect, onTestFinished, test } from 'vitest'
import { cases } from '../../support/cases.ts'
import { Player } from '../../support/client/player.ts'
import { protocol, type RoomsMessages } from '../../support/games/messages.ts'
import { WeakNetwork } from '../../support/network/weak-network.ts'
import { shareServers } from '../../support/server/shared-servers.ts'

const open = shareServers()

const FAST = { messageRate: 1e6, messageBurst: 1e6, roomRate: 1e6, roomBurst: 1e6, emptyGrace: 0 }

test('each request is run once and each word of a room heard once, in order, whatever the network does', async () => {
  const server = await open({ threads: 2, room: FAST, gate: { messageRate: 1e6, messageBurst: 1e6 } })
  onTestFinished(async () => (await server.watchdog()).call.kickAll(4008))
  const network = await WeakNetwork.open(server.server.gatePort, { delay: 1, jitter: 3 })
  onTestFinished(() => network.close())
  const url = `ws://127.0.0.1:${network.port}`
  const players = await Promise.all(
    ['anna', 'bert', 'carl', 'dora'].map(async acc => {
      const player = new Player<RoomsMessages>(url, acc, { protocol, comesBack: true, timeout: 60_000 })
      onTestFinished(() => player.close())
      await player.game.open()
      return player
    }),
  )
  const { id } = (await players[0]!.request.room_create({ name: 'den' })).room
  for (const player of players.slice(1)) await player.request.room_join({ id })
  const before = players.map(player => player.pushes('room_message').length)
  Object.assign(network.weakness, { cut: 0.05, halfOpen: 0.02 })
  let returns = 0
  for (const player of players) player.game.listen('resumed', () => returns++)
  const ROUNDS = cases(10, 60)
  const counts = await Promise.all(
    players.map(async player => {
      const told: unknown[] = []
      for (let i = 0; i < ROUNDS; i++) {
        const said = player.request.room_say({ id, text: `${player.acc} ${i}` })
        told.push((await player.request.sign()).sign_cnt)
        await said
      }
      return told
    }),
  )
  const all = players.length * ROUNDS
  Object.assign(network.weakness, { cut: 0, halfOpen: 0 })
  for (const player of players) await player.push('room_message', all)
  const inOrder = Array.from({ length: ROUNDS }, (_, i) => i + 1)
  expect(returns).toBeGreaterThan(0)
  expect(counts).toEqual(players.map(() => inOrder))
  expect(before).toEqual([0, 0, 0, 0])
  for (const player of players)
    expect(player.pushes('room_message').map(({ number }) => number)).toEqual(
      Array.from({ length: all }, (_, i) => i + 1),
    )
})
