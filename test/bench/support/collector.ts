// A service that collects garbage in its thread, and says what its heap holds then.

import { Service } from '../../../server/core/service/service.ts'

export class Collector extends Service<void> {
  /** Bytes. */
  collect(): number {
    for (let i = 0; i < 3; i++) (globalThis as { gc?: () => void }).gc?.()
    return process.memoryUsage().heapUsed
  }
}
