// What has to happen before a thread or the node ends: named hooks, the last registered first, under one deadline.
// A hook that fails or is late is reported and does not keep the others from running: each has to leave them some time.

export interface ExitHook {
  name: string
  /** `deadline`: performance.now() at which the hooks behind it run, done or not. */
  run(deadline: number): unknown
}

/** ms that a hook leaves to each of those behind it, where there is so much. */
const SHARE = 200

export interface ExitProblem {
  hook: string
  error: unknown
}

export class ExitHooks {
  #hooks: ExitHook[] = []

  add(name: string, run: ExitHook['run']): void {
    this.#hooks.push({ name, run })
  }

  /** Runs every hook once, one after the other; resolves with what went wrong. */
  async run(deadline: number): Promise<ExitProblem[]> {
    const problems: ExitProblem[] = []
    for (let hook = this.#hooks.pop(); hook; hook = this.#hooks.pop()) {
      const error = await runOne(hook, deadline - this.#reserve(deadline))
      if (error !== undefined) problems.push({ hook: hook.name, error })
    }
    return problems
  }

  /** ms that the hooks which are left need, half of what there is at most. */
  #reserve(deadline: number): number {
    const left = Math.max(0, deadline - performance.now())
    return Math.min(left / 2, SHARE * this.#hooks.length)
  }
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

/** ms until the deadline without `left`, which is half of the time where there is little. */
export function timeBefore(deadline: number, left: number): number {
  const all = Math.max(0, deadline - performance.now())
  return all - Math.min(left, all / 2)
}

/** Whether `work` is done at `deadline` (of performance.now()); rejects when it does. */
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
