// The entities of one world, and what is known of each by its slot, in arrays. It keeps true: an id is never used again; a slot
// is, but only behind the patch in which all viewers have heard that its entity has gone.

import { AppError } from '../../core/errors.ts'
import type { Entity, EntityOwner } from './entity.ts'
import { EntityList, type EntityMaker, type ListPlan, type Spawning } from './entity-list.ts'

const FIRST = 256
const FREE = -1

export class EntityStore implements EntityOwner, EntityMaker {
  readonly lists: readonly EntityList[]
  /** Those with a place, seen by who is near; and those that all see, or all who may. */
  readonly placed: Entity[] = []
  readonly everywhere: Entity[] = []
  /** In the order of their spawning; undefined for one that was removed. */
  readonly statics: (Entity | undefined)[] = []
  /** Of a static one that has gone: its place in `statics`; taken with each patch. */
  goneStatics: { id: number; place: number }[] = []
  /** ids of those that have gone since the last patch, and had been in one. */
  goneIds: number[] = []
  /** Entities that not everybody may see. */
  restricted = 0
  /** Changed since the last patch. */
  dirty: Entity[] = []
  /** By slot; undefined for a free one. */
  bySlot: (Entity | undefined)[] = []
  ids = new Int32Array(FIRST)
  /** By slot: of which list it is, by the list's number. */
  listOf = new Int32Array(FIRST)
  /** By slot: the tick of the last patch that changed it. */
  changedAt = new Int32Array(FIRST)
  readonly #max: number
  readonly #hasSight: boolean
  /** Whether anybody's first change since the last patch is worth a patch by itself. */
  readonly #onChange: () => void
  readonly #free: number[] = []
  /** Of entities that have gone since the last patch. */
  #freed: number[] = []
  #lastId = 0
  #count = 0

  constructor(options: { lists: readonly ListPlan[]; max: number; hasSight: boolean; onChange(): void }) {
    const { lists, max, hasSight, onChange } = options
    this.#max = max
    this.#hasSight = hasSight
    this.#onChange = onChange
    this.lists = lists.map((plan, i) => new EntityList(this, plan, i))
  }

  get size(): number {
    return this.#count
  }

  get capacity(): number {
    return this.ids.length
  }

  get lastId(): number {
    return this.#lastId
  }

  /** For a world that goes on. */
  goOn(lastId: number): void {
    this.#lastId = Math.max(this.#lastId, lastId)
  }

  make(
    plan: ListPlan,
    list: number,
    fields: Readonly<Record<string, unknown>>,
    { only, isStatic = false, id = this.#lastId + 1 }: Spawning,
  ): Entity {
    if (this.#count >= this.#max)
      throw new AppError(
        'ROOM_FULL',
        `expected at most ${this.#max} entities in this world (maxEntities), got one more`,
      )
    const isPlaced = plan.isPlaced && this.#hasSight && !isStatic
    const entity = new plan.type(this, { id, slot: FREE, list, isPlaced })
    entity.$dirty = plan.all & ~1
    for (const name of Object.keys(fields)) {
      const value = fields[name]
      if (!(name in entity) || name === 'id') throw new TypeError(`spawn: there is no field "${name}"`)
      if (value !== undefined) entity[name] = value
    }
    entity.$only = only && new Set(only.map(({ uid }) => uid))
    if (only) this.restricted++
    this.goOn(id)
    this.#count++
    this.#place(entity)
    if (isStatic) this.#keepStatic(entity)
    else {
      this.dirty.push(entity)
      const among = isPlaced ? this.placed : this.everywhere
      entity.$index = among.push(entity) - 1
    }
    this.#onChange()
    return entity
  }

  touch(entity: Entity): void {
    if (entity.$isStatic)
      throw new TypeError(
        `${entity.constructor.name}: expected no change of a static entity; remove it, and spawn another`,
      )
    if (!entity.$isAlive) return
    // It is marked behind this.
    this.dirty.push(entity)
    this.#onChange()
  }

  remove(entity: Entity): void {
    if (!entity.$isAlive) return
    entity.$isAlive = false
    this.#count--
    if (entity.$only) this.restricted--
    if (!entity.$isFresh && !entity.$isStatic) this.goneIds.push(entity.id)
    this.lists[entity.$list]!.$forget(entity)
    if (entity.$isStatic) this.#forgetStatic(entity)
    else {
      const among = entity.$isPlaced ? this.placed : this.everywhere
      const last = among.pop()!
      if (last !== entity) {
        among[entity.$index] = last
        last.$index = entity.$index
      }
    }
    this.#freed.push(entity.$slot)
    this.#onChange()
  }

  /** Who may see it from now on; undefined for everybody. */
  show(entity: Entity, only: readonly { readonly uid: string }[] | undefined): void {
    if (entity.$isStatic) throw new TypeError('show: expected an entity that is not static')
    if (entity.$isAlive) this.restricted += (only ? 1 : 0) - (entity.$only ? 1 : 0)
    entity.$only = only && new Set(only.map(({ uid }) => uid))
    this.#onChange()
  }

  /** A patch is done: nobody needs to hear of those any more that have gone before it. */
  release(): void {
    for (const slot of this.#freed) {
      this.bySlot[slot] = undefined
      this.ids[slot] = 0
      this.#free.push(slot)
    }
    this.#freed = []
    this.goneStatics = []
    this.goneIds = []
  }

  #place(entity: Entity): void {
    const slot = this.#free.pop() ?? this.bySlot.length
    if (slot === this.ids.length) {
      this.ids = grown(this.ids)
      this.changedAt = grown(this.changedAt)
      this.listOf = grown(this.listOf)
    }
    entity.$slot = slot
    this.bySlot[slot] = entity
    this.ids[slot] = entity.id
    this.listOf[slot] = entity.$list
    this.changedAt[slot] = 0
  }

  #keepStatic(entity: Entity): void {
    entity.$settle()
    entity.$isStatic = true
    entity.$isFresh = false
    entity.$index = this.statics.push(entity) - 1
  }

  #forgetStatic(entity: Entity): void {
    this.statics[entity.$index] = undefined
    this.goneStatics.push({ id: entity.id, place: entity.$index })
  }
}

/** Twice as long. */
export function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(array.length * 2)
  longer.set(array)
  return longer
}
