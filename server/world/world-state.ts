// The state of a world that lasts, as text: its tick, its random numbers, and its entities as they are written for clients. What the game
// keeps besides, in its own fields, its exportState() says. Goes on in another process, or on another thread.

import { interpretedCodecs } from '../../protocol/sproto/rpc/protocol.ts'
import type { EntityList, ListPlan } from './entity/entity-list.ts'
import type { EntityStore } from './entity/entity-store.ts'
import type { Random } from './tick/random.ts'

interface State {
  tick: number
  lastId: number
  random: readonly number[]
  seed: number
  /** By the name of a list: its records behind each other, as in a `*T`, in base64. */
  lists: Readonly<Record<string, string>>
  /** id -> who may see it. */
  only: readonly (readonly [id: number, uids: readonly string[]])[]
  /** ids */
  statics: readonly number[]
  /** Of the game's own class. */
  room: unknown
}

export interface LastingWorld {
  tick: number
  random: Random
  store: EntityStore
  plans: readonly ListPlan[]
}

const codecOf = interpretedCodecs(false)

/** For a world that ends. `room`: plain data of the game. */
export function writeState({ tick, random, store, plans }: LastingWorld, room: unknown): string {
  const all = store.lists.flatMap(list => [...list])
  const restricted = all.filter(({ $only }) => $only)
  const state: State = {
    ...{ tick, lastId: store.lastId, random: random.state, seed: random.seed, room },
    lists: Object.fromEntries(plans.map((plan, i) => [plan.name, recordsOf(store.lists[i]!, plan)])),
    only: restricted.map(({ id, $only }) => [id, [...$only!]]),
    statics: all.filter(({ $isStatic }) => $isStatic).map(({ id }) => id),
  }
  return JSON.stringify(state)
}

function recordsOf(list: EntityList, { all }: ListPlan): string {
  const parts: Uint8Array[] = []
  for (const entity of list) {
    entity.$refresh()
    const bytes = new Uint8Array(entity.$bound(all))
    parts.push(bytes.subarray(0, entity.$write(all, bytes, 0)))
  }
  return Buffer.concat(parts).toString('base64')
}

/** Puts the entities back, by their ids. Returns what the game's own class has said, and the tick. */
export function readState(text: string, world: LastingWorld): { tick: number; seed: number; room: unknown } {
  const { tick, lastId, random, seed, lists, only, statics, room } = JSON.parse(text) as State
  const [viewers, fixed] = [new Map(only), new Set(statics)]
  for (const [i, plan] of world.plans.entries()) {
    const codec = codecOf(plan.struct)
    const bytes = Buffer.from(lists[plan.name] ?? '', 'base64')
    for (let at = 0; at < bytes.length; ) {
      const end = at + 4 + bytes.readUInt32LE(at)
      const { id, ...fields } = codec.decode(bytes, at + 4, end) as { id: number }
      const uids = viewers.get(id)
      world.store.lists[i]!.spawn(fields, {
        ...(uids && { only: uids.map(uid => ({ uid })) }),
        ...{ isStatic: fixed.has(id), id },
      })
      at = end
    }
  }
  world.store.goOn(lastId)
  world.random.goOn(random)
  return { tick, seed, room }
}
