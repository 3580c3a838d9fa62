// Opens the role store that the configuration names. Each thread opens its own.

import { openEnvironment } from './embedded/environment.ts'
import { EmbeddedRoleStore } from './embedded/role-store.ts'
import type { RoleStore } from './role-store.ts'

/** The section `store` of the configuration. */
export interface StoreConfig {
  kind: 'embedded' | 'mongo'
  path: string
  url: string
}

/** Throws StartError when the store can't be used. MongoDB's driver is loaded only when it is. */
export async function createRoleStore(config: StoreConfig): Promise<RoleStore> {
  if (config.kind === 'embedded') return new EmbeddedRoleStore(openEnvironment(config.path), { owns: true })
  const { connectMongo } = await import('./mongo/connect.ts')
  const { MongoRoleStore } = await import('./mongo/role-store.ts')
  return MongoRoleStore.open(await connectMongo(config.url))
}
