// What a world believes that a client has of it, as it was written last: for tests that compare it with what the client has.

import { interpretedCodecs } from '../../../protocol/sproto/rpc/protocol.ts'
import type { StructType } from '../../../protocol/sproto/schema/schema.ts'
import type { PresentMember } from '../../../server/room/life/member-list.ts'
import type { Entity } from '../../../server/world/entity/entity.ts'
import type { WorldSimulation } from '../../../server/world/simulation.ts'

const codecOf = interpretedCodecs(false)

/** `types`: of the view's lists, by their names. */
export function seenBy(
  simulation: object,
  member: object,
  types: Readonly<Record<string, StructType>>,
): { tick: number; is_clean: boolean; text: string } {
  const world = simulation as WorldSimulation
  const viewer = world.viewerOf(member as PresentMember)!
  const { bySlot, everywhere } = world.store
  const slots = [...viewer.known.subarray(0, viewer.count)]
  const known = viewer.isInStep
    ? everywhere.filter(({ $isFresh }) => !$isFresh)
    : slots.map(slot => bySlot[slot]!)
  const alive = known.filter(entity => entity?.$isAlive)
  // Who has gone since the last patch is still there for the client.
  const isWhole = alive.length === known.length && (!viewer.isInStep || world.store.goneIds.length === 0)
  const lists = Object.keys(world.lists)
  const records = alive.map(entity => ({
    ...decoded(entity, types[lists[entity.$list]!]!),
    $list: lists[entity.$list],
  }))
  return {
    tick: viewer.sentTick,
    is_clean: isWhole && viewer.isClean && !viewer.isAway && viewer.fullSince === undefined,
    text: JSON.stringify(records),
  }
}

function decoded(entity: Entity, type: StructType): object {
  const all = type.byTag.reduce((mask, { tag }) => mask | (1 << tag), 0)
  const bytes = new Uint8Array(entity.$bound(all))
  const end = entity.$write(all, bytes, 0)
  return codecOf(type).decode(bytes, 4, end) as object
}
