// What a thread does when its node is told to reload what lies outside of it (its log file, its certificates) without a
// restart: named hooks, in the order of their registration. One that fails is logged and leaves things as they were.

import type { Logger } from './log/log.ts'

export class ReloadHooks {
  readonly #hooks: { name: string; run: () => unknown }[] = []

  add(name: string, run: () => unknown): void {
    this.#hooks.push({ name, run })
  }

  async run(log: Logger): Promise<void> {
    for (const { name, run } of this.#hooks) {
      try {
        await run()
      } catch (error) {
        log.error({ err: error, hook: name }, 'reload failed; the previous state stays in use')
      }
    }
  }
}
