// What else sends a scene: @colyseus/schema 5 with a StateView for each viewer, and whole snapshots by msgpackr. Both are told what each
// viewer sees, which costs them nothing here.

import { Packr } from 'msgpackr'
import { type Movable, moveAll, type Scene } from './scene.ts'

/** What a viewer sees now, and what has come and gone since the last patch; by the movers' places. */
export interface Sees {
  known: readonly number[]
  came: readonly number[]
  left: readonly number[]
}

export interface Peer {
  /** The changes of a tick, and what each viewer is sent. Returns its bytes. */
  tick(sees: readonly Sees[]): number
}

/** What is used of @colyseus/schema, whose own types are for states that are known to the compiler. */
interface Colyseus {
  Encoder: { new (state: object): ColyseusEncoder; BUFFER_SIZE: number }
  StateView: new () => { add(instance: object): unknown; remove(instance: object): unknown }
  schema(fields: object, name: string): new () => Record<string, unknown>
  t: Record<string, (type?: unknown) => { view(): unknown }>
}

interface ColyseusEncoder {
  encode(it: { offset: number }): Uint8Array
  encodeView(view: object, shared: number, it: { offset: number }): Uint8Array
  discardChanges(): void
}

const BUFFER = 16 << 20
/** Looked up when it runs: its types are not needed, and take the compiler a while. */
const SCHEMA: string = '@colyseus/schema'

export async function colyseus(scene: Scene): Promise<Peer> {
  const { Encoder, StateView, schema, t } = (await import(SCHEMA)) as Colyseus
  Encoder.BUFFER_SIZE = BUFFER
  const fields = {
    ...{ x: t.float32!(), y: t.float32!(), angle: t.float32!(), hp: t.uint16!(), state: t.uint8!() },
    ...{ kind: t.uint8!(), speed: t.uint8!(), level: t.uint8!(), name: t.string!(), owner: t.string!() },
  }
  const Mover = schema(fields, 'Mover')
  const State = schema({ tick: t.uint32!(), movers: t.map!(Mover).view() }, 'State')
  const state = new State()
  const movers = Array.from({ length: scene.plan.movers }, (_, i) =>
    Object.assign(new Mover(), moverOf(scene, i)),
  )
  const map = state.movers as Map<string, object>
  for (const [i, mover] of movers.entries()) map.set(String(i), mover)
  const encoder = new Encoder(state)
  const views = Array.from({ length: scene.plan.viewers }, () => new StateView())
  let tick = 0
  return {
    tick(sees) {
      moveAll(movers as unknown as Movable[], scene)
      state.tick = ++tick
      const it = { offset: 0 }
      encoder.encode(it)
      const shared = it.offset
      let bytes = 0
      for (const [i, view] of views.entries()) {
        for (const mover of sees[i]!.came) view.add(movers[mover]!)
        for (const mover of sees[i]!.left) view.remove(movers[mover]!)
        bytes += encoder.encodeView(view, shared, it).length
      }
      encoder.discardChanges()
      return bytes
    },
  }
}

export function snapshots(scene: Scene): Peer {
  const packr = new Packr({ structures: [], useRecords: true })
  const movers = Array.from({ length: scene.plan.movers }, (_, i) => ({ id: i, ...moverOf(scene, i) }))
  let tick = 0
  return {
    tick(sees) {
      tick++
      moveAll(movers, scene)
      let bytes = 0
      for (const { known } of sees)
        bytes += packr.pack({ tick, movers: known.map(i => rounded(movers[i]!)) }).length
      return bytes
    },
  }
}

const rounded = <T extends Movable>(mover: T): T => ({
  ...mover,
  x: Math.round(mover.x * 10),
  y: Math.round(mover.y * 10),
  angle: Math.round(mover.angle * 100),
})

const moverOf = ({ x, y, angle, hp, state }: Scene, i: number) => ({
  ...{
    x: x[i]!,
    y: y[i]!,
    angle: angle[i]!,
    hp: hp[i]!,
    state: state[i]!,
    kind: i % 5,
    speed: 3,
    level: i % 60,
  },
  ...{ name: `hero${10_000 + i}`, owner: String(100_000 + i) },
})
