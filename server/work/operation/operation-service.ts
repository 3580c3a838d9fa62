// The operations of a thread for the others: the service `.operations/<slot>`, which an operation's id names.

import { Service } from '../../core/service/service.ts'
import type { OperationBook, OperationRow, OperationStatus } from './operation-book.ts'

export const operationsName = (slot: number | string): string => `.operations/${slot}`

export class OperationService extends Service<{ book: OperationBook }> {
  /** As OperationBook.find. */
  find(id: string, owner: string): OperationStatus | undefined {
    return this.options.book.find(id, owner)
  }

  /** As OperationBook.cancel. */
  cancel(id: string, owner: string): boolean {
    return this.options.book.cancel(id, owner)
  }

  // For operators.

  look(limit: number): { rows: OperationRow[]; total: number } {
    return this.options.book.look(limit)
  }

  cancelAny(id: string): boolean {
    return this.options.book.cancel(id)
  }

  protected override inspect(): object {
    return { running: this.options.book.running }
  }
}
