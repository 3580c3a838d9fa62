// Random worlds and clients: some are slow, some lose their connections, some come late, some have a small budget. Each frame is
// decoded by the kit's codec, and whoever lacks nothing has to have exactly what it sees.

import type { PresentMember } from '../../../server/room/life/member-list.ts'
import type { Entity } from '../../../server/world/entity/entity.ts'
import { Random } from '../../../server/world/tick/random.ts'
import type { WorldSettings } from '../../../server/world/world-settings.ts'
import { Mirror, type Record_ } from '../../support/world/mirror.ts'
import { bodyOf, FIELDS, SmallWorld } from './small-world.ts'

type Mover = Entity & {
  name: string
  x: number
  y: number
  hp: number
  far: number
  is_red: boolean
  items: number[]
}

const SIDE = 400
/** Ticks with changes and losses, and in all. */
const WILD = 150
const END = 400
/** Ticks in which a change has to reach whoever sees it, with a budget that is enough in the long run. */
const MOST_AGE = 60

interface Client {
  member: PresentMember
  mirror: Mirror
  /** On their way to it and from it, with when they come. */
  down: { at: number; frame: Uint8Array }[]
  up: { at: number; tick: number }[]
  delay: number
  /** Part of the ticks in which it reads. */
  rate: number
  /** Ticks until its connection is back. */
  away: number
  /** id -> the tick since which it lacks something of it that it is to get. */
  lacks: Map<number, number>
  eye: { x: number; y: number; vx: number; vy: number }
}

export interface FuzzCounts {
  frames: number
  fulls: number
  losses: number
  exact: number
  /** Ticks that a change has waited. */
  oldest: number
}

export class Fuzz {
  readonly counts: FuzzCounts = { frames: 0, fulls: 0, losses: 0, exact: 0, oldest: 0 }
  readonly #random: Random
  readonly #small: SmallWorld
  readonly #clients: Client[] = []
  readonly #ids = new Set<number>()
  #tick = 0

  constructor(seed: number) {
    this.#random = new Random(seed)
    this.#small = new SmallWorld({ tick: 50, ...this.#settings(seed) })
  }

