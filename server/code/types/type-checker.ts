// Main's side of the process that knows the game's types (type-child.ts): started when it is asked first, ended after a while
// without a question. It keeps true: one question at a time, each has one answer, or an error when the process ends.

import { type ChildProcess, fork } from 'node:child_process'
import type { TypeAnswer } from './type-child.ts'

const CHILD = new URL('./type-child.ts', import.meta.url)
/** ms that a look may take: the first one reads everything. */
const WITHIN = 60_000
/** ms until a process that nobody asks is ended: it holds 300 MB. */
const IDLE = 600_000

export class TypeChecker {
  readonly #entry: string
  #child: Promise<ChildProcess> | undefined
  #idle: NodeJS.Timeout | undefined
  #last: Promise<unknown> = Promise.resolve()

  /** `entry`: the path of the game's module. */
  constructor(entry: string) {
    this.#entry = entry
  }

  /** What is wrong with the types of the game's files as they are. */
  check(): Promise<TypeAnswer> {
    const answer = this.#last.then(() => this.#ask())
    this.#last = answer.catch(() => undefined)
    return answer
  }

  close(): void {
    clearTimeout(this.#idle)
    void this.#child?.then(child => child.kill()).catch(() => undefined)
    this.#child = undefined
  }

  async #ask(): Promise<TypeAnswer> {
    clearTimeout(this.#idle)
    this.#child ??= start(this.#entry)
    try {
      const child = await this.#child
      const answer = next<TypeAnswer>(child)
      child.send('check')
      return await answer
    } catch (error) {
      this.close()
      throw error
    } finally {
      this.#idle = setTimeout(() => this.close(), IDLE).unref()
    }
  }
}

async function start(entry: string): Promise<ChildProcess> {
  const child = fork(CHILD, [entry], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.unref()
  child.channel?.unref()
  await next(child)
  return child
}

/** Its next message. Rejects when it ends, or takes too long. */
function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const over = (run: () => void) => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onEnd).off('error', reject)
      run()
    }
    const onMessage = (message: unknown) => over(() => resolve(message as T))
    const onEnd = () => over(() => reject(new Error('the process that checks types has ended')))
    const timer = setTimeout(
      () => over(() => reject(new Error('the check of the types takes too long'))),
      WITHIN,
    )
    child.once('message', onMessage).once('exit', onEnd).once('error', reject)
  })
}
