// Roles on a real embedded store in a folder of its own, for tests of server/role.

import pino, { type Logger } from 'pino'
import { onTestFinished } from 'vitest'
import { type Config, configSchema } from '../../../server/config.ts'
import { Deliverer, type Receive } from '../../../server/document/outbox/deliverer.ts'
import type { DocumentOwner } from '../../../server/document/save/document-entry.ts'
import { ManualClock } from '../../../server/lib/clock.ts'
import type { RoleCore, RoleDefinition } from '../../../server/role/define-role.ts'
import { Roles } from '../../../server/role/roles.ts'
import { type Environment, openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoleStore } from '../../../server/store/embedded/role-store.ts'
import type { RoleStore } from '../../../server/store/role-store.ts'
import { temporaryFolder } from '../temporary-folder.ts'

export function openTestEnvironment(folder = temporaryFolder()): Environment {
  const environment = openEnvironment(folder)
  onTestFinished(() => environment.close())
  return environment
}

export const openEmbeddedStore = (folder?: string): EmbeddedRoleStore =>
  new EmbeddedRoleStore(openTestEnvironment(folder))

export const saveConfig = (overrides: Partial<Config['save']> = {}): Config['save'] => ({
  ...configSchema.parse({}).save,
  interval: 600_000,
  ...overrides,
})

/** An owner that can be made busy, and remembers how it lost the role. */
export class TestOwner implements DocumentOwner {
  busy = false
  readonly lost: string[] = []

  isBusy(): boolean {
    return this.busy
  }

  onLost(reason: string): void {
    this.lost.push(reason)
  }
}

export interface HarnessOptions {
  store?: RoleStore
  config?: Partial<Config['save']>
  checks?: boolean
  log?: Logger
  /** The first uid, where several share a store. */
  uidFrom?: number
  /** What edits send messages to, by kind. */
  receivers?: Record<string, Receive>
}

/** A thread's roles; saving happens when a test asks for it. */
export function createRoles<R extends RoleCore>(definition: RoleDefinition<R>, options: HarnessOptions = {}) {
  const clock = new ManualClock()
  const store = options.store ?? openEmbeddedStore()
  const log = options.log ?? pino({ level: 'silent' })
  const outbox = new Deliverer({ store, log, receivers: options.receivers ?? {} })
  let uid = options.uidFrom ?? 1000
  const roles = new Roles<R>({
    definition,
    store,
    clock,
    log,
    outbox,
    noteBoards: () => ({}),
    newUid: () => String(uid++),
    config: saveConfig(options.config),
    checks: options.checks ?? true,
  })
  onTestFinished(async () => {
    await roles.stop(0)
    outbox.stop()
  })
  return { roles, store, clock, outbox }
}
