// The object behind a service: made, opened, taken over to new code, closed. It keeps true: there is one at a time; what it
// uses besides its messages (parts) ends with it; its commands are those of its class as it is now.

import type { CodeChange } from '../code/class-book.ts'
import { concerns, renewService } from '../code/follow-code.ts'
import type { Logger } from '../log/log.ts'
import type { ServiceEnd } from '../supervise/service-end.ts'
import { begin, finish, hearsDays, type Lifecycle } from './lifecycle.ts'
import { Parts, type PartsHost } from './parts/parts.ts'
import { type AnyServiceClass, commandsOf, type Service } from './service.ts'

/** What it needs of the cell. */
export interface InstanceHost extends PartsHost {
  readonly name: string | undefined
  readonly log: Logger
  readonly isEnding: boolean
  noteFailure(command: string, error: unknown): void
}

export class Instance {
  service: Service<unknown> | undefined
  /** Names that may be called or sent. */
  commands: ReadonlySet<string>
  /** Commands that do not wait for their turn. */
  immediate: ReadonlySet<string> | undefined
  readonly #cell: InstanceHost
  #make: (() => Service<unknown>) | undefined
  #parts: Parts | undefined

  constructor(cell: InstanceHost, type: AnyServiceClass) {
    this.#cell = cell
    this.commands = commandsOf(type)
    this.immediate = type.immediate
  }

  /** From now on open() makes it so. */
  makeBy(make: () => Service<unknown>): void {
    this.#make = make
  }

  /** Makes it and begins it; returns what its onStart does. `isLast`: it is not made again. */
  open(isLast: boolean): unknown {
    this.service = this.#make!()
    if (isLast) this.#make = undefined
    return begin(this.#lifecycle!, () => {
      this.service = undefined
    })
  }

  /** Of what it has opened nothing begins any more. */
  closeParts(): void {
    this.#parts?.close()
  }

  /** The next one has parts of its own. */
  dropParts(): void {
    this.#parts = undefined
  }

  /** Runs its end: hooks, then what its class does. */
  end(end: ServiceEnd): void {
    const lifecycle = this.#lifecycle
    void end.run(this.#parts?.takeEndHooks(), () => lifecycle && finish(lifecycle))
  }

  get parts(): Parts {
    this.#parts ??= new Parts(this.#cell)
    if (this.#cell.isEnding) this.#parts.close()
    return this.#parts
  }

  /** undefined where it has used none. */
  get partsInUse(): Parts | undefined {
    return this.#parts
  }

  /** Of its log lines. */
  get about(): object {
    return this.#lifecycle?.logFields ?? {}
  }

  /** What it does when days have begun; undefined for one that does not hear of it. */
  dailyWork(days: number): (() => unknown) | undefined {
    const lifecycle = this.#lifecycle
    return lifecycle && hearsDays(lifecycle) ? () => lifecycle.onDaily(days) : undefined
  }

  isConcernedBy(change: CodeChange): boolean {
    return this.service !== undefined && concerns(change, this.service)
  }

  /** Goes over to the game's new code. */
  renew(change: CodeChange): void {
    if (!this.service || this.#cell.isEnding) return
    try {
      renewService(this.service, this.#cell, change)
    } catch (error) {
      this.#cell.noteFailure('onReload', error)
      this.#cell.log.error({ err: error }, 'new code: a hook of a service has failed')
    }
    // Also where onReload has failed: the methods are the new ones.
    const type = this.service.constructor as unknown as AnyServiceClass
    this.commands = commandsOf(type)
    this.immediate = type.immediate
  }

  get #lifecycle(): Lifecycle | undefined {
    return this.service as unknown as Lifecycle | undefined
  }
}