  #settings(seed: number): Omit<WorldSettings, 'view'> {
    const sight = seed % 4 === 3 ? {} : { sight: { enter: 80, leave: 95 } }
    if (seed % 3 === 1) return { ...sight, budget: 6000 }
    return { ...sight, ...(seed % 3 === 2 && 'sight' in sight ? { far: { beyond: 0.6, every: 4 } } : {}) }
  }

  /** Throws where anything is wrong. */
  run(): FuzzCounts {
    for (let i = 0; i < 60; i++) this.#spawn()
    for (let i = 0; i < 8; i++) this.#join()
    while (this.#tick < END) this.#step()
    for (const client of this.#clients) this.#compare(client)
    if (this.#small.complaints.length > 0) throw this.#small.complaints[0]
    return this.counts
  }

  #chance(part: number): boolean {
    return this.#random.next() < part
  }

  get #isWild(): boolean {
    return this.#tick <= WILD
  }

  get #movers(): Iterable<Mover> {
    return this.#small.world.lists.movers as unknown as Iterable<Mover>
  }

  #spawn(): void {
    const { lists } = this.#small.world
    const at = { x: this.#random.next() * SIDE, y: this.#random.next() * SIDE }
    const kind = this.#random.next()
    let entity: Entity
    if (kind < 0.1)
      entity = lists.signs!.spawn({ text: `sign ${this.#tick}`, ...at, x: 3, y: 4 }, { isStatic: true })
    else if (kind < 0.2)
      entity = lists.notes!.spawn(
        { text: 'note' },
        { only: this.#clients.slice(0, 3).map(({ member }) => member) },
      )
    else
      entity = lists.movers!.spawn({
        name: `n${this.#tick}`,
        ...at,
        hp: 5,
        items: [1, 2],
        skin: new Uint8Array([1]),
      })
    if (this.#ids.has(entity.id)) throw new Error(`the id ${entity.id} was used before`)
    this.#ids.add(entity.id)
  }

  #join(): void {
    const r = this.#random.next
    const eye = { x: r() * SIDE, y: r() * SIDE, vx: r() * 10 - 5, vy: r() * 10 - 5 }
    const member = this.#small.enter(`p${this.#clients.length}`)
    this.#small.world.follow(member, eye)
    const rate = this.#chance(0.3) ? 0.3 : 1
    this.#clients.push({
      member,
      mirror: new Mirror(FIELDS),
      down: [],
      up: [],
      delay: Math.floor(r() * 12),
      rate,
      away: 0,
      lacks: new Map(),
      eye,
    })
  }

  #step(): void {
    this.#tick++
    if (this.#isWild) this.#change()
    for (const client of this.#clients) this.#connection(client)
    this.#small.world.run(1)
    for (const client of this.#clients) this.#checkAges(client)
    for (const client of this.#clients) this.#read(client)
  }

  #change(): void {
    const r = this.#random.next
    for (const mover of [...this.#movers]) {
      if (this.#chance(0.6)) {
        mover.x = inside(mover.x + r() * 8 - 4)
        mover.y = inside(mover.y + r() * 8 - 4)
      }
      if (this.#chance(0.05)) mover.hp = Math.floor(r() * 100) - 50
      if (this.#chance(0.02)) mover.is_red = !mover.is_red
      if (this.#chance(0.02)) mover.far = Math.floor(r() * 100_000)
      if (this.#chance(0.02)) mover.items = [Math.floor(r() * 9)]
      if (this.#chance(0.01)) this.#small.world.snap(mover)
      if (this.#chance(0.01)) mover.remove()
    }
    for (const list of ['signs', 'notes']) {
      const all = [...this.#small.world.lists[list]!]
      if (all.length > 0 && this.#chance(0.1)) all[0]!.remove()
    }
    while (this.#ids.size > 0 && this.#small.world.store.size < 60) this.#spawn()
    if (this.#chance(0.05) && this.#clients.length < 16) this.#join()
    for (const { eye } of this.#clients) {
      eye.x = inside(eye.x + eye.vx)
      eye.y = inside(eye.y + eye.vy)
    }
  }

  /** Lost and back, joined again with what it has or without, left and come again. */
  #connection(client: Client): void {
    const { world } = this.#small
    const { member, mirror } = client
    if (this.#isWild && client.away === 0 && this.#chance(0.01)) {
      this.counts.losses++
      client.down = []
      client.up = []
      this.#small.take(member)
      client.away = 1 + Math.floor(this.#random.next() * 20)
      if (this.#chance(0.3)) {
        world.remove(member)
        client.member = this.#small.member(member.uid)
        return
      }
      member.isAway = true
      return world.setAway(member, true)
    }
    if (client.away === 0 || (--client.away > 0 && this.#isWild)) return
    client.away = 0
    const forgets = this.#chance(0.3)
    if (forgets) mirror.clear()
    const life = world.joined().life
    if (!member.isAway) {
      world.add(member, mirror.tick > 0 ? { since: mirror.tick, life } : {})
      world.ready(member)
      world.follow(member, client.eye)
      return
    }
    member.isAway = false
    if (forgets) world.report(1, [['missed', member.connection, true]])
    world.setAway(member, false)
  }

  #read(client: Client): void {
    const { member, mirror, delay } = client
    for (const frame of this.#small.take(member)) client.down.push({ at: this.#tick + delay, frame })
    let reads = client.rate < 1 && this.#isWild ? (this.#chance(client.rate) ? 1 : 0) : 100
    while (reads-- > 0 && client.down[0] && client.down[0].at <= this.#tick) {
      mirror.apply(bodyOf(client.down.shift()!.frame))
      this.counts.frames++
      client.up.push({ at: this.#tick + delay, tick: mirror.tick })
    }
    while (client.up[0] && client.up[0].at <= this.#tick)
      this.#small.world.report(1, [['seen', member.connection, client.up.shift()!.tick]])
    this.counts.fulls += mirror.fulls
    mirror.fulls = 0
    if (mirror.tick !== this.#tick || client.away > 0) return
    if (this.#isComplete(client)) {
      this.counts.exact++
      this.#compare(client)
    }
  }

  /** Nothing waits for ever where a client reads all that it gets. */
  #checkAges({ member, lacks, away, rate }: Client): void {
    const viewer = this.#small.world.viewerOf(member)
    if (!viewer || viewer.isInStep || away > 0 || rate < 1) return lacks.clear()
    const { ids } = this.#small.world.store
    const still = new Set<number>()
    for (let i = 0; i < viewer.count; i++) if (viewer.pending[i] !== 0) still.add(ids[viewer.known[i]!]!)
    for (const id of lacks.keys()) if (!still.has(id)) lacks.delete(id)
    for (const id of still) {
      const since = lacks.get(id) ?? this.#tick
      lacks.set(id, since)
      const age = this.#tick - since
      this.counts.oldest = Math.max(this.counts.oldest, age)
      if (age > MOST_AGE) throw new Error(`${member.uid} has waited ${age} ticks for what changed of ${id}`)
    }
  }

  #isComplete({ member }: Client): boolean {
    return this.#small.world.viewerOf(member)?.isClean === true
  }

  /** What it has is what it sees, by distances measured one by one. */
  #compare({ member, mirror, eye }: Client): void {
    const sight = this.#small.world.views.radii
    const expected: Record_[] = []
    for (const [list, entities] of Object.entries(this.#small.world.lists))
      for (const entity of entities) {
        const distance = sight && entity.$isPlaced ? distanceOf(entity, eye) : 0
        const had = mirror.entities.has(entity.id)
        if (entity.$only && !entity.$only.has(member.uid)) continue
        if (distance > (sight?.leave ?? 0) + 1e-9 && sight) continue
        if (distance > (sight?.enter ?? 0) && !had) continue
        expected.push(shown(entity, list))
      }
    const wrong = differ(mirror, expected)
    if (wrong) throw new Error(`${member.uid} at tick ${this.#tick}: ${wrong}`)
  }
}

const inside = (at: number): number => Math.max(0, Math.min(SIDE - 1, at))

const distanceOf = (entity: Entity, eye: { x: number; y: number }): number => {
  const { x, y } = entity as Mover
  return Math.hypot(x - eye.x, y - eye.y)
}

function shown(entity: Entity, list: string): Record_ {
  const fields = FIELDS[list as keyof typeof FIELDS]
  const record: Record<string, unknown> = { $list: list }
  for (const field of fields) {
    const value = (entity as unknown as Record<string, unknown>)[field]
    record[field] =
      list === 'movers' && (field === 'x' || field === 'y') ? Math.round((value as number) * 10) / 10 : value
  }
  return { ...record, id: entity.id }
}

function differ({ entities }: Mirror, expected: readonly Record_[]): string | undefined {
  for (const record of expected) {
    const had = entities.get(record.id)
    if (JSON.stringify(sorted(had)) !== JSON.stringify(sorted(record)))
      return `expected ${JSON.stringify(record)}, has ${JSON.stringify(had)}`
  }
  const more = [...entities.keys()].find(id => !expected.some(record => record.id === id))
  return more === undefined ? undefined : `has ${JSON.stringify(entities.get(more))}, which is not seen`
}

const sorted = (record: object | undefined): unknown =>
  record &&
  Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, plain(value)])

const plain = (value: unknown): unknown => (value instanceof Uint8Array ? [...value] : value)
