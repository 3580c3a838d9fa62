// How the parts of a thread follow the game's code when that is replaced: each capability adds here what it does then. It keeps
// true: all hooks have agreed before the first one switches, and all switch in one go, between two messages.

import { createDeferred, type Deferred } from '../../lib/deferred.ts'
import { AppError, StartError } from '../errors.ts'
import type { Logger } from '../log/log.ts'
import { ClassBook } from './class-book.ts'

/**
 * Looks at the game's next definition, and changes nothing. Throws StartError, `field: expected X, got Y`, where that can't go over
 * while the server runs. Gives what switches to it: at once, waiting for nothing.
 */
export type PrepareCode = (next: never, code: NextCode) => Switch | Promise<Switch>

type Switch = () => void

export interface NextCode {
  /** Whether the file with this URL, or one that it reaches, is another than in the version that runs. */
  isChanged(file: string): boolean
}

/** Why a version can't take the place of the one that runs. */
export class CodeRefusal extends Error {
  override name = 'CodeRefusal'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('; '))
    this.problems = problems
  }
}

export class CodeHooks {
  readonly classes = new ClassBook()
  readonly #log: Logger
  readonly #hooks: { name: string; prepare: PrepareCode }[] = []
  readonly #afterwards: (() => unknown)[] = []
  /** Of the version that is prepared and not committed: settled when it is, or is dropped. */
  #next: Deferred<void> | undefined

  constructor(log: Logger) {
    this.#log = log
  }

  add(name: string, prepare: PrepareCode): void {
    this.#hooks.push({ name, prepare })
  }

  /** Rejects with CodeRefusal: what each hook has against it. Resolves with what switches all of them. */
  async prepare(next: object, code: NextCode): Promise<Switch> {
    const problems: string[] = []
    const switches: { name: string; run: Switch }[] = []
    for (const { name, prepare } of this.#hooks) {
      try {
        switches.push({ name, run: await prepare(next as never, code) })
      } catch (error) {
        problems.push(problemOf(name, error))
      }
    }
    if (problems.length > 0) throw new CodeRefusal(problems)
    this.#next ??= createDeferred<void>()
    return () => {
      for (const each of switches) this.#switch(each)
      this.drop()
    }
  }

  /** What was prepared is not to be committed. */
  drop(): void {
    this.#next?.resolve()
    this.#next = undefined
  }

  /** For who is asked for something that this thread does not know: others may have switched a moment before it. Resolves when it has
   * switched too; at once when nothing is prepared. */
  async untilSwitched(): Promise<void> {
    await this.#next?.promise
  }

  /** For main, in a switch: `work` runs when every thread has switched. */
  afterwards(work: () => unknown): void {
    this.#afterwards.push(work)
  }

  /** Every thread has switched. Resolves when that work is done; what fails of it is logged. */
  async settle(): Promise<void> {
    for (const work of this.#afterwards.splice(0)) {
      try {
        await work()
      } catch (error) {
        this.#log.error({ err: error }, 'not all that is new in the code could be launched')
      }
    }
  }

  #switch({ name, run }: { name: string; run: () => void }): void {
    try {
      run()
    } catch (error) {
      this.#log.error({ err: error, part: name }, 'a part of the server did not follow the new code')
    }
  }
}

/** What a game has wrong is said in its own words; anything else is a bug. */
function problemOf(name: string, error: unknown): string {
  const isSaid =
    error instanceof StartError ||
    error instanceof AppError ||
    error instanceof TypeError ||
    error instanceof RangeError
  return isSaid
    ? error.message
    : `${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`
}
