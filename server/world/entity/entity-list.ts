// One list of a view: its entities, by id. A game has it as `this.lists.heroes`.

import type { StructType } from '../../../protocol/sproto/schema/schema.ts'
import type { Entity, EntityClass } from './entity.ts'

export interface Spawning {
  /** Only these members see it; everybody unless said. */
  only?: readonly { readonly uid: string }[] | undefined
  /** It never changes, everybody has it from the beginning, wherever it stands, and it is sent once. */
  isStatic?: boolean
  /** Of one that was there before. */
  id?: number
}

export interface EntityMaker {
  make(plan: ListPlan, list: number, fields: Readonly<Record<string, unknown>>, options: Spawning): Entity
}

export interface ListPlan {
  readonly name: string
  /** Of its field in the push. */
  readonly tag: number
  readonly type: EntityClass
  readonly struct: StructType
  /** All fields of its type, the id too. */
  readonly all: number
  /** Its type has x and y. */
  readonly isPlaced: boolean
}

export class EntityList implements Iterable<Entity> {
  readonly #store: EntityMaker
  readonly #plan: ListPlan
  readonly #number: number
  readonly #byId = new Map<number, Entity>()

  constructor(store: EntityMaker, plan: ListPlan, number: number) {
    this.#store = store
    this.#plan = plan
    this.#number = number
  }

  /** Throws ROOM_FULL where the world has all the entities that it may have, TypeError for a value that no field takes. */
  spawn(fields: Readonly<Record<string, unknown>>, options: Spawning = {}): Entity {
    const entity = this.#store.make(this.#plan, this.#number, fields, options)
    this.#byId.set(entity.id, entity)
    return entity
  }

  get(id: number): Entity | undefined {
    return this.#byId.get(id)
  }

  get size(): number {
    return this.#byId.size
  }

  /** In the order of their ids. What is removed meanwhile is left out, what is spawned meanwhile comes too. */
  [Symbol.iterator](): IterableIterator<Entity> {
    return this.#byId.values()
  }

  $forget(entity: Entity): void {
    this.#byId.delete(entity.id)
  }
}
