// The messages of the demo's arena that its panel asks and hears: the page compiles whatever messages your game has.

import type { InputHead, KitPushes, KitRequests, Patch, RoomInfo } from '../../../protocol/generated/kit.ts'

export interface Hero {
  id?: number | undefined
  uid?: string | undefined
  name?: string | undefined
  x?: number | undefined
  y?: number | undefined
  angle?: number | undefined
  hp?: number | undefined
  kills?: number | undefined
  is_bot?: boolean | undefined
}

export interface Shot {
  id?: number | undefined
  x?: number | undefined
  y?: number | undefined
  angle?: number | undefined
}

/** What the player wants. */
export interface Wanted {
  turn?: number | undefined
  go?: boolean | undefined
  fire?: boolean | undefined
}

interface Joined {
  room: RoomInfo
  view?: number
  life?: number
  tick?: number
  tick_ms?: number
  patch_ms?: number
}

export interface Truth {
  tick: number
  heroes: Hero[]
  tick_ms: number
}

interface ArenaRequests extends KitRequests {
  login: { body: { acc: string }; reply: { uid: string } }
  room_leave: { body: { id: string }; reply: object }
  arena_join: { body: undefined; reply: Joined }
  arena_bots: { body: { room: string; count: number }; reply: { count: number } }
  arena_truth: { body: { room: string }; reply: Truth }
  arena_steer: { body: Wanted & { head: InputHead }; reply: undefined }
}

interface ArenaPushes extends KitPushes {
  arena_view: { patch: Patch; heroes?: Hero[] | undefined; shots?: Shot[] | undefined }
}

export interface ArenaMessages {
  requests: ArenaRequests
  pushes: ArenaPushes
}
