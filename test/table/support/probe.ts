// A service that reads the fixture's tables on its thread and remembers what it was told.

import { Service } from '../../../server/core/service/service.ts'
import type { TableHolder } from '../../../server/table/read/holder.ts'
import type { TableService } from '../../../server/table/table-service.ts'
import type { tables } from './fixture-tables.ts'

export class Probe extends Service<{ holder: TableHolder<typeof tables.definitions> }> {
  #told: { changed: string[]; gen: number }[] = []
  #wake: (() => void) | undefined

  static concurrent = true

  protected override async onStart(): Promise<void> {
    const main = await this.node.query<TableService>('.tables')
    await main.call.listen(this.address)
  }

  read(): { version: number; gens: number[] } {
    const { item, shop, settings } = this.options.holder.tables
    return { version: item.version, gens: [item.get(1).gen, shop.get('smith', 1).gen, settings.gen] }
  }

  /** What onTables said, and what the tables said at that moment; waits until it was called `count` times. */
  async told(count: number): Promise<{ changed: string[]; gen: number }[]> {
    while (this.#told.length < count)
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    return this.#told
  }

  /** Ends this thread by an error that nobody catches. */
  crash(): void {
    setImmediate(() => {
      throw new Error('crash')
    })
  }

  onTables(changed: string[]): void {
    this.#told.push({ changed, gen: this.options.holder.tables.settings.gen })
    this.#wake?.()
  }
}
