// Players of a server with two workers who come back on the other one.

import { lifeOf } from '../../../../server/core/address.ts'
import type { Slave } from '../../../../server/gate/slave.ts'
import { Player } from '../../../support/client/player.ts'
import { type TravelMessages, travelsProtocol } from '../../../support/games/travels.ts'
import type { TestServer } from '../../../support/server/server.ts'
import { until } from '../../../support/until.ts'

export type Traveller = Player<TravelMessages>

export class Travels {
  readonly server: TestServer

  constructor(server: TestServer) {
    this.server = server
  }

  player(acc: string, format: 'binary' | 'text' = 'binary'): Traveller {
    return new Player<TravelMessages>(this.server.url, acc, {
      protocol: travelsProtocol,
      comesBack: true,
      format,
    })
  }

  async comeBack(player: Traveller): Promise<void> {
    const back = player.event('resumed')
    player.cut()
    await back
  }

  /** Comes back until its line is at another thread than its agent was before. */
  async goElsewhere(player: Traveller): Promise<void> {
    const before = await this.#moves()
    for (;;) {
      await this.comeBack(player)
      if ((await this.relayed()) > 0 || (await this.#moves()) > before) return
    }
  }

  /** Players whose sockets and sessions are on different threads. */
  async relayed(): Promise<number> {
    const gates = await this.#gates()
    return gates.reduce((sum, { relayed }) => sum + relayed, 0)
  }

  /** All players are where their clients are connected. */
  async untilSettled(ms?: number): Promise<void> {
    await until(
      () => this.relayed(),
      relayed => relayed === 0,
      ms,
    )
  }

  async #moves(): Promise<number> {
    const watchdog = await this.server.watchdog()
    const logins = await watchdog.call.list()
    return logins.reduce((sum, { agent }) => sum + lifeOf(agent) * 1e6 + (agent % 2 ** 32), 0)
  }

  async #gates() {
    const { node } = this.server.server
    return Promise.all(node.slots.map(async slot => (await node.query<Slave>(`.gate/${slot}`)).call.count()))
  }
}
