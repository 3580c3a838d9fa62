// The service `.agents/<slot>`: how many agents and roles a thread has, for the console and for tests.

import { Service } from '../core/service/service.ts'
import type { Agents } from './agents.ts'

export class AgentsService extends Service<{ host: Agents }> {
  static concurrent = true

  count(): { agents: number; roles: number; unsaved: number; oldestUnsavedMs: number } {
    const { host } = this.options
    const { documents, ...rest } = host.roles.count()
    return { agents: host.size, roles: documents, ...rest }
  }

  protected override inspect(): object {
    return this.count()
  }
}
