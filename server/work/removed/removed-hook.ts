// Tells the game of a player who is to be forgotten, so that it takes the player out of its services and their documents: the service
// `.removed/<slot>`, on each serving thread of a game that wants to know.

import { Service, type ServiceScope } from '../../core/service/service.ts'
import type { RemovedPlayer } from '../../setup/removers.ts'
import type { GameHost } from '../schedule/scheduled-work.ts'

export const removedHookName = (slot: number): string => `.removed/${slot}`

export interface RemovedHookOptions {
  onPlayerRemoved(player: RemovedPlayer, game: unknown): unknown
  gameOf(host: GameHost): unknown
}

/** ms that the game may take. */
const WITHIN = 20_000

export class RemovedHook extends Service<RemovedHookOptions> {
  static concurrent = true
  readonly #game = this.options.gameOf({ node: this.node, log: this.log, now: () => this.now() })

  async forget(player: RemovedPlayer): Promise<void> {
    await this.options.onPlayerRemoved(player, this.#game)
  }
}

/** On the thread in `slot`. Throws what the game throws. */
export async function tellRemoved(node: ServiceScope, slot: number, player: RemovedPlayer): Promise<void> {
  const hook = await node.query<RemovedHook>(removedHookName(slot))
  await hook.within(WITHIN).call.forget(player)
}
