// One random change, made in the same way to a role's document and to a plain one.

import { pick, type Random, randomKey, randomValue, type Shape } from './shapes.ts'

// biome-ignore lint/suspicious/noExplicitAny: the schema is random, so the types are
type Any = any

interface Spot {
  shape: Shape
  seen: Any
  plain: Any
}

/** Walks to a random container, and changes it there. */
export function change(random: Random, shape: Shape, documents: { seen: unknown; plain: unknown }): void {
  let spot: Spot = { shape, ...documents }
  for (;;) {
    const below = containersBelow(spot)
    if (below.length === 0 || random(3) === 0) break
    spot = pick(random, below)
  }
  if (spot.shape.kind === 'object') changeObject(random, spot, spot.shape)
  else if (spot.shape.kind === 'array') changeArray(random, spot, spot.shape.entry)
  else if (spot.shape.kind === 'record') changeRecord(random, spot, spot.shape.entry)
  else if (spot.shape.kind === 'map') changeMap(random, spot, spot.shape.entry)
}

function containersBelow({ shape, seen, plain }: Spot): Spot[] {
  const isContainer = (at: Shape) => ['object', 'array', 'record', 'map'].includes(at.kind)
  const spots: Spot[] = []
  const add = (at: Shape, a: Any, b: Any) => {
    if (isContainer(at) && b !== undefined && b !== null) spots.push({ shape: at, seen: a, plain: b })
  }
  if (shape.kind === 'object')
    for (const [name, field] of Object.entries(shape.fields)) add(field.shape, seen[name], plain[name])
  if (shape.kind === 'array' || shape.kind === 'record')
    for (const key of Object.keys(plain)) add(shape.entry, seen[key], plain[key])
  if (shape.kind === 'map') for (const key of plain.keys()) add(shape.entry, seen.get(key), plain.get(key))
  return spots
}

/** The same value twice, since the plain document keeps what it is given. */
const twice = (random: Random, shape: Shape): [unknown, unknown] => {
  const value = randomValue(random, shape)
  return [value, structuredClone(value)]
}

function changeObject(random: Random, { seen, plain }: Spot, shape: Shape & { kind: 'object' }): void {
  const [name, field] = pick(random, Object.entries(shape.fields))
  const same = Object.entries(shape.fields).filter(
    ([, other]) => JSON.stringify(other) === JSON.stringify(field),
  )
  const action = random(6)
  if (field.optional && action === 0) {
    seen[name] = undefined
    delete plain[name]
  } else if (action === 1 && plain[name] !== undefined) {
    // Moves a subtree: what it replaces goes on outside, and does not reach the role any more.
    const [target] = pick(random, same)
    seen[target] = seen[name]
    plain[target] = structuredClone(plain[name])
  } else if (action === 2) {
    const before = seen[name]
    seen[name] = before
  } else {
    const [a, b] = twice(random, field.shape)
    const old = seen[name]
    seen[name] = a
    plain[name] = b
    scribble(random, old, field.shape)
    scribble(random, a, field.shape)
  }
}

/** Changes a value that is no part of the role any more, or never was. */
function scribble(random: Random, value: Any, shape: Shape): void {
  if (value === undefined || value === null || random(2)) return
  if (shape.kind === 'array') value.push(randomValue(random, shape.entry))
  if (shape.kind === 'record') value.a = randomValue(random, shape.entry)
  if (shape.kind === 'bytes' && value.length) value[0] ^= 1
  if (shape.kind === 'date') value.setTime(5)
}

function changeArray(random: Random, { seen, plain }: Spot, entry: Shape): void {
  const { length } = plain
  const [at, other, count] = [random(length + 1), random(length || 1), random(3)]
  const values = Array.from({ length: random(3) }, () => twice(random, entry))
  const actions: ((list: Any, added: unknown[]) => void)[] = [
    (list, added) => list.push(...added),
    (list, added) => list.push(...added),
    list => list.pop(),
    list => list.shift(),
    (list, added) => list.unshift(...added),
    (list, added) => list.splice(at, count, ...added),
    list => list.sort(byText),
    list => list.reverse(),
    list => list.copyWithin(at, other),
    (list, added) => added.length && list.fill(added[0], at),
    list => {
      list.length = at
    },
    (list, added) => {
      if (added.length) list[at] = added[0]
    },
    list => {
      if (length) [list[at % length], list[other]] = [list[other], list[at % length]]
    },
  ]
  const action = pick(random, actions)
  action(
    seen,
    values.map(pair => pair[0]),
  )
  action(
    plain,
    values.map(pair => pair[1]),
  )
  // The plain array holds one object several times where the role holds copies.
  plain.splice(0, plain.length, ...plain.map((item: unknown) => structuredClone(item)))
}

/** Keys in order: that of their making is not kept by a store, and not the declared one in a plain document. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, part) => {
    if (typeof part === 'bigint') return String(part)
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    const entries: [string, unknown][] = part instanceof Map ? [...part] : Object.entries(part)
    return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)))
  })

/** Any order that a role's entries and plain ones agree on. */
const byText = (a: unknown, b: unknown): number =>
  textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0

function changeRecord(random: Random, { seen, plain }: Spot, entry: Shape): void {
  const key = randomKey(random, { kind: 'record', entry })
  if (random(3) === 0) {
    delete seen[key]
    delete plain[key]
    return
  }
  const [a, b] = twice(random, entry)
  seen[key] = a
  plain[key] = b
}

function changeMap(random: Random, { shape, seen, plain }: Spot, entry: Shape): void {
  const key = randomKey(random, shape)
  const action = random(12)
  if (action === 0) {
    seen.clear()
    plain.clear()
  } else if (action < 4) {
    seen.delete(key)
    plain.delete(key)
  } else {
    const [a, b] = twice(random, entry)
    seen.set(key, a)
    plain.set(key, b)
  }
}
