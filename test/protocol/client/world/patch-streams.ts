// Random worlds, and what a server says of them to one client: at once, later, in parts, more than is needed, and anew after a loss.

import fc from 'fast-check'
import type { ViewBody } from '../../../../protocol/client/world/mirror.ts'
import type { Hero, Shot } from '../../../support/games/arena-messages.ts'
import { hero, shot } from './view-by-hand.ts'

/** What happens in one tick. */
export interface Happening {
  comes: boolean
  /** Which of those that are there leaves the world, hides or shows itself: modulo how many there are. */
  goes: number | undefined
  turns: number[]
  moves: [which: number, x: number, hp: number][]
  /** The server says it; says nothing (the client is slow); what it says is lost, with the connection; it says all anew. */
  way: 'said' | 'silent' | 'lost' | 'full'
  /** What the client has already and is told once more. */
  repeats: number
}

const which = fc.nat(1000)

export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    comes: fc.boolean(),
    goes: fc.option(which, { nil: undefined, freq: 5 }),
    turns: fc.array(which, { maxLength: 2 }),
    moves: fc.array(fc.tuple(which, fc.integer({ min: -5000, max: 5000 }), fc.integer()), { maxLength: 5 }),
    way: fc.constantFrom('said', 'said', 'said', 'silent', 'lost', 'full'),
    repeats: fc.nat(3),
  }) as fc.Arbitrary<Happening>,
  { maxLength: 60 },
)

type Record_ = Hero & Shot

/** A world, what the client sees of it, and what the server believes that it has. */
export class StreamedWorld {
  tick = 0
  readonly #all = new Map<number, { list: 'heroes' | 'shots'; record: Record_; isSeen: boolean }>()
  #believed = new Map<number, Record_>()
  /** As of the last patch that arrived. */
  #applied = new Map<number, Record_>()
  #isLost = true
  #lastId = 0

  /** Goes on by a tick; the patch that arrives, if one does. */
  go(happening: Happening): ViewBody | undefined {
    this.tick++
    this.#change(happening)
    const isFull = this.#isLost || happening.way === 'full'
    if (happening.way === 'silent') return undefined
    const body = this.#compose(isFull, happening.repeats)
    this.#isLost = happening.way === 'lost'
    if (this.#isLost) this.#believed = new Map(this.#applied)
    else this.#applied = new Map(this.#believed)
    return this.#isLost ? undefined : body
  }

  /** What is seen, by list and id. */
  seen(list: 'heroes' | 'shots'): Map<number, Record_> {
    const seen = [...this.#all.values()].filter(each => each.list === list && each.isSeen)
    return new Map(seen.map(({ record }) => [record.id!, record]))
  }

  #change({ comes, goes, turns, moves }: Happening): void {
    const pick = (n: number) => [...this.#all.values()][n % Math.max(1, this.#all.size)]
    if (goes !== undefined) this.#all.delete(pick(goes)?.record.id ?? 0)
    for (const n of turns) {
      const each = pick(n)
      if (each) each.isSeen = !each.isSeen
    }
    for (const [n, x, hp] of moves) {
      const each = pick(n)
      if (each) each.record = { ...each.record, x: x / 10, ...(each.list === 'heroes' && { hp }) }
    }
    if (!comes) return
    const id = ++this.#lastId
    const list = id % 3 === 0 ? 'shots' : 'heroes'
    const record = (list === 'shots' ? shot(id) : hero(id)) as Record_
    this.#all.set(id, { list, record, isSeen: true })
  }

  #compose(isFull: boolean, repeats: number): ViewBody {
    const sees = [...this.#all.values()].filter(({ isSeen }) => isSeen)
    const ids = new Set(sees.map(({ record }) => record.id!))
    const gone = [...this.#believed.keys()].filter(id => !ids.has(id))
    const patch: Record<string, unknown> = { view: 1, tick: this.tick }
    const body: Record<string, unknown> = { patch }
    if (isFull) Object.assign(patch, { is_full: true, keep: [...ids].filter(id => this.#believed.has(id)) })
    else if (gone.length > 0) patch.gone = gone
    for (const { list, record } of sees) {
      const part = this.#part(record, repeats-- > 0)
      if (part) body[list] = [...((body[list] as Record_[]) ?? []), part]
    }
    this.#believed = new Map(sees.map(({ record }) => [record.id!, record]))
    return body as ViewBody
  }

  /** All of one that is new, of others what has changed. */
  #part(record: Record_, isWhole: boolean): Record_ | undefined {
    const before = this.#believed.get(record.id!)
    if (!before || isWhole) return record
    const changed = Object.entries(record).filter(
      ([field, value]) => before[field as keyof Record_] !== value,
    )
    return changed.length > 0 ? { id: record.id, ...Object.fromEntries(changed) } : undefined
  }
}
