// The field that worlds are measured in through the gate: its messages, and where its movers are. Those go by themselves, on ways that
// follow from the tick, so that a client can tell whether it has all that it should have; heroes are steered.

import { readFileSync } from 'node:fs'
import type {
  InputHead,
  KitPushes,
  KitRequests,
  Patch,
  RoomInfo,
} from '../../../../protocol/generated/kit.ts'
import { parseSchema, protocolOf } from '../../../../protocol/sproto/index.ts'
import { Random } from '../../../../server/world/tick/random.ts'
import type { Asks } from '../../../support/games/messages.ts'
import { MOVER_TYPE } from './ours.ts'
import type { Movable } from './scene.ts'

const TURN = 2 * Math.PI
/** Of a hero, a second; as that of a mover in the mean. */
const SPEED = 25

export const FIELD = {
  side: 2000,
  /** Besides the heroes. Their ids begin at 1, in their order. */
  movers: 4500,
  heroes: 500,
  /** ms of a tick, and of a patch. */
  tick: 50,
  /** At which about 50 of them all are in sight. */
  sight: 2000 * Math.sqrt(50 / (5000 * Math.PI)),
} as const

const JOINED = `
  room 0 : RoomInfo  number 1 : integer  view 2 : integer  life 3 : integer
  tick 4 : integer  tick_ms 5 : integer(3)  patch_ms 6 : integer(3)  seed 7 : integer
`
const REQUESTS = `
  login 1 { request { acc 0 : string } response { uid 0 : string } } #!
  room_create 20 { request { name 0 : string } response { ${JOINED} } } #!
  room_join 21 { request { id 0 : string } response { ${JOINED} } } #!
  steer 200 {
    request {
      head 0 : InputHead #!
      turn 1 : integer(2)
      go 2 : boolean
    }
  }
`

const protocolWith = (types: string, lists: string) =>
  protocolOf(
    parseSchema([
      {
        name: 'kit.sproto',
        text: readFileSync(new URL('../../../../protocol/kit.sproto', import.meta.url), 'utf8'),
      },
      { name: 'types.sproto', text: types },
      { name: 'c2s.sproto', text: REQUESTS },
      { name: 's2c.sproto', text: `field 201 { request { patch 0 : Patch #!\n ${lists} } }` },
    ]),
  )

export const fieldProtocol = protocolWith(MOVER_TYPE, 'movers 1 : *Mover')
/** For a client that wants to know of a patch when it was made, and nothing of what is in it. */
export const headsProtocol = protocolWith('', '')

export interface Mover {
  id?: number | undefined
  name?: string | undefined
  owner?: string | undefined
  kind?: number | undefined
  x?: number | undefined
  y?: number | undefined
  angle?: number | undefined
  hp?: number | undefined
  state?: number | undefined
  speed?: number | undefined
  level?: number | undefined
}

export interface FieldView {
  patch: Patch
  movers?: Mover[] | undefined
}

export interface SteerInput {
  head: InputHead
  /** radians a second */
  turn?: number | undefined
  go?: boolean | undefined
}

export interface JoinedField {
  room: RoomInfo
  number: number
  view: number
  life: number
  tick: number
  tick_ms: number
  patch_ms: number
  seed: number
}

export interface FieldMessages {
  requests: KitRequests & {
    login: Asks<{ acc: string }, object, { uid: string }>
    room_create: Asks<{ name: string }, object, JoinedField>
    room_join: Asks<{ id: string }, object, JoinedField>
    steer: { body: SteerInput; reply: undefined }
  }
  pushes: KitPushes & { field: FieldView }
}

/** Where mover `i` is in a tick: it goes straight on, and back at the walls. */
export class Ways {
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #vx: Float64Array
  readonly #vy: Float64Array

  constructor() {
    const random = new Random(7)
    const each = (make: () => number) => Float64Array.from({ length: FIELD.movers }, make)
    const place = () => random.next() * 2 * FIELD.side
    const speed = () => (0.5 + random.next() * 1.5) * (random.next() < 0.5 ? -1 : 1)
    ;[this.#x, this.#y, this.#vx, this.#vy] = [each(place), each(place), each(speed), each(speed)]
  }

  xOf(i: number, tick: number): number {
    return folded(this.#x[i]! + this.#vx[i]! * tick)
  }

  yOf(i: number, tick: number): number {
    return folded(this.#y[i]! + this.#vy[i]! * tick)
  }
}

function folded(way: number): number {
  const { side } = FIELD
  const at = way % (2 * side)
  const ahead = at < 0 ? at + 2 * side : at
  return ahead < side ? ahead : 2 * side - ahead
}

/** All but the heroes move. */
export function moveMovers(movers: readonly Movable[], ways: Ways, tick: number): void {
  for (let i = 0; i < FIELD.movers; i++) {
    const mover = movers[i]!
    mover.x = ways.xOf(i, tick)
    mover.y = ways.yOf(i, tick)
    mover.angle = (i + tick * 0.05) % TURN
  }
  for (let i = tick % 50; i < FIELD.movers; i += 50) movers[i]!.hp = 100 + ((i + tick) % 900)
  for (let i = tick % 100; i < FIELD.movers; i += 100) movers[i]!.state = (tick + i) & 3
}

export function moveHero(hero: Movable, { turn = 0, go }: Omit<SteerInput, 'head'>): void {
  const step = FIELD.tick / 1000
  const angle = hero.angle + turn * step
  hero.angle = angle - Math.floor(angle / TURN) * TURN
  if (!go) return
  hero.x = inside(hero.x + Math.cos(hero.angle) * SPEED * step)
  hero.y = inside(hero.y + Math.sin(hero.angle) * SPEED * step)
}

const inside = (at: number): number => Math.max(0, Math.min(FIELD.side - 1, at))
