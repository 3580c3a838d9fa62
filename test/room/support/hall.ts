// A server with the game of rooms, and players on it who leave with the test.

import { onTestFinished } from 'vitest'
import type { Slave } from '../../../server/gate/slave.ts'
import type { RoomDirectory } from '../../../server/room/directory/room-directory.ts'
import type { RoomsService } from '../../../server/room/player/rooms-service.ts'
import { Player as AnyPlayer } from '../../support/client/player.ts'
import { protocol, type RoomsMessages } from '../../support/games/messages.ts'
import { ROOMS } from '../../support/games/rooms.ts'
import type { Settings, TestServer } from '../../support/server/server.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { shareServers } from '../../support/server/shared-servers.ts'
import { until } from '../../support/until.ts'

export type Player = AnyPlayer<RoomsMessages>

/** Rates that no test reaches. */
export const FAST = {
  messageRate: 1e6,
  messageBurst: 1e6,
  roomRate: 1e6,
  roomBurst: 1e6,
  createRate: 1e6,
  createBurst: 1e6,
}

interface Leftovers {
  rooms: number
  players: number
  topics: number
  indexed: number
}

export class Hall {
  readonly server: TestServer

  constructor(server: TestServer) {
    this.server = server
  }

  async player(acc: string, format: 'binary' | 'text' = 'binary'): Promise<Player> {
    const player = await AnyPlayer.open<RoomsMessages>(this.server.url, acc, { protocol, format })
    onTestFinished(() => player.close())
    return player
  }

  /** Players on all threads: connections go round. */
  players(accs: string[]): Promise<Player[]> {
    return Promise.all(accs.map((acc, i) => this.player(acc, i % 2 ? 'text' : 'binary')))
  }

  index() {
    return this.server.server.node.query<RoomDirectory>('.rooms')
  }

  /** Resolves when there is just that. */
  async untilLeft(wanted: Leftovers): Promise<void> {
    await until(
      () => this.leftovers(),
      left => JSON.stringify(left) === JSON.stringify(wanted),
    )
  }

  /** Rooms, players in rooms and subscriptions, in the whole node. */
  async leftovers(): Promise<Leftovers> {
    const { node } = this.server.server
    const indexed = (await (await this.index()).call.count()).rooms
    const sum = { rooms: 0, players: 0, topics: 0, indexed }
    for (const slot of node.slots) {
      const { rooms, players } = await (await node.query<RoomsService>(`.rooms/${slot}`)).call.count()
      const gate = await node.query<Slave>(`.gate/${slot}`)
      sum.rooms += rooms
      sum.players += players
      sum.topics += (await gate.call.count()).topics
    }
    return sum
  }

  /** Resolves when no room is left, nor anything of one, but for the first channels of so many kinds, which stay. */
  async emptied(channels = 0): Promise<void> {
    await until(
      () => this.leftovers(),
      ({ rooms, players, topics, indexed }) =>
        players + topics === 0 && rooms === indexed && rooms <= channels,
    )
  }
}

/** A hall of the test's own, which ends with it. */
export const openHall = async (settings: Settings = {}, folder?: string): Promise<Hall> =>
  new Hall(await serverForTest({ game: ROOMS, ...settings }, folder))

/** Halls that the tests of a suite share, by settings; empty rooms are gone at once, and each test leaves none. */
export function shareHalls(channels = 0): (settings: Settings) => Promise<Hall> {
  const open = shareServers()
  return async settings => {
    const room = { ...FAST, emptyGrace: 0, ...settings.room }
    const hall = new Hall(await open({ game: ROOMS, ...settings, room }))
    onTestFinished(() => hall.emptied(channels))
    return hall
  }
}

export { refusal } from '../../support/refusal.ts'
