// Levels of the log that were changed while the server runs: of a whole thread, or of the services that have a name, a class
// or an address. Until a time, or for good.

import { ticks } from '../../lib/clock.ts'
import { type Address, showAddress } from '../address.ts'

interface Leveled {
  readonly name: string | undefined
  readonly type: string
  readonly address: Address
}

export class LogLevels {
  /** Of the configuration. */
  readonly #usual: string
  /** What services are called, or '' for everything -> their level, until when (ticks). */
  readonly #levels = new Map<string, { level: string; until: number }>()

  constructor(usual: string) {
    this.#usual = usual
  }

  /** `who`: a name, a class, an address as it is shown, or '' for everything. */
  set(who: string, level: string, ms: number): void {
    this.#levels.set(who, { level, until: ticks() + ms })
  }

  /** Of everything that has no level of its own. */
  get general(): string {
    return this.#find('') ?? this.#usual
  }

  levelOf({ name, type, address }: Leveled): string {
    return this.#find(name ?? '') ?? this.#find(showAddress(address)) ?? this.#find(type) ?? this.general
  }

  #find(who: string): string | undefined {
    const found = this.#levels.get(who)
    if (!found) return undefined
    if (found.until > ticks()) return found.level
    this.#levels.delete(who)
    return undefined
  }
}
