// The demo game and a service that collects garbage in its thread.

import demo from '../../../server/game/index.ts'
import { Collector } from './collector.ts'

export default { ...demo, services: { ...demo.services, collector: Collector } }
