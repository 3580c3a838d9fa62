// Makes an object of an older version of a class one of the newest. It stays the same object, with its fields, timers and
// subscriptions: only where its methods come from changes. It keeps true: an object that can't go over stays as it was.
//
// #private members are installed by a constructor only. A class that has some goes over by what it says of its state: its own
// constructors run once more, on the object as it is, and `importState` takes what `exportState` gave.

import { hasPrivateNames } from './private-names.ts'

/** A class of a game, as far as it is looked at here. */
export interface RenewableClass {
  readonly prototype: object
  readonly name?: string
}

/** What such an object may have of its own. */
interface Renewable {
  exportState(): unknown
  importState(state: never): unknown
  onReload(from: string): unknown
}

export interface Renewing {
  type: RenewableClass
  /** The prototype of the kit's own base, whose hooks do nothing. */
  base: object
  /** What the constructors of the class are given. */
  init: unknown
  /** The version that it comes from. */
  from: string
}

/** Returns why it stays as it is; undefined when it has gone over. Throws what the object's own hooks throw. */
export function renew(object: object, { type, base, init, from }: Renewing): string | undefined {
  const why = whyNot(object, type, base)
  if (why !== undefined) return why
  const { fresh, closed } = difference(object, type)
  if (!closed) Object.setPrototypeOf(object, type.prototype)
  else moveState(object as Renewable, type, { fresh, init })
  ;(object as Renewable).onReload(from)
  return undefined
}

/** Why the object can't be made one of `type`; undefined where it can. */
export function whyNot(object: object, type: RenewableClass, base: object): string | undefined {
  const { closed } = difference(object, type)
  if (!closed || (saysHow(object, base) && saysHow(type.prototype, base))) return undefined
  return `${nameOf(closed)} has #private members, and not both exportState() and importState()`
}

function saysHow(object: object, base: object): boolean {
  const [own, none] = [object as Renewable, base as Renewable]
  return own.exportState !== none.exportState && own.importState !== none.importState
}

/** From one version of a class to another. */
interface Difference {
  readonly type: RenewableClass
  /** Classes that only the new one has, the nearest first. */
  readonly fresh: readonly RenewableClass[]
  /** A class that only one of them has, with #private members. */
  readonly closed: RenewableClass | undefined
}

/** By the old prototype, since many objects have it. */
const known = new WeakMap<object, Difference>()

function difference(object: object, type: RenewableClass): Difference {
  const prototype = Object.getPrototypeOf(object) as object
  const found = known.get(prototype)
  if (found?.type === type) return found
  const [before, after] = [chainOf(prototype), chainOf(type.prototype)]
  const fresh = after.filter(each => !before.includes(each))
  const gone = before.filter(each => !after.includes(each))
  const made = { type, fresh, closed: [...fresh, ...gone].find(hasPrivateNames) }
  known.set(prototype, made)
  return made
}

function chainOf(prototype: object | null): RenewableClass[] {
  const classes: RenewableClass[] = []
  for (let p = prototype; p && p !== Object.prototype; p = Object.getPrototypeOf(p))
    classes.push(p.constructor as unknown as RenewableClass)
  return classes
}

interface Move {
  fresh: readonly RenewableClass[]
  init: unknown
}

function moveState(object: Renewable, type: RenewableClass, { fresh, init }: Move): void {
  const state = object.exportState()
  const [before, fields] = [Object.getPrototypeOf(object), Object.getOwnPropertyDescriptors(object)]
  try {
    constructOn(object, type, { fresh, init })
    Object.setPrototypeOf(object, type.prototype)
    restore(object, fields)
    object.importState(state as never)
  } catch (error) {
    Object.setPrototypeOf(object, before)
    restore(object, fields)
    throw error
  }
}

/** First values have taken the place of what the object had. */
function restore(object: object, fields: PropertyDescriptorMap): void {
  Object.defineProperties(object, fields)
}

/** Runs the constructors of the new classes on the object: what the lowest of them extends is, meanwhile, a class that gives it. */
function constructOn(object: object, type: RenewableClass, { fresh, init }: Move): void {
  const lowest = fresh.at(-1)!
  const parent = Object.getPrototypeOf(lowest) as object
  // An arrow function is no constructor.
  Object.setPrototypeOf(lowest, function giveObject() {
    return object
  })
  try {
    ;new (type as unknown as new (init: unknown) => object)(init)
  } finally {
    Object.setPrototypeOf(lowest, parent)
  }
}

const nameOf = ({ name }: RenewableClass): string => name || 'the class'
