// The service `.stores/<slot>`: how the stores of a serving thread do.

import { Service } from '../../core/service/service.ts'
import type { StoreFigures, StoreMeter } from './store-meter.ts'

export class StoresService extends Service<{ meter: StoreMeter }> {
  static concurrent = true

  figures(): StoreFigures[] {
    return this.options.meter.figures()
  }
}
