// The demo game and a service that collects garbage in its thread.

import { Service } from '../../../server/core/service/service.ts'
import demo from '../../../server/game/index.ts'

export class Collector extends Service<void> {
  collect(): void {
    for (let i = 0; i < 3; i++) (globalThis as { gc?: () => void }).gc?.()
  }
}

export default { ...demo, services: { ...demo.services, collector: Collector } }
