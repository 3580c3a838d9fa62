// What all entities of a world share. Their classes are made of the types of a view's lists (entity-class.ts); what begins with
// a `$` is the world's own, as no field of a schema does.

/** What an entity needs of its world. */
export interface EntityOwner {
  /** It is about to change for the first time since the last patch. */
  touch(entity: Entity): void
  remove(entity: Entity): void
}

/** Bits of a mask beside those of fields, which are 1 << tag: it jumps; the viewer does not have it yet. */
export const SNAP = 1 << 28
export const NEW = 1 << 30
/** The highest tag of a field of an entity. */
export const MOST_TAG = 27

export abstract class Entity {
  // Hot fields first, so V8 lays them out together.
  /** What has changed since the last patch: a bit for each field. */
  $dirty = 0
  /** Its place in the world's arrays. */
  $slot: number
  /** Its place in the list of those that are alive. */
  $index = 0
  readonly id: number
  readonly $owner: EntityOwner
  /** Of the list of the view. */
  readonly $list: number
  readonly $isPlaced: boolean
  /** Never changes, and is sent once. */
  $isStatic = false
  $isAlive = true
  /** It has been in no patch. */
  $isFresh = true
  /** uids of those who may see it; undefined for everybody. */
  $only: ReadonlySet<string> | undefined

  constructor(owner: EntityOwner, { id, slot, list, isPlaced }: EntityPlace) {
    this.$owner = owner
    this.id = id
    this.$slot = slot
    this.$list = list
    this.$isPlaced = isPlaced
  }

  remove(): void {
    this.$owner.remove(this)
  }

  /** What $write writes is as it is now, for a world that ends: no viewer would hear any more of what has changed. */
  abstract $refresh(): void
  /** Takes the marks; returns which fields differ from what was written last. */
  abstract $settle(): number
  /** Writes the fields of `mask`, as they were at the last $settle(), as one element of a `*T`. Returns the end. */
  abstract $write(mask: number, bytes: Uint8Array, start: number): number
  /** Bytes that $write needs at most. */
  abstract $bound(mask: number): number
}

/** Of one whose type has x and y. */
export interface Placed {
  readonly x: number
  readonly y: number
}

export interface EntityPlace {
  id: number
  slot: number
  list: number
  isPlaced: boolean
}

export type EntityClass = new (owner: EntityOwner, place: EntityPlace) => Entity & Record<string, unknown>
