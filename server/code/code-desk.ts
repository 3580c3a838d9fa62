// A worker's side of a replacement: the service `.code/<slot>`. Before its thread serves players it asks main for the version that
// runs, as that may have changed since the thread was started.

import type { Address } from '../core/address.ts'
import { CodeRefusal } from '../core/code/code-hooks.ts'
import type { Straggler } from '../core/code/follow-code.ts'
import { Service } from '../core/service/service.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { CodeSwitch, RunningCode } from './code-switch.ts'
import type { ModuleSet } from './modules.ts'
import { problemsOf } from './problems.ts'

/** The service on main. */
interface CodeOfNode {
  register(slot: number, address: Address, hash: string): RunningCode | undefined
}

export interface CodeDeskOptions {
  thread: Thread
  switch: CodeSwitch
}

export const CODE = '.code'
export const deskName = (slot: number): string => `.code/${slot}`

/** ms: main may have a replacement in progress. */
const REGISTERED_WITHIN = 60_000

export class CodeDesk extends Service<CodeDeskOptions> {
  static concurrent = true

  protected override async onStart(): Promise<void> {
    const { current } = this.options.switch
    const main = await this.node.query<CodeOfNode>(CODE)
    const { slot } = this.options.thread
    const newer = await main.within(REGISTERED_WITHIN).call.register(slot, this.address, current.modules.hash)
    if (newer) await this.#goOverTo(newer)
  }

  /** What is wrong with the version on this thread; nothing when it may be committed. */
  async prepare(modules: ModuleSet): Promise<string[]> {
    try {
      await this.options.switch.prepare(modules)
      return []
    } catch (error) {
      return problemsOf(error, modules)
    }
  }

  /** Returns how long (ms) it held the thread. */
  commit(version: { version: number; hash: string }): number {
    return this.options.switch.commit(version)
  }

  drop(): void {
    this.options.switch.drop()
  }

  current(): { version: number; hash: string } {
    const { version, modules } = this.options.switch.current
    return { version, hash: modules.hash }
  }

  stragglers(): Straggler[] {
    return this.options.thread.cells.stragglers()
  }

  protected override inspect(): object {
    return this.current()
  }

  async #goOverTo({ version, modules }: RunningCode): Promise<void> {
    const problems = await this.prepare(modules)
    if (problems.length > 0) throw new CodeRefusal(problems)
    this.commit({ version, hash: modules.hash })
  }
}
