// What has to happen before a thread or the node ends: named hooks, the last registered first, under one deadline.
// A hook that fails or is late is reported, and the others run all the same: each leaves them some of the time.

export interface ExitHook {
  name: string
  /** `deadline`: performance.now() at which the hooks after it run, whether it is done or not. */
  run(deadline: number): unknown
}

/** ms that a hook, or a service that ends, leaves to each one after it, if that much is left. */
const SHARE = 200

export interface ExitProblem {
  hook: string
  error: unknown
}

export class ExitHooks {
  #hooks: ExitHook[] = []

  /** In the order in which they run. */
  get names(): string[] {
    return this.#hooks.map(({ name }) => name).reverse()
  }

  add(name: string, run: ExitHook['run']): void {
    this.#hooks.push({ name, run })
  }

  /** Runs each hook once, one after the other; resolves with what went wrong. */
  async run(deadline: number): Promise<ExitProblem[]> {
    const problems: ExitProblem[] = []
    for (let hook = this.#hooks.pop(); hook; hook = this.#hooks.pop()) {
      const error = await runOne(hook, deadlineOf(deadline, this.#hooks.length))
      if (error !== undefined) problems.push({ hook: hook.name, error })
    }
    return problems
  }
}

/** When something has to be done by, so that `others` after it have their share until `deadline`: at most half of what is left. */
export function deadlineOf(deadline: number, others: number): number {
  const left = Math.max(0, deadline - performance.now())
  return deadline - Math.min(left / 2, SHARE * others)
}

async function runOne(hook: ExitHook, deadline: number): Promise<unknown> {
  try {
    const run = Promise.resolve().then(() => hook.run(deadline))
    if (await isDoneBy(deadline, run)) return undefined
    return new Error(`exit hook "${hook.name}" is late`)
  } catch (error) {
    return error ?? new Error('rejected without a reason')
  }
}

/** ms until the deadline, less `left`, or less half of them if that is shorter. */
export function timeBefore(deadline: number, left: number): number {
  const all = Math.max(0, deadline - performance.now())
  return all - Math.min(left, all / 2)
}

/** Whether `work` is done by `deadline` (of performance.now()). Rejects if it does. */
export async function isDoneBy(deadline: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>(resolve => {
    timer = setTimeout(() => resolve(false), Math.max(0, deadline - performance.now()))
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
