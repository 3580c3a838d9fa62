// What a service or a room with #private members gives to its next version, and what that takes: the types of the two fit, or it
// does not compile. The lines marked so are checked by tsc in `npm run check`.

import { expect, test } from 'vitest'
import type { Ref } from '../../server/core/service/ref.ts'
import { commandsOf } from '../../server/core/service/service.ts'
import { gameKit, type Member } from '../../server/kit/index.ts'

const { Room, Service } = gameKit<{ role: never }>()

class Tally extends Service {
  #counts = new Map<string, number>()

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  override exportState(): Map<string, number> {
    return this.#counts
  }

  override importState(counts: ReadonlyMap<string, number>): void {
    this.#counts = new Map(counts)
  }
}

class Strange extends Service {
  #counts = new Map<string, number>()

  override exportState(): Map<string, number> {
    return this.#counts
  }

  // @ts-expect-error: a map is given
  override importState(counts: Record<string, number>): void {
    this.#counts = new Map(Object.entries(counts))
  }
}

class WantsMore extends Service {
  #n = 0

  override exportState(): { n: number } {
    return { n: this.#n }
  }

  // @ts-expect-error: no step is given
  override importState({ n, step }: { n: number; step: number }): void {
    this.#n = n + step
  }
}

class GivesNothing extends Service {
  #n = 0

  count(): number {
    return ++this.#n
  }

  // @ts-expect-error: nothing is given
  override importState({ n }: { n: number }): void {
    this.#n = n
  }
}

class Hall extends Room {
  #seen: string[] = []

  override onJoin({ uid }: Member): void {
    this.#seen.push(uid)
  }

  override exportState(): { seen: string[] } {
    return { seen: this.#seen }
  }

  override importState({ seen }: { seen: readonly string[] }): void {
    this.#seen = [...seen]
  }
}

class Lost extends Room {
  #seen: string[] = []

  override exportState(): { seen: string[] } {
    return { seen: this.#seen }
  }

  // @ts-expect-error: texts are given
  override importState({ seen }: { seen: number[] }): void {
    this.#seen = seen.map(String)
  }
}

test('what goes over is no command', () => {
  expect([...commandsOf(Tally)]).toEqual(['add'])
  const ask = (tally: Ref<Tally>) => [
    tally.call.add('a'),
    // @ts-expect-error: no command
    () => tally.call.exportState(),
    // @ts-expect-error: no command
    () => tally.call.importState(new Map()),
  ]
  expect([ask, Strange, WantsMore, GivesNothing, Hall, Lost].every(each => typeof each === 'function')).toBe(
    true,
  )
})
