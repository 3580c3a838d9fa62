// A service that collects garbage in its thread.

import { Service } from '../../../server/core/service/service.ts'

export class Collector extends Service<void> {
  collect(): void {
    for (let i = 0; i < 3; i++) (globalThis as { gc?: () => void }).gc?.()
  }
}
