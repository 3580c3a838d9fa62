// The messages of the arena, the kit's own small world (arena.ts): heroes that are steered and that shoot.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { InputHead, KitPushes, KitRequests, Patch, RoomInfo } from '../../../protocol/generated/kit.ts'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import type { Asks, Nothing } from './messages.ts'

const KIT = resolve(import.meta.dirname, '../../../protocol/kit.sproto')

const JOINED = `
  room 0 : RoomInfo  number 1 : integer
  view 2 : integer #?
  life 3 : integer #?
  tick 4 : integer #?
  tick_ms 5 : integer(3) #?
  patch_ms 6 : integer(3) #?
  seed 7 : integer #?
`

/** A message belongs to one kind of rooms. */
export const KINDS = ['arena', 'open', 'tight', 'lasting'] as const

/** What tests ask of each kind. */
const looking = (kind: string, i: number): string => `
  ${kind}_freeze ${210 + 10 * i} { request { room 0 : string  is_frozen 1 : boolean } response {} } #!
  ${kind}_truth ${211 + 10 * i} { request { room 0 : string } response { tick 0 : integer  text 1 : string } } #!
  ${kind}_seen ${212 + 10 * i} {
    request { room 0 : string } #!
    response { #!
      tick 0 : integer
      is_clean 1 : boolean
      text 2 : string
    }
  }
`

export const ARENA_SCHEMA = [
  { name: 'kit.sproto', text: readFileSync(KIT, 'utf8') },
  {
    name: 'types.sproto',
    text: `
      .Hero {
        id 0 : integer  uid 1 : string  x 2 : integer(1)  y 3 : integer(1)  angle 4 : integer(2)
        hp 5 : integer  is_bot 6 : boolean
      }
      .Shot { id 0 : integer  x 1 : integer(1)  y 2 : integer(1)  angle 3 : integer(2)  speed 4 : integer }
    `,
  },
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { uid 0 : string } } #!
      logout 4 { response {} }
      room_create 20 {
        request {
          kind 0 : string
          name 1 : string
          bots 2 : integer
        }
        response { #!
          ${JOINED}
        }
      }
      room_join 21 {
        request {
          id 0 : string  password 1 : string  kind 2 : string
          since 3 : integer  life 4 : integer  is_spectator 5 : boolean
        }
        response { #!
          ${JOINED}
        }
      }
      room_leave 22 { request { id 0 : string } response {} } #!
      steer 200 {
        request {
          head 0 : InputHead #!
          turn 1 : integer(2)
          go 2 : boolean
          fire 3 : boolean
        }
      }
      ${KINDS.map(looking).join('')}
    `,
  },
  {
    name: 's2c.sproto',
    text: `
      arena 201 {
        request {
          patch 0 : Patch #!
          heroes 1 : *Hero
          shots 2 : *Shot
        }
      }
    `,
  },
]

export const arenaProtocol = protocolOf(parseSchema(ARENA_SCHEMA))

export interface Hero {
  id?: number | undefined
  uid?: string | undefined
  x?: number | undefined
  y?: number | undefined
  /** radians, from 0 to 2π */
  angle?: number | undefined
  hp?: number | undefined
  is_bot?: boolean | undefined
}

export interface Shot {
  id?: number | undefined
  x?: number | undefined
  y?: number | undefined
  angle?: number | undefined
  /** a second */
  speed?: number | undefined
}

export interface ArenaView {
  patch: Patch
  heroes?: Hero[] | undefined
  shots?: Shot[] | undefined
}

export interface SteerInput {
  head: InputHead
  /** radians a second, to the left below 0 */
  turn?: number | undefined
  go?: boolean | undefined
  fire?: boolean | undefined
}

/** The reply to a join; without `view` and what follows where the room is no world. */
export interface JoinedWorld {
  room: RoomInfo
  number: number
  view?: number
  life?: number
  tick?: number
  tick_ms?: number
  patch_ms?: number
  seed?: number
}

interface Joining {
  id: string
  password: string
  kind: string
  since: number
  life: number
  is_spectator: boolean
}

export interface ArenaRequests extends KitRequests {
  login: Asks<{ acc: string }, Nothing, { uid: string }>
  logout: { body: undefined; reply: Nothing }
  room_create: Asks<Nothing, { kind: string; name: string; bots: number }, JoinedWorld>
  room_join: Asks<Nothing, Joining, JoinedWorld>
  room_leave: Asks<{ id: string }, Nothing, Nothing>
  steer: { body: SteerInput; reply: undefined }
}

/** What tests ask of a world, by `KIND_NAME`. */
export interface Looking {
  /** Nothing moves any more, or again. */
  freeze: Asks<{ room: string; is_frozen: boolean }, Nothing, Nothing>
  /** What the server believes that its client sees, as it was written last: JSON of entities, and the tick of the last patch. */
  seen: Asks<{ room: string }, Nothing, { tick: number; is_clean: boolean; text: string }>
  /** All entities as the server has them: JSON of lists by name. */
  truth: Asks<{ room: string }, Nothing, { tick: number; text: string }>
}

export interface ArenaPushes extends KitPushes {
  arena: ArenaView
}

export interface ArenaMessages {
  requests: ArenaRequests
  pushes: ArenaPushes
}

/** The hero's width, in the arena's own units; its side, and how fast a hero goes, a second. */
export const HERO_WIDTH = 2
export const ARENA_SIDE = 200
const SPEED = 30

/** One step of a hero, by the server and by the client that predicts it. `dt` in seconds. */
export function steer(
  hero: { x: number; y: number; angle: number },
  { turn = 0, go = false }: Omit<SteerInput, 'head'>,
  dt: number,
): void {
  const angle = hero.angle + Math.max(-4, Math.min(4, turn)) * dt
  hero.angle = angle - Math.floor(angle / (2 * Math.PI)) * 2 * Math.PI
  if (!go) return
  hero.x = inside(hero.x + Math.cos(hero.angle) * SPEED * dt)
  hero.y = inside(hero.y + Math.sin(hero.angle) * SPEED * dt)
}

const inside = (at: number): number => Math.max(0, Math.min(ARENA_SIDE, at))
