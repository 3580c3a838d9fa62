// What starting took, and serving does not need: a third of the memory of a server that waits for its first player.

import { LAUNCHER, makeAddress } from '../address.ts'
import { isGone } from '../errors.ts'
import type { Launcher } from '../thread/registry.ts'
import type { Node } from './node.ts'

/** Every thread in turn gives back what it can, for which it stands still for some 100 ms; as long as `isIdle`. */
export async function giveBack(node: Node, isIdle: () => boolean): Promise<void> {
  for (const slot of new Set([node.slot, ...node.slots])) {
    const life = node.lifeIn(slot)
    if (life === undefined || !isIdle()) continue
    try {
      await node.ref<Launcher>(makeAddress(life, LAUNCHER)).call.collect(true)
    } catch (error) {
      if (!isGone(error as Error)) throw error
    }
  }
}
