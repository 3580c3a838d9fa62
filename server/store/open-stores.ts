// Opens the store of the settings `store`, once per thread: one LMDB environment or one MongoDB connection, and every store
// of the kit on it.

import type { Logger } from 'pino'
import { StartError } from '../core/errors.ts'
import { withoutSecrets } from '../lib/url-secrets.ts'
import type { AccountStore } from './account/account-store.ts'
import type { KeyStore } from './account/key-store.ts'
import type { BanStore } from './ban-store.ts'
import type { DateStore } from './due/date-store.ts'
import type { ScheduleStore } from './due/schedule-store.ts'
import { EmbeddedAccountStore } from './embedded/account-store.ts'
import { EmbeddedBanStore } from './embedded/ban-store.ts'
import { EmbeddedDateStore } from './embedded/date-store.ts'
import { copyEnvironment, openEnvironment } from './embedded/environment/environment.ts'
import { EmbeddedKeyStore } from './embedded/key-store.ts'
import { EmbeddedKindStores } from './embedded/kind-store.ts'
import { EmbeddedRoleStore } from './embedded/role-store.ts'
import { EmbeddedRoomStore } from './embedded/room-store.ts'
import { EmbeddedScheduleStore } from './embedded/schedule-store.ts'
import { EmbeddedSeatTable } from './embedded/seat-table.ts'
import { EmbeddedTokenStore } from './embedded/token-store.ts'
import type { KindStores } from './kind/kind-store.ts'
import type { RoleStore } from './role-store.ts'
import type { RoomStore } from './room-store.ts'
import { NodeSeat, type SeatOptions } from './seat/node-seat.ts'
import type { StoreConfig } from './settings.ts'
import type { TokenStore } from './token-store.ts'

export interface Stores {
  roles: RoleStore
  /** Of services. */
  documents: KindStores
  accounts: AccountStore
  /** Of the login server. */
  keys: KeyStore
  bans: BanStore
  rooms: RoomStore
  schedules: ScheduleStore
  dates: DateStore
  tokens: TokenStore
  /** Takes the seat of node `id`; throws StartError when another server has it. For main's thread only. */
  takeSeat(id: number, options: SeatOptions): Promise<NodeSeat>
  /** Copies an embedded store into a folder while it is used; undefined for a database, which has tools of its own. */
  backup?: (folder: string) => Promise<void>
  /** Resolves when everything written is stored. */
  close(): Promise<void>
}

/** Who opens them. */
export interface StoreUser {
  /** `node.id`: whose rooms these are in a database that nodes share. */
  node: number
  log?: Logger
}

/** Throws StartError when the store cannot be used. MongoDB's driver is loaded only when it is needed. */
export async function openStores(config: StoreConfig, { node, log }: StoreUser): Promise<Stores> {
  if (config.kind === 'embedded') return openEmbedded(config, log)
  return openMongo(config.url, node).catch((cause: Error) => {
    if (cause instanceof StartError) throw cause
    // For example, the user may not create indexes.
    throw new StartError(`store.url: ${withoutSecrets(cause.message, config.url)}`, { cause })
  })
}

function openEmbedded({ path, minFree }: StoreConfig, log: Logger | undefined): Stores {
  const environment = openEnvironment(path, { log, minFree })
  const roles = new EmbeddedRoleStore(environment, { owns: true })
  return {
    roles,
    documents: new EmbeddedKindStores(environment),
    accounts: new EmbeddedAccountStore(environment),
    keys: new EmbeddedKeyStore(environment),
    bans: new EmbeddedBanStore(environment),
    rooms: new EmbeddedRoomStore(environment),
    schedules: new EmbeddedScheduleStore(environment),
    dates: new EmbeddedDateStore(environment),
    tokens: new EmbeddedTokenStore(environment),
    takeSeat: (_id, options) => NodeSeat.take(new EmbeddedSeatTable(environment, path), options),
    backup: folder => copyEnvironment(environment, folder),
    close: () => roles.close(),
  }
}

async function openMongo(url: string, node: number): Promise<Stores> {
  const { connectMongo } = await import('./mongo/connect.ts')
  const { MongoKindStores } = await import('./mongo/kind-store.ts')
  const { MongoRoleStore } = await import('./mongo/role-store.ts')
  const { MongoAccountStore } = await import('./mongo/account-store.ts')
  const { MongoKeyStore } = await import('./mongo/key-store.ts')
  const { MongoBanStore } = await import('./mongo/ban-store.ts')
  const { MongoRoomStore } = await import('./mongo/room-store.ts')
  const { MongoDateStore } = await import('./mongo/date-store.ts')
  const { MongoScheduleStore } = await import('./mongo/schedule-store.ts')
  const { MongoTokenStore } = await import('./mongo/token-store.ts')
  const { MongoSeatTable } = await import('./mongo/seat-table.ts')
  const connection = await connectMongo(url)
  const roles = await MongoRoleStore.open(connection)
  return {
    roles,
    documents: new MongoKindStores(connection.db, node),
    accounts: await MongoAccountStore.open(connection.db),
    keys: new MongoKeyStore(connection.db),
    bans: new MongoBanStore(connection.db),
    rooms: await MongoRoomStore.open(connection.db, node),
    schedules: new MongoScheduleStore(connection.db, node),
    dates: await MongoDateStore.open(connection.db, node),
    tokens: new MongoTokenStore(connection.db),
    takeSeat: (id, options) => NodeSeat.take(new MongoSeatTable(connection.db, id), options),
    close: () => roles.close(),
  }
}
